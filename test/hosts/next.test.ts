import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fingerprintOf } from "../../demo/hosts/next/build-app.mjs";
import { projectFolder } from "../package/source-files.js";
import { itPassesNotificationsOn } from "./event-stream-facts.js";
import { itServesCustomers } from "./host-facts.js";
import { withStartedHost } from "./started-host.js";

const app = join(projectFolder, "demo/hosts/next");

describe("Next", () => {
  itServesCustomers(["node", "demo/hosts/next/start.mjs"]);
  itPassesNotificationsOn(["node", "demo/hosts/next/start.mjs"]);

  it("is not built again while nothing has changed", async () => {
    const build = () => readFileSync(join(app, ".next/BUILD_ID"), "utf8");
    const earlier = build();
    await withStartedHost([process.execPath, "demo/hosts/next/start.mjs"], async () => {
      assert.equal(build(), earlier);
    });
  });

  it("is built again when a byte of its route has changed", () => {
    const folder = mkdtempSync(join(tmpdir(), "sphere-kyc-next-"));
    try {
      for (const name of ["app", "jsconfig.json", "next.config.mjs", "package.json"]) {
        cpSync(join(app, name), join(folder, name), { recursive: true });
      }
      const before = fingerprintOf(folder);
      assert.equal(fingerprintOf(folder), before);
      writeFileSync(join(folder, "app/kyc/[...path]/route.js"), " ", { flag: "a" });
      assert.notEqual(fingerprintOf(folder), before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
