import assert from "node:assert/strict";
import { it } from "node:test";
import { readSource } from "../package/source-files.js";
import { assertPassing, examineHost, meetClosedDoors, walkJourney } from "./journey.js";
import { withStartedHost } from "./started-host.js";

/** What holds for every example that runs the handler: its command is all that it takes. */
export function itServesCustomers(command: readonly ["node", ...string[]]): void {
  const [, ...args] = command;
  const started = [process.execPath, ...args] as const;

  it("takes a customer from sign-in to approved", async () => {
    await withStartedHost([...started], async (host) => {
      await walkJourney(host);
      await meetClosedDoors(host);
    });
  });

  it("sends the customer to a simulator's pages when it is asked to", async () => {
    await withStartedHost([...started], walkJourney, "http://127.0.0.1:4180");
  });

  it("is healthy to the doctor", async () => {
    await withStartedHost([...started], async (host) => assertPassing(await examineHost(host)));
  });

  it("starts with the command that the README gives", () => {
    const { text } = readSource("demo/hosts/README.md");
    assert.ok(text.includes(`\`${command.join(" ")}\``));
  });
}
