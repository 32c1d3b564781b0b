import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createOnboardingHandler, type LogEntry } from "../../../src/host/index.js";
import { createHandClock } from "../../../src/simulator/index.js";
import { ask, secret } from "../host-under-test.js";
import { anUpstream, customerId } from "../scripted-upstream.js";

const apiKey = "sk_live_canary_of_the_key";
const personal = [
  "Canary-Given-Name",
  "canary@example.com",
  "+15550100",
  "1980-02-29",
  "Canary Road",
];
const words = "canary words of an error";
const link = "https://in.sumsub.com/websdk/p/canary-link";

const fullCustomer = {
  id: customerId,
  type: "individual",
  email: personal[1],
  phone: personal[2],
  firstName: personal[0],
  dateOfBirth: personal[3],
  address: { line1: personal[4] },
  personalInformation: { nested: { firstName: personal[0], list: personal } },
  meta: { note: personal[4], __proto__x: personal[0] },
  verificationProfiles: [
    {
      name: "kyc_profile_a",
      status: "pending",
      reviewer: personal[0],
      criteria: {
        complete: [],
        pending: [],
        required: ["identity_verification", "identity_document"],
        errors: [{ name: "identity_document", detail: words, photo: personal[0] }],
        notes: personal[4],
      },
    },
  ],
};

const encoders: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => encodeURIComponent(text),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => btoa(text).replace(/=+$/, ""),
  (text) => btoa(text).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_"),
  (text) => Array.from(text, (c) => c.charCodeAt(0).toString(16).padStart(2, "0")).join(""),
];

/** The canaries that stand in a text, in any of the encodings. */
function canariesIn(text: string, canaries: readonly string[]): string[] {
  const lower = text.toLowerCase();
  return canaries.filter((canary) =>
    encoders.some((encode) => lower.includes(encode(canary).toLowerCase())),
  );
}

const customerCanaries = [apiKey, secret, ...personal, words];

const statuses = [200, 201, 400, 401, 403, 404, 409, 422, 429, 500, 503];

describe("secrets and personal data", () => {
  it("no response, header or log entry has a secret or a personal field", async () => {
    const seen: string[] = [];
    const log: LogEntry[] = [];
    const links: string[] = [];
    const tokens: string[] = [];

    for (const status of statuses) {
      let isOpen = false;
      const { fetch } = anUpstream(({ method }) => {
        if (!isOpen) return Response.json(fullCustomer);
        const headers = { "X-Personal": "Canary-Given-Name", "Set-Cookie": `a=${apiKey}` };
        if (status > 299) {
          const errors = [{ detail: words, pointer: `/${personal[0]}` }];
          const body = { status, code: words, detail: words, correlationId: words, errors };
          return Response.json(body, { status, headers });
        }
        const body =
          method === "GET" ? fullCustomer : { url: link, expiresAt: "2026-12-01T00:00:00Z" };
        return Response.json(body, { status, headers });
      });
      const handler = createOnboardingHandler({
        apiKey,
        secret,
        resolveCustomer: () => customerId,
        runtime: { fetch, now: createHandClock().now },
        log: (entry) => log.push(entry),
      });
      const session = await ask(handler, "POST", "/kyc/session");
      tokens.push(String(session.body["token"]));
      isOpen = true;
      const headers = {
        Authorization: `Bearer ${session.body["token"]}`,
        "Idempotency-Key": "a-key",
      };
      const answers = [
        session,
        await ask(handler, "POST", "/kyc/session"),
        await ask(handler, "GET", "/kyc/customer", headers),
        await ask(handler, "POST", "/kyc/submit", headers),
        await ask(handler, "POST", "/kyc/links/identity_verification", headers),
      ];
      for (const answer of answers) {
        seen.push(answer.text, JSON.stringify([...answer.headers]));
        if (answer.text.includes(link)) links.push(answer.text);
      }
    }

    const logged = JSON.stringify(log);
    assert.ok(seen.length > 100);
    assert.ok(links.length > 0);
    assert.deepEqual(canariesIn(seen.join("\n"), customerCanaries), []);
    assert.deepEqual(
      canariesIn(logged, [...customerCanaries, ...tokens, link, "canary-link", customerId]),
      [],
    );
  });

  it("control: SpherePay's own body has every personal canary", () => {
    assert.deepEqual(canariesIn(JSON.stringify(fullCustomer), [...personal, words]), [
      ...personal,
      words,
    ]);
  });

  it("control: a canary is found in each encoding", () => {
    for (const encode of encoders)
      assert.deepEqual(canariesIn(`x${encode(apiKey)}x`, [apiKey]), [apiKey]);
  });

  it("the handler exposes none of its options", () => {
    const handler = createOnboardingHandler({ apiKey, secret, resolveCustomer: () => null });

    const shown = `${String(handler)}${JSON.stringify(handler)}${Object.keys(handler)}`;

    assert.deepEqual(canariesIn(shown, [apiKey, secret]), []);
  });
});
