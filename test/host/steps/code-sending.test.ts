import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore } from "../../../src/host/index.js";
import { customerId, heldAnswers } from "../scripted-upstream.js";
import { aCodeHost, asked, given } from "./code-host.js";

describe("a code that is asked for", () => {
  it("is sent by SpherePay, and the answer says until when, when again and where to, masked", async () => {
    const { send, calls } = await aCodeHost();

    const { status, body } = await send();

    assert.equal(status, 201);
    assert.deepEqual(body, {
      expiresAt: "2026-11-21T19:52:00.000Z",
      expiresInSeconds: 600,
      resendAfterSeconds: 60,
      to: "a•••@example.com",
    });
    assert.deepEqual(calls, [{ path: "otp-send", body: '{"type":"email"}' }]);
  });

  it("is of the phone where the phone is asked for", async () => {
    const { send, calls } = await aCodeHost();

    const { body } = await send("a-key", "phone_verification");

    assert.equal(body["to"], "+34 ••• ••• 142");
    assert.deepEqual(calls, [{ path: "otp-send", body: '{"type":"phone"}' }]);
  });

  it("is sent once for a key, also when the key comes again after the answer", async () => {
    const { send, callsOf, pass } = await aCodeHost();
    const first = await send("a-key");
    await pass(20_000);

    const again = await send("a-key");

    assert.deepEqual([first.status, again.status, callsOf("otp-send")], [201, 201, 1]);
    assert.equal(again.body["resendAfterSeconds"], 40);
    assert.equal(again.body["expiresInSeconds"], 580);
  });

  it("is sent once when ten tabs ask at once; the others learn when to ask again", async () => {
    const { send, callsOf } = await aCodeHost();

    const answers = await Promise.all(Array.from({ length: 10 }, () => send()));

    assert.equal(callsOf("otp-send"), 1);
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    const refused = answers.filter(({ status }) => status === 429);
    assert.equal(refused.length, 9);
    assert.ok(refused.every(({ headers }) => headers.get("Retry-After") === "60"));
  });

  it("is in flight while the same key is worked on", async () => {
    const { send, upstream } = await aCodeHost();
    const held = heldAnswers();
    upstream.send = held.script;
    const first = send("a-key");
    const answer = await held.nextAnswer();

    const second = await send("a-key");
    answer(Response.json({ customerId }));

    assert.deepEqual([second.status, second.body["code"]], [409, "in_flight"]);
    assert.equal((await first).status, 201);
  });

  it("may be asked for every 60 seconds, five times an hour", async () => {
    const { send, pass, callsOf } = await aCodeHost();
    for (let each = 0; each < 5; each += 1) {
      assert.equal((await send()).status, 201);
      await pass(60_000);
    }

    const sixth = await send();
    await pass(55 * 60_000 - 1_000);
    const early = await send();
    await pass(1_000);
    const later = await send();

    assert.deepEqual([sixth.status, sixth.body["code"]], [429, "rate_limited"]);
    assert.equal(sixth.headers.get("Retry-After"), String(55 * 60));
    assert.deepEqual([early.status, early.headers.get("Retry-After")], [429, "1"]);
    assert.deepEqual([later.status, callsOf("otp-send")], [201, 6]);
  });

  it("is limited for each channel alone", async () => {
    const { send } = await aCodeHost();
    await send();

    assert.equal((await send("other", "phone_verification")).status, 201);
  });

  const unclear: readonly [what: string, script: () => Response | Promise<Response>][] = [
    ["never answers", () => new Promise<never>(() => {})],
    ["breaks", () => Response.json({}, { status: 500 })],
    ["breaks off", () => Promise.reject(new TypeError("fetch failed"))],
    ["sends a page", () => new Response("<html>")],
  ];
  for (const [what, script] of unclear) {
    it(`may be on its way when SpherePay ${what}: the key never sends again, another waits`, async () => {
      const { send, upstream, callsOf, pass } = await aCodeHost({ upstreamTimeoutMs: 20 });
      upstream.send = script;
      const first = await send("a-key");
      const again = await send("a-key");
      const soon = await send();
      await pass(60_000);
      const later = await send("a-key");

      assert.deepEqual([first.status >= 502, again.status, soon.status], [true, 502, 429]);
      assert.deepEqual([later.status, callsOf("otp-send")], [502, 1]);
    });
  }

  for (const [status, code] of [
    [400, "wrong_state"],
    [409, "wrong_state"],
    [422, "wrong_state"],
    [404, "host_misconfigured"],
    [401, "host_misconfigured"],
    [429, "rate_limited"],
  ] as const) {
    it(`was not sent when SpherePay says ${status}: that is ${code}, and costs no wait`, async () => {
      const { send, upstream, callsOf } = await aCodeHost();
      const { send: usual } = upstream;
      const body = { status, code: "resource/not-found", detail: "canary", errors: [] };
      upstream.send = () => Response.json(body, { status });
      const refused = await send();
      upstream.send = usual;

      assert.equal(refused.body["code"], code);
      assert.doesNotMatch(refused.text, /canary/);
      assert.deepEqual([(await send()).status, callsOf("otp-send")], [201, 2]);
    });
  }

  it("has no end when SpherePay's is none, or has passed already by this clock", async () => {
    for (const expiresAt of [undefined, "soon", 7, "2026-11-21T19:41:59.000Z"]) {
      const { send, upstream } = await aCodeHost();
      upstream.send = () => Response.json({ customerId, expiresAt });

      const { status, body } = await send();

      assert.equal(status, 201);
      assert.deepEqual(Object.keys(body), ["resendAfterSeconds", "to"]);
    }
  });

  it("reaches the customer although the note of it fails", async () => {
    const store = createMemoryStore();
    let writes = 0;
    const failing: typeof store.replaceNote = async (...note) => {
      writes += 1;
      if (writes > 1) throw new Error("away");
      return store.replaceNote(...note);
    };
    const { send, log } = await aCodeHost({ store: { ...store, replaceNote: failing } });

    const { status, body } = await send();

    assert.deepEqual([status, body["resendAfterSeconds"]], [201, 60]);
    assert.ok(log.some((entry) => entry.kind === "failed" && entry.reason === "store_failed"));
  });

  it("is not sent while the store is away", async () => {
    const replaceNote = () => Promise.reject(new Error("away"));
    const { send, callsOf } = await aCodeHost({ store: { ...createMemoryStore(), replaceNote } });

    const { status, body } = await send();

    assert.deepEqual([status, body["code"], callsOf("otp-send")], [500, "host_failed", 0]);
  });

  it("is refused without a key, without a session, and for another name", async () => {
    const { send, postWith, post, callsOf } = await aCodeHost();
    const path = "/codes/email_verification";

    assert.equal((await postWith(path, {})).body["code"], "bad_request");
    const anonymous = await postWith(path, { Authorization: "", "Idempotency-Key": "a" });
    assert.equal(anonymous.body["code"], "session_invalid");
    for (const name of [
      "identity_document",
      "liveness_check",
      "email_address",
      "__proto__",
      "%65mail_verification",
    ]) {
      assert.equal((await send("a-key", name)).body["code"], "no_such_requirement", name);
    }
    assert.equal((await post("/codes/email_verification/more", "a")).status, 404);
    assert.equal((await post("/codes//check", "a")).status, 404);
    assert.equal(callsOf("otp-send"), 0);
  });

  const notAsked: readonly [what: string, customer: object, status: number, code: string][] = [
    ["was given already", given, 409, "wrong_state"],
    ["is in review", asked({ pending: ["email_verification"], required: [] }), 409, "wrong_state"],
    ["is not named", asked({ required: [] }), 404, "no_such_requirement"],
  ];
  for (const [what, customer, status, code] of notAsked) {
    it(`is not sent for a requirement that ${what}: ${code}`, async () => {
      const { send, upstream, callsOf } = await aCodeHost();
      upstream.customer = customer;

      const answer = await send();

      assert.deepEqual([answer.status, answer.body["code"]], [status, code]);
      assert.equal(callsOf("otp-send"), 0);
    });
  }
});
