import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import type { createOnboardingHandler } from "../../src/host/index.js";
import { createMemoryStore } from "../../src/host/index.js";
import { createSimulator, type Fault } from "../../src/simulator/index.js";
import { aHost, ask, secret } from "./host-under-test.js";
import { aCustomer, aLink, customerId } from "./scripted-upstream.js";

/** Another realm: its `Uint8Array`, `Promise` and `Map` are not those of this one. */
const elsewhere = (code: string, globals: object = {}) =>
  runInContext(code, createContext(globals));

const secrets: Readonly<Record<string, string>> = {
  "a Uint8Array": "new Uint8Array(32).fill(7)",
  "a part of a larger buffer": "new Uint8Array(64).fill(7).subarray(16, 48)",
  "an ArrayBuffer": "new Uint8Array(32).fill(7).buffer",
};

describe("values of another realm", () => {
  for (const [what, code] of Object.entries(secrets)) {
    it(`the secret may be ${what} of another realm, and signs as that of this one`, async () => {
      const theirs = aHost({ secret: elsewhere(code) });
      const ours = aHost({ secret: new Uint8Array(32).fill(7) });

      const { status } = await ours.ask("GET", "/kyc/customer", await theirs.session());

      assert.equal(status, 200);
    });
  }

  it("control: bytes too few are refused, of whatever realm", () => {
    assert.throws(() => aHost({ secret: elsewhere("new Uint8Array(31)") }), /32 bytes or more/);
    assert.throws(() => aHost({ secret: elsewhere("({ byteLength: 32 })") }), /32 bytes or more/);
  });

  it("a Map of another realm is refused as pages", () => {
    assert.throws(() => aHost({ pages: elsewhere("new Map()") }), /option "pages" must be/);
    aHost({ pages: elsewhere('({ identity_document: "/upload" })') });
  });

  it("a promise of another realm holds a simulated response back", async () => {
    const simulator = createSimulator();
    const until: Promise<void> = elsewhere("Promise.resolve()");

    simulator.inject({ kind: "slow", until } as Fault);

    assert.equal((await simulator.api(new Request("https://a.example/v2/customer"))).status, 403);
  });

  it("the whole handler works in a realm whose TextEncoder is another's, as in jsdom", async () => {
    const { outputFiles } = await build({
      entryPoints: ["src/host/index.ts"],
      bundle: true,
      format: "iife",
      globalName: "host",
      write: false,
    });
    const given = { TextEncoder, TextDecoder, URL, crypto, Request, Response, Headers };
    const timers = {
      AbortController,
      ReadableStream,
      setTimeout,
      clearTimeout,
      console,
      atob,
      btoa,
    };
    const code = `${outputFiles[0]?.text}; host.createOnboardingHandler`;
    const create: typeof createOnboardingHandler = elsewhere(code, { ...given, ...timers });
    const handler = create({
      apiKey: "sk_realm",
      secret,
      resolveCustomer: () => customerId,
      log: null,
      store: createMemoryStore(),
      runtime: {
        fetch: async (_, { method }) =>
          method === "GET" ? Response.json(aCustomer) : Response.json(aLink, { status: 201 }),
      },
    });

    const { body } = await ask(handler, "POST", "/kyc/session");
    const headers = { Authorization: `Bearer ${body["token"]}`, "Idempotency-Key": "a-key" };
    const submitted = await ask(handler, "POST", "/kyc/submit", headers);

    assert.deepEqual([submitted.status, submitted.body["url"]], [201, aLink.url]);
  });
});
