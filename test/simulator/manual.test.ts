import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { createControl, createSimulator, scenarios } from "../../src/simulator/index.js";

const manual = readFileSync(new URL("../../docs/simulator.md", import.meta.url), "utf8");

describe("docs/simulator.md", () => {
  it("names every route of the control interface", async () => {
    const control = createControl(createSimulator());
    const response = await control(new Request("http://127.0.0.1/control/"));
    const { routes } = await response.json();
    assert.ok(routes.length > 20);
    for (const { path } of routes) {
      const short = path.replace("/control/customers/{id}/", ".../");
      const named = path.replace("/scenarios/{id}", "/scenarios/{name}");
      assert.ok(manual.includes(short) || manual.includes(named), path);
    }
  });

  it("lists every scenario with its sentence, and no other", () => {
    const section = manual.split("\n## Scenarios\n")[1]?.split("\n## ")[0] ?? "";
    const listed = [...section.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, name, sentence]) => ({
      name,
      sentence,
    }));
    assert.ok(scenarios.length >= 25);
    assert.deepEqual(listed, scenarios);
  });

  it("names every behaviour", () => {
    const { behaviour } = createSimulator({ linkTtlMs: 1 });
    assert.ok(Object.keys(behaviour).length > 10);
    for (const name of Object.keys(behaviour)) {
      assert.ok(manual.includes(`\`${name}\``), name);
    }
  });
});
