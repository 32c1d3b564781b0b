import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore } from "../../../src/host/index.js";
import { customerId, heldAnswers, type Script } from "../scripted-upstream.js";
import { aCodeHost, anHourMs, asked, given } from "./code-host.js";

const refusing =
  (status: number): Script =>
  () =>
    Response.json({ status, code: "code/invalid", detail: "canary", errors: [] }, { status });
const hung: Script = () => new Promise<never>(() => {});

describe("a code that is typed in", () => {
  it("is accepted as it was typed, leading zeros and letters included, without its blanks", async () => {
    for (const [typed, sent] of [
      ["012345", "012345"],
      ["49 18 23", "491823"],
      ["aB3dE6gH9k", "aB3dE6gH9k"],
      ["\u00a0123\u2009456 ", "123456"],
    ] as const) {
      const { check, calls } = await aCodeHost();

      const { status, text } = await check(typed);

      assert.deepEqual([status, text], [204, ""]);
      assert.deepEqual(calls, [
        { path: "otp-verify", body: JSON.stringify({ type: "email", code: sent }) },
      ]);
    }
  });

  it("that was accepted notifies the customer's other pages, as a click does", async () => {
    const store = createMemoryStore();
    const heard: unknown[] = [];
    store.listen((change) => heard.push(change));
    const { check } = await aCodeHost({ store });

    await check("491823");

    assert.deepEqual(heard, [{ customerId, cause: "click" }]);
  });

  it("that was accepted is accepted again under the same key, without asking again", async () => {
    const { check, callsOf } = await aCodeHost();
    await check("491823", "a-key");

    assert.deepEqual([(await check("491823", "a-key")).status, callsOf("otp-verify")], [204, 1]);
  });

  for (const status of [400, 404, 409, 410, 422]) {
    it(`is refused when SpherePay says ${status}, and nothing of its words is passed on`, async () => {
      const { send, check, upstream, callsOf } = await aCodeHost();
      upstream.verify = refusing(status);
      await send();

      const { status: answered, body, text } = await check("000000", "a-key");
      const again = await check("000000", "a-key");

      assert.deepEqual([answered, body["code"]], [422, "code_refused"]);
      assert.deepEqual([again.body["code"], callsOf("otp-verify")], ["code_refused", 1]);
      assert.doesNotMatch(text, /canary/);
    });
  }

  it("is refused when SpherePay's 200 says that it is not verified", async () => {
    const { check, upstream } = await aCodeHost();
    upstream.verify = () => Response.json({ customerId, type: "email", verified: false });

    assert.equal((await check("000000")).body["code"], "code_refused");
  });

  it("has expired only when SpherePay refuses it after the end that it has named", async () => {
    const { send, check, upstream, pass } = await aCodeHost();
    upstream.verify = refusing(410);
    await send();
    const before = await check("000000");
    await pass(600_000);
    const after = await check("000000", "late");
    const again = await check("000000", "late");

    assert.deepEqual([before.status, before.body["code"]], [422, "code_refused"]);
    assert.deepEqual([after.status, after.body["code"]], [410, "code_expired"]);
    assert.equal(again.body["code"], "code_expired");
  });

  it("is accepted after its end when SpherePay accepts it: clocks differ", async () => {
    const { send, check, pass } = await aCodeHost();
    await send();
    await pass(600_000);

    assert.equal((await check("491823")).status, 204);
  });

  it("may be tried five times, in whatever tabs; a new one may be tried again", async () => {
    const { send, check, upstream, callsOf, pass } = await aCodeHost();
    upstream.verify = refusing(422);
    await send();

    const answers = await Promise.all(Array.from({ length: 12 }, () => check("000000")));
    const statuses = answers.map(({ status }) => status);
    await pass(60_000);
    const sixth = await check("491823");
    await send();
    const next = await check("000000");

    assert.equal(statuses.filter((status) => status === 422).length, 5);
    assert.equal(statuses.filter((status) => status === 429).length, 7);
    assert.deepEqual([sixth.status, sixth.headers.get("Retry-After")], [429, "1"]);
    assert.deepEqual([next.status, callsOf("otp-verify")], [422, 6]);
  });

  it("costs a try although a new session, another key or an hour comes in between", async () => {
    const { send, check, upstream, pass } = await aCodeHost();
    upstream.send = () => Response.json({ customerId, expiresAt: "2026-11-22T19:00:00.000Z" });
    upstream.verify = refusing(422);
    await send();
    for (let each = 0; each < 5; each += 1) await check("000000");
    await pass(2 * anHourMs);

    assert.equal((await check("000000")).status, 429);
  });

  const notAboutCodes: readonly [what: string, status: number, code: string][] = [
    ["the key", 401, "host_misconfigured"],
    ["the rate", 429, "rate_limited"],
  ];
  for (const [what, status, code] of notAboutCodes) {
    it(`costs no try when SpherePay refuses ${what}`, async () => {
      const { send, check, upstream } = await aCodeHost();
      const { verify } = upstream;
      await send();
      upstream.verify = refusing(status);
      for (let each = 0; each < 6; each += 1) {
        assert.equal((await check("491823")).body["code"], code);
      }
      upstream.verify = verify;

      assert.equal((await check("491823")).status, 204);
    });
  }

  it("was accepted when the answer was lost and the customer has it: nothing is called wrong", async () => {
    const page: Script = () => new Response("<html>");
    for (const lost of [hung, refusing(500), page]) {
      const { check, upstream } = await aCodeHost({ upstreamTimeoutMs: 20 });
      upstream.verify = (request) => {
        upstream.customer = given;
        return lost(request);
      };

      assert.equal((await check("491823")).status, 204);
    }
  });

  it("was accepted when an earlier answer was lost and SpherePay refuses the second try", async () => {
    const { send, check, upstream } = await aCodeHost({ upstreamTimeoutMs: 20 });
    await send();
    upstream.verify = hung;
    const first = await check("491823", "a-key");
    upstream.verify = (request) => {
      upstream.customer = given;
      return refusing(422)(request);
    };
    const second = await check("491823", "a-key");

    assert.deepEqual([first.body["code"], second.status], ["upstream_timeout", 204]);
  });

  it("is a failure, and not wrong, when neither the answer nor the customer says anything", async () => {
    const { check, upstream, callsOf } = await aCodeHost({ upstreamTimeoutMs: 20 });
    upstream.verify = hung;

    const { status, body } = await check("491823");

    assert.deepEqual([status, body["code"], callsOf("otp-verify")], [504, "upstream_timeout", 1]);
  });

  it("is in flight while the same key is worked on", async () => {
    const { check, upstream } = await aCodeHost();
    const held = heldAnswers();
    upstream.verify = held.script;
    const first = check("491823", "a-key");
    const answer = await held.nextAnswer();

    const second = await check("491823", "a-key");
    answer(Response.json({ customerId, verifiedAt: "2026-11-21T19:42:00.000Z" }));

    assert.deepEqual([second.status, second.body["code"]], [409, "in_flight"]);
    assert.equal((await first).status, 204);
  });

  it("is not needed any more when SpherePay has the requirement", async () => {
    const { check, upstream, callsOf } = await aCodeHost();
    upstream.customer = given;

    assert.deepEqual([(await check("491823")).status, callsOf("otp-verify")], [204, 0]);
    upstream.customer = asked({ required: [] });
    assert.equal((await check("491823")).body["code"], "no_such_requirement");
  });
});
