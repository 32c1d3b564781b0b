import assert from "node:assert/strict";
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import {
  backend,
  compile,
  compilers,
  type Environment,
  page,
  resolutions,
  worker,
} from "./consumer-types.js";
import { pack } from "./packed.js";
import { projectFolder } from "./source-files.js";

const packed = pack();
after(() => packed.remove());
const { name: packageName, exports: packageExports } = packed.manifest;

/** A program that imports modules whole, so that every declaration they lead to is checked. */
const importing = (names: readonly string[], use = "") =>
  [
    ...names.map((name, at) => `import * as m${at} from "${name}";`),
    ...names.map((_, at) => `export type T${at} = keyof typeof m${at};`),
    use,
  ].join("\n");

const pageUse = `
  import "sphere-kyc-onboarding/define";
  document.createElement("sphere-kyc-onboarding").refresh();
  document.addEventListener("sphere-kyc-leave", (event) => event.requirement?.length);`;
const handlerUse = `
  import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
  import { createSimulator } from "sphere-kyc-onboarding/simulator";
  const { apiKey, api } = createSimulator();
  export const handle: (request: Request) => Promise<Response> = createOnboardingHandler({
    apiKey,
    secret: "a-secret-of-thirty-two-bytes-...",
    resolveCustomer: (request) => request.headers.get("x-customer"),
    runtime: { fetch: (input, init) => api(new Request(input, init)) },
    log: (entry) => ("correlationId" in entry ? entry.correlationId.toUpperCase() : ""),
  });`;
const nodeUse = `${handlerUse}
  import { createServer } from "node:http";
  import { toNodeListener } from "sphere-kyc-onboarding/host/node";
  createServer(toNodeListener(handle));`;

const versions = compilers.flatMap((compiler) =>
  resolutions
    // The newest has it no longer, and the oldest has it as the last 5.x has.
    .filter((resolution) => compiler === "typescript-5" || resolution !== "node10")
    .map((resolution) => ({ compiler, resolution })),
);
const newest = versions.filter(({ compiler }) => compiler === "typescript");

interface Consumer {
  readonly where: string;
  readonly environment: Environment;
  readonly exports: readonly string[];
  readonly use: string;
  readonly versions: typeof versions;
  /** Files that would make the check say nothing about this environment. */
  readonly foreign: RegExp;
}

const consumers: readonly Consumer[] = [
  {
    where: "a page without Node's types",
    environment: page,
    exports: [".", "./define", "./contract"],
    use: pageUse,
    versions,
    foreign: /@types\/node\//,
  },
  {
    where: "a backend without the DOM library",
    environment: backend,
    exports: ["./host", "./host/node", "./host/redis", "./simulator"],
    use: nodeUse,
    versions,
    foreign: /lib\.dom\./,
  },
  {
    where: "a Fetch runtime without Node's types and without the DOM library",
    environment: worker,
    exports: ["./host", "./simulator"],
    use: handlerUse,
    versions: newest,
    foreign: /@types\/node\/|lib\.dom\./,
  },
];
const typed = Object.entries(packageExports).flatMap(([path, target]) =>
  typeof target === "string" ? [] : [{ path, types: target.types }],
);
describe("the types of the packed package", { concurrency: 2 }, () => {
  it("are tried in every environment that an export is for", () => {
    const tried = new Set(consumers.flatMap((each) => each.exports));
    assert.deepEqual([...tried].sort(), typed.map(({ path }) => path).sort());
  });

  for (const { where, environment, exports, use, foreign, ...rest } of consumers) {
    for (const version of rest.versions) {
      it(`compile in ${where}: ${version.compiler}, ${version.resolution}`, async () => {
        const names = exports.map((path) => path.replace(/^\./, packageName));
        const program = importing(names, use);
        const how = { ...environment, ...version };
        const { errors, files } = await compile(packed.consumerFolder, program, how);
        assert.equal(errors, "");
        const declarations = files.filter((file) => file.includes(`/${packageName}/dist/`));
        assert.ok(declarations.length > 5, String(declarations.length));
        assert.deepEqual(
          files.filter((file) => foreign.test(file)),
          [],
        );
      });
    }
  }

  it("need none of zod's, which ask a consumer for flags of their own", async () => {
    const names = typed.map(({ path }) => path.replace(/^\./, packageName));
    const lib = ["es2022", "dom", "dom.iterable"];
    const how = { lib, types: ["node"], compiler: "typescript", resolution: "nodenext" } as const;
    const { files } = await compile(packed.consumerFolder, importing(names), how);
    assert.deepEqual(
      files.filter((file) => file.includes("/zod/")),
      [],
    );
  });

  it("are found by the older way of resolving modules too", () => {
    const manifest: { types: string; typesVersions: Record<"*", Record<string, string[]>> } =
      JSON.parse(readFileSync(join(packed.packageFolder, "package.json"), "utf8"));
    assert.deepEqual(
      { ".": manifest.types, ...manifest.typesVersions["*"] },
      Object.fromEntries(
        typed.map(({ path, types }) =>
          path === "." ? [path, types] : [path.replace("./", ""), [types]],
        ),
      ),
    );
  });
});

describe("these checks notice", { concurrency: 2 }, () => {
  const installed = join(packed.consumerFolder, "node_modules");
  for (const [name, types] of [
    ["names-the-dom", `export type Id = ReturnType<Crypto["randomUUID"]>;`],
    ["names-node", `import type { Server } from "node:http"; export type S = Server;`],
    ["brings-node", `/// <reference types="node" />\nexport type S = string;`],
  ] as const) {
    mkdirSync(join(installed, name));
    writeFileSync(join(installed, name, "package.json"), JSON.stringify({ name, types: "x.d.ts" }));
    writeFileSync(join(installed, name, "x.d.ts"), types);
  }

  for (const compiler of ["typescript-5.4", "typescript"] as const) {
    it(`a declaration of a package that needs another environment: ${compiler}`, async () => {
      const program = importing(["names-the-dom", "names-node"]);
      const errorsIn = async (environment: Environment) => {
        const how = { ...environment, compiler, resolution: "bundler" } as const;
        return (await compile(packed.consumerFolder, program, how)).errors.split("\n");
      };
      const [dom = "", ...others] = await errorsIn(backend);
      assert.match(dom, /names-the-dom\/x\.d\.ts.*TS2304.*'Crypto'/);
      assert.deepEqual(others, []);
      const [node = "", ...more] = await errorsIn(page);
      assert.match(node, /names-node\/x\.d\.ts.*TS\d+.*'node:http'/);
      assert.deepEqual(more, []);
    });
  }

  it("a declaration that brings the types of another environment", async () => {
    const how = { ...page, compiler: "typescript", resolution: "bundler" } as const;
    const { files } = await compile(packed.consumerFolder, importing(["brings-node"]), how);
    assert.ok(files.some((file) => /@types\/node\//.test(file)));
  });

  it("an export that does not exist", async () => {
    const how = { ...backend, compiler: "typescript", resolution: "nodenext" } as const;
    const program = importing([`${packageName}/nowhere`]);
    const { errors } = await compile(packed.consumerFolder, program, how);
    assert.match(errors, /TS2882|TS2307/);
  });

  it("a wrong use of the element's types", async () => {
    const wrong = `import "sphere-kyc-onboarding/define";
      document.createElement("sphere-kyc-onboarding").noSuchMethod();`;
    const how = { ...page, compiler: "typescript", resolution: "bundler" } as const;
    assert.match((await compile(packed.consumerFolder, wrong, how)).errors, /noSuchMethod/);
  });
});

describe("this project's own `tsc`", () => {
  it("is the newest of the three, which all have that name", () => {
    const command = realpathSync(join(projectFolder, "node_modules/.bin/tsc"));
    assert.equal(
      command,
      realpathSync(join(projectFolder, "node_modules/typescript/bin/tsc")),
      "run `npm ci`: `npm install` may let another version take the name",
    );
  });
});
