import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSource } from "../package/source-files.js";
import { assertHealthy, examineHost, meetClosedDoors, walkJourney } from "./journey.js";
import { withStartedHost } from "./started-host.js";

const hosts = {
  Express: "demo/hosts/express/server.ts",
  Hono: "demo/hosts/hono/server.ts",
  "the Next route": "demo/hosts/next/serve.ts",
};

for (const [name, file] of Object.entries(hosts)) {
  describe(name, () => {
    const command = [process.execPath, "--import", "tsx", file] as const;

    it("takes a customer from sign-in to approved", async () => {
      await withStartedHost([...command], async (host) => {
        await walkJourney(host);
        await meetClosedDoors(host);
      });
    });

    it("sends the customer to a simulator's pages when it is told to", async () => {
      await withStartedHost([...command], walkJourney, "http://127.0.0.1:4180");
    });

    it("is healthy to the doctor", async () => {
      await withStartedHost([...command], async (host) => assertHealthy(await examineHost(host)));
    });

    it("starts with the command that the README gives", () => {
      const { text } = readSource("demo/hosts/README.md");
      assert.ok(text.includes(`\`node --import tsx ${file}\``));
    });
  });
}
