import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { importCycles } from "./cycles.js";
import { importsOf } from "./imports.js";
import { filesPerRoom, layerViolations } from "./layers.js";
import { projectFolder, sourceFiles } from "./source-files.js";

const folders = ["src", "demo", "test/e2e"].filter((name) => existsSync(join(projectFolder, name)));
const files = sourceFiles(folders, [".ts", ".mjs"]);

describe("the rooms", () => {
  it("import only what the table allows", () => {
    assert.deepEqual(layerViolations(files), []);
  });

  it("are all read", () => {
    const perRoom = filesPerRoom(files);
    for (const name of [
      "core",
      "locales",
      "element",
      "host",
      "simulator",
      "cli",
      "entries",
      "e2e",
    ]) {
      assert.ok((perRoom.get(name) ?? 0) > 0, `no file of ${name} was seen`);
    }
    assert.equal(
      [...perRoom.values()].reduce((sum, count) => sum + count, 0),
      files.length,
    );
  });

  it("are read with their imports", () => {
    const imports = files.flatMap(importsOf);
    assert.ok(imports.length > files.length, `${imports.length} imports in ${files.length} files`);
    assert.ok(imports.some(({ how }) => how === "type"));
  });
});

describe("import cycles", () => {
  const checked = files.filter(({ path }) => path.startsWith("src/"));

  it("do not exist, types and dynamic imports included", () => {
    assert.deepEqual(importCycles(checked), []);
  });

  it("are looked for in every file", () => {
    for (const folder of [
      "src/core/",
      "src/element/qr/",
      "src/host/redis/",
      "src/simulator/",
      "src/cli/",
    ]) {
      assert.ok(
        checked.some(({ path }) => path.startsWith(folder)),
        folder,
      );
    }
  });

  for (const back of [
    `import { a } from "../one/a.js";`,
    `import type { A } from "../one/a.js";`,
    `export { a } from "../one/a.js";`,
    `export const later = () => import("../one/a.js");`,
    `export type A = import("../one/a.js").A;`,
  ]) {
    it(`control: are noticed when they close by ${back}`, () => {
      const cycle = [
        { path: "src/one/a.ts", text: `import { b } from "../two/b.js";` },
        { path: "src/two/b.ts", text: `import { c } from "./c.js";` },
        { path: "src/two/c.ts", text: back },
      ];

      assert.deepEqual(importCycles(cycle), [["src/one/a", "src/two/b", "src/two/c", "src/one/a"]]);
      assert.deepEqual(importCycles(cycle.slice(0, 2)), []);
    });
  }

  it("control: are noticed where a file imports itself", () => {
    const alone = { path: "src/one/a.ts", text: `import type { A } from "./a.js";` };

    assert.deepEqual(importCycles([alone]), [["src/one/a", "src/one/a"]]);
  });
});

/** Controls: each line must break the table. */
const broken: readonly (readonly [path: string, text: string])[] = [
  ["src/core/a.ts", `import { html } from "lit";`],
  ["src/core/a.ts", `import { z } from "zod/mini";`],
  ["src/core/a.ts", `import * as z from "zod";`],
  ["src/core/a.ts", `import type { X } from "../host/x.js";`],
  ["src/core/a.ts", `type X = import("../element/x.js").X;`],
  ["src/core/a.ts", `export * from "../locales/x.js";`],
  ["src/core/a.ts", `const later = import("../element/x.js");`],
  ["src/core/a.ts", "const later = import(name);"],
  ["src/core/a.ts", "const now = Date.now();"],
  ["src/core/a.ts", "const now = new Date();"],
  ["src/core/a.ts", "const random = Math.random();"],
  ["src/core/a.ts", `const answer = fetch("/");`],
  ["src/core/a.ts", "setTimeout(() => {}, 1);"],
  ["src/core/a.ts", "const title = document.title;"],
  ["src/core/a.ts", "const width = window.innerWidth;"],
  ["src/locales/a.ts", `import { checklist } from "../core/checklist.js";`],
  ["src/element/a.ts", `import { x } from "../host/x.js";`],
  ["src/element/a.ts", `import { x } from "../simulator/x.js";`],
  ["src/element/a.ts", `import * as z from "zod/mini";`],
  ["src/element/a.ts", `import { x } from "node:path";`],
  ["src/element/qr/a.ts", `import { draw } from "./qr-drawing.js";`],
  ["src/element/qr/a.ts", `import { createPanel } from "./qr-panel.js";`],
  ["src/element/a.ts", `import { generate } from "lean-qr";`],
  ["src/element/qr/a.ts", `const later = import("lean-qr");`],
  ["src/element/qr/a.ts", `export { draw } from "./qr-drawing.js";`],
  ["src/element/qr/qr-drawing.ts", `import code from "some-code-library";`],
  ["src/host/a.ts", `import { x } from "../element/x.js";`],
  ["src/host/a.ts", `import { createServer } from "node:http";`],
  ["src/host/nodes.ts", `import { createServer } from "node:http";`],
  ["src/host/a.ts", `import { createClient } from "redis";`],
  ["src/host/a.ts", `import { html } from "lit";`],
  ["src/simulator/a.ts", `import type { Customer } from "../core/customer.js";`],
  ["src/simulator/a.ts", `import { createHmac } from "node:crypto";`],
  ["src/index.ts", `export * from "./host/index.js";`],
  ["src/define.ts", `import { en } from "./locales/en.js";`],
  ["src/nowhere.ts", `import { x } from "./element/x.js";`],
  ["src/cli/a.ts", `import { x } from "../host/x.js";`],
  ["src/new-room/a.ts", ""],
  ["demo/a.ts", `import { x } from "../src/host/handler.js";`],
  ["test/e2e/a.ts", `import { x } from "../../src/core/x.js";`],
];

const allowed: readonly (readonly [path: string, text: string])[] = [
  ["src/core/a.ts", `import * as z from "zod/mini"; import { b } from "./b.js";`],
  ["src/core/a.ts", `const at = new Date("2026-01-01"); const x = { fetch: 1 }; x.fetch;`],
  ["src/core/a.ts", "// fetch and Date.now in a comment\n"],
  ["src/locales/a.ts", `import type { Screen } from "../core/screen.js";`],
  [
    "src/element/qr/a.ts",
    `import { html } from "lit/static-html.js"; const p = import("./qr-drawing.js");`,
  ],
  ["src/element/qr/qr-drawing.ts", `import { generate } from "lean-qr";`],
  ["src/element/qr/qr-panel.ts", `import { draw } from "./qr-drawing.js";`],
  ["src/host/node.ts", `import { createServer } from "node:http";`],
  ["src/host/node/a.ts", `import type { IncomingMessage } from "node:http";`],
  ["src/host/a.ts", `import { jwtVerify } from "jose"; import { c } from "../core/contract.js";`],
  ["demo/a.ts", `import { x } from "sphere-kyc-onboarding/host";`],
];

describe("the layer test notices", () => {
  for (const [path, text] of broken) {
    it(`${path}: ${text || "a file in no room"}`, () => {
      assert.notDeepEqual(layerViolations([{ path, text }]), []);
    });
  }
});

describe("the layer test lets pass", () => {
  for (const [path, text] of allowed) {
    it(`${path}: ${text}`, () => {
      assert.deepEqual(layerViolations([{ path, text }]), []);
    });
  }
});
