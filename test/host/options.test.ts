import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  createMemoryStore,
  createOnboardingHandler,
  type OnboardingHandlerOptions,
} from "../../src/host/index.js";
import { secret } from "./host-under-test.js";

const good = { apiKey: "sk_test", secret, resolveCustomer: () => null };

const create = (options: unknown) => createOnboardingHandler(options as OnboardingHandlerOptions);

const canary = "canary value";

const wrong: readonly [option: string, value: unknown, expected: RegExp][] = [
  ["apiKey", undefined, /SpherePay's API key/],
  ["apiKey", "", /SpherePay's API key/],
  ["apiKey", canary, /SpherePay's API key/],
  ["apiKey", `${canary}\n`, /SpherePay's API key/],
  ["baseUrl", "http://api.spherepay.co", /"https:"/],
  ["baseUrl", "https://user:canary@api.spherepay.co", /without credentials/],
  ["baseUrl", "https://api.spherepay.co/?a=canary", /without credentials or query/],
  ["baseUrl", "canary", /"https:"/],
  ["baseUrl", "https://api.spherepay.co/v2", /without "\/v2", which the handler adds/],
  ["baseUrl", "https://api.spherepay.co/v2/", /without "\/v2"/],
  ["baseUrl", "https://api.spherepay.co/v1", /without "\/v2"/],
  ["baseUrl", "https://api.sandbox.spherepay.co/canary", /without "\/v2"/],
  ["baseUrl", "https://canary.example/spherepay/v2", /without "\/v2"/],
  ["baseUrl", "https://canary.example/v2/customer/", /without "\/v2"/],
  ["baseUrl", "http://127.0.0.1:4100/v2", /without "\/v2"/],
  ["secret", undefined, /32 bytes or more/],
  ["secret", "x".repeat(31), /32 bytes or more/],
  ["secret", new Uint8Array(31), /32 bytes or more/],
  ["secret", [], /\[current, previous\]/],
  ["secret", [secret], /\[current, previous\]/],
  ["secret", [secret, "short"], /32 bytes or more/],
  ["secret", [secret, secret, secret], /\[current, previous\]/],
  ["resolveCustomer", undefined, /a function/],
  ["resolveCustomer", "customer_1", /a function/],
  ["endpoint", "kyc", /begins with "\/"/],
  ["endpoint", "https://canary.example/kyc", /begins with "\/"/],
  ["endpoint", "/kyc?a", /begins with "\/"/],
  ["endpoint", 7, /begins with "\/"/],
  ["release", "2026-06", /"2026-05" or "2026-07" or "2025-12"/],
  ["release", 2026, /"2026-05"/],
  ["requirementLinks", "terms_of_service", /"terms_of_service" and "liveness_check"/],
  ["requirementLinks", ["identity_verification"], /"terms_of_service" and "liveness_check"/],
  ["requirementLinks", [7], /"terms_of_service" and "liveness_check"/],
  ["pages", "/upload", /identity_document: "\/upload"/],
  ["pages", [], /an object/],
  ["pages", null, /an object/],
  ["pages", new Map([["identity_document", "/upload"]]), /an object/],
  ["steps", true, /an object such as/],
  ["steps", [], /an object such as/],
  ["steps", null, /an object such as/],
  ["steps", { email: true }, /names of email_verification/],
  ["steps", new Map(), /an object such as/],
  ["customerAddress", {}, /a function/],
  ["codeDestination", "email", /a function/],
  ["upstreamCallsPerSecond", 0, /from 1 to 10000/],
  ["upstreamCallsPerSecond", 10_001, /from 1 to 10000/],
  ["inspectDocument", "clamav", /a function/],
  ["maxDocumentBytes", 15_000_001, /from 1 to 15000000/],
  ["maxDocumentBytes", 0, /from 1 to 15000000/],
  ["maxUploadMemoryBytes", 1.5, /from 1 to /],
  ["customerCallsPerMinute", 0, /from 1 to 1000000/],
  ["customerCallsPerMinute", 1.5, /from 1 to 1000000/],
  ["linkHosts", "in.sumsub.com", /exact host names/],
  ["linkHosts", ["https://in.sumsub.com"], /exact host names/],
  ["linkHosts", ["*.sumsub.com"], /exact host names/],
  ["linkHosts", [7], /exact host names/],
  ["allowedOrigins", ["*"], /no wildcard/],
  ["allowedOrigins", ["https://app.example/"], /exact origins/],
  ["allowedOrigins", ["http://app.example"], /exact origins/],
  ["allowedOrigins", ["null"], /exact origins.*"null" is none/],
  [
    "allowedOrigins",
    ["https://a.example", "https://b.example/"],
    /"https:\/\/b.example\/" is none/,
  ],
  ["allowedOrigins", ["https://user:canary@app.example"], /"https:\/\/\.\.\.@app.example" is none/],
  ["allowedOrigins", [undefined], /undefined is none/],
  ["allowedOrigins", ["file://app"], /"file:\/\/app" is none/],
  ["allowedOrigins", ["capacitor://localhost/"], /"capacitor:\/\/localhost\/" is none/],
  ["allowedOrigins", ["capacitor:localhost"], /is none/],
  ["allowedOrigins", ["javascript://localhost"], /is none/],
  ["allowedOrigins", ["ws://localhost"], /is none/],
  ["allowedOrigins", ["http://tauri.localhost.example"], /is none/],
  ["allowedOrigins", "https://app.example", /exact origins/],
  ["includeErrorDetail", "yes", /true or false/],
  ["sessionLifetimeSeconds", 601, /from 1 to 600/],
  ["sessionLifetimeSeconds", 0, /from 1 to 600/],
  ["sessionLifetimeSeconds", 1.5, /from 1 to 600/],
  ["upstreamTimeoutMs", 0, /from 1 to 60000/],
  ["upstreamTimeoutMs", "10", /from 1 to 60000/],
  ["store", {}, /a store with the method "shareLink"/],
  ["store", 7, /a store/],
  ["events", "yes", /true or false/],
  ["events", true, /left out without a webhookSecret or a store/],
  ["webhookSecret", "", /SpherePay's webhook secret/],
  ["webhookSecret", "secret_canary", /16 or more visible/],
  ["webhookSecret", "secret with spaces and canary", /visible ASCII/],
  ["webhookSecret", null, /SpherePay's webhook secret/],
  ["webhookSecret", [secret], /\[current, previous\]/],
  ["webhookSecret", [secret, ""], /\[current, previous\]/],
  ["webhookSecret", [secret, secret, secret], /\[current, previous\]/],
  ["acceptReserialisedWebhooks", "yes", /true or false/],
  ["runtime", 7, /an object/],
  ["runtime", null, /an object/],
  ["log", "console", /a function/],
  ["onError", "console", /a function/],
  ["onError", null, /a function/],
  ["onCustomerChanged", "console", /a function/],
  ["onCustomerChanged", null, /a function/],
];
describe("the handler's options", () => {
  for (const [option, value, expected] of wrong) {
    const shown = JSON.stringify(value)?.slice(0, 40);
    it(`the option ${option} = ${shown} is refused by name, without its value`, () => {
      assert.throws(
        () => create({ ...good, [option]: value }),
        (error: unknown) => {
          assert.ok(error instanceof TypeError);
          assert.match(error.message, new RegExp(`option "${option}"`));
          assert.match(error.message, expected);
          assert.doesNotMatch(error.message, /canary/);
          return true;
        },
      );
    });
  }

  for (const [name, value] of Object.entries({ fetch: {}, now: 7, schedule: null, warn: {} })) {
    it(`the option runtime.${name} of the wrong type is refused by name`, () => {
      assert.throws(() => create({ ...good, runtime: { [name]: value } }), {
        name: "TypeError",
        message: new RegExp(`option "runtime.${name}" must be a function`),
      });
    });
  }

  it("an unknown option of `runtime` is refused", () => {
    assert.throws(() => create({ ...good, runtime: { clock: () => 0 } }), {
      name: "TypeError",
      message: /no option "runtime.clock".*now, schedule, fetch, warn/,
    });
  });

  it("an unknown option is refused, and the error lists the known ones", () => {
    assert.throws(() => create({ ...good, linkHost: [] }), {
      name: "TypeError",
      message: /no option "linkHost".*linkHosts/,
    });
  });

  it("missing options throw a TypeError", () => {
    assert.throws(() => create(undefined), TypeError);
    assert.throws(() => create(null), TypeError);
  });

  const wrongPages: readonly [name: string, href: unknown, expected: RegExp][] = [
    ["identity_document", "upload", /path of your own origin/],
    ["identity_document", "./canary", /path of your own origin/],
    ["identity_document", "", /path of your own origin/],
    ["identity_document", "//canary.example/", /path of your own origin/],
    ["identity_document", "/\\canary.example/", /path of your own origin/],
    ["identity_document", "/\t/canary.example", /path of your own origin/],
    ["identity_document", "http://canary.example/", /"https:" address/],
    ["identity_document", "https:canary.example", /"https:" address/],
    ["identity_document", "https://canary@canary.example/", /"https:" address/],
    ["identity_document", "javascript:canary()", /"https:" address/],
    ["identity_document", "mailto:canary@example.com", /"https:" address/],
    ["identity_document", "data:text/html,canary", /"https:" address/],
    ["identity_document", 7, /"https:" address/],
    ["identity_document", undefined, /"https:" address/],
    ["identity_document", new URL("https://canary.example/"), /"https:" address/],
    ["Identity Document", "/upload", /requirement name/],
    ["", "/upload", /requirement name/],
    ["constructor/", "/upload", /requirement name/],
    ["identity_verification", "/upload", /SpherePay's own/],
    ["kyc_a_approval", "/upload", /SpherePay's own/],
  ];
  for (const [name, href, expected] of wrongPages) {
    it(`the page ${JSON.stringify(href)} for ${JSON.stringify(name)} is refused by its name in pages`, () => {
      assert.throws(
        () => create({ ...good, pages: { tax_identification_number: "/tax", [name]: href } }),
        (error: unknown) => {
          assert.ok(error instanceof TypeError);
          assert.ok(error.message.includes(`option "pages.${name}" must be`), error.message);
          assert.match(error.message, expected);
          assert.doesNotMatch(error.message, /canary/);
          return true;
        },
      );
    });
  }

  const right: readonly [what: string, options: object][] = [
    ["only what is needed", {}],
    ["a secret of bytes", { secret: new Uint8Array(32) }],
    ["two secrets", { secret: [secret, new Uint8Array(32)] }],
    ["a secret of 32 bytes in 16 letters", { secret: "\u00e9".repeat(16) }],
    ["a SpherePay on loopback", { baseUrl: "http://127.0.0.1:4100/" }],
    ["a SpherePay behind a path", { baseUrl: "https://proxy.example/spherepay" }],
    ["a gateway's own version", { baseUrl: "https://proxy.example/v1/" }],
    ["a gateway's path that begins alike", { baseUrl: "https://proxy.example/v2-spherepay" }],
    ["SpherePay's sandbox", { baseUrl: "https://api.sandbox.spherepay.co" }],
    ["no log at all", { log: null }],
    ["a development page", { allowedOrigins: ["http://localhost:5173"] }],
    ["the release of July 2026", { release: "2026-07" }],
    ["the release of December 2025", { release: "2025-12" }],
    ["no requirement links", { requirementLinks: [] }],
    ["a page of the own origin", { pages: { identity_document: "/upload?step=2#id" } }],
    ["a page elsewhere", { pages: { identity_document: "https://docs.example/upload" } }],
    ["a page for a name nobody has heard of", { pages: { proof_of_moonlight: "/moon" } }],
    ["no pages", { pages: {} }],
    ["a larger agreement with SpherePay", { upstreamCallsPerSecond: 400 }],
    ["a webhook secret", { webhookSecret: "secret_0123456789abcdef" }],
    ["two webhook secrets", { webhookSecret: [secret, "secret_0123456789abcdef"] }],
    ["a loopback provider", { linkHosts: ["http://127.0.0.1:4100"] }],
  ];
  for (const [what, options] of right) {
    it(`${what} is accepted`, () => {
      assert.equal(typeof create({ ...good, ...options }), "function");
    });
  }

  it("undefined options get their defaults", () => {
    assert.equal(
      typeof create({ ...good, log: undefined, store: undefined, webhookSecret: undefined }),
      "function",
    );
  });

  it("`upstreamCallsPerSecond` below the number of processes is refused", () => {
    const store = { ...createMemoryStore(), processes: 4 };

    assert.throws(
      () => create({ ...good, store, upstreamCallsPerSecond: 3 }),
      /option "upstreamCallsPerSecond" must be 4 or more: one for each process/,
    );
    assert.equal(typeof create({ ...good, store, upstreamCallsPerSecond: 4 }), "function");
  });
});
