import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore } from "../../../src/host/index.js";
import { toNodeListener } from "../../../src/host/node.js";
import { serving } from "../served.js";
import { aCodeHost } from "./code-host.js";

describe("the body that carries a code", () => {
  const bodies: readonly [what: string, body: string | undefined, code: string][] = [
    ["no body", undefined, "bad_request"],
    ["no JSON", "491823", "bad_request"],
    ["half a JSON", '{"code":', "bad_request"],
    ["null", "null", "bad_request"],
    ["a number", '{"code":491823}', "bad_request"],
    ["a list", '{"code":["491823"]}', "bad_request"],
    ["more than a code takes", `{"code":"${"1".repeat(2_000)}"}`, "bad_request"],
    ["nothing typed", '{"code":""}', "code_refused"],
    ["blanks alone", '{"code":"   "}', "code_refused"],
    ["eleven characters", '{"code":"12345678901"}', "code_refused"],
    ["a control character", '{"code":"123\\u0000"}', "code_refused"],
  ];
  for (const [what, body, code] of bodies) {
    it(`${what} is ${code}, asks nobody and costs no try`, async () => {
      const { post, check, callsOf } = await aCodeHost();
      for (let each = 0; each < 6; each += 1) {
        const answer = await post("/codes/email_verification/check", `key-${each}`, body);
        assert.equal(answer.body["code"], code);
      }

      assert.deepEqual([callsOf("otp-verify"), (await check("491823")).status], [0, 204]);
    });
  }

  it("is found in no log entry, note, address or answer", async () => {
    const canary = "cAnArY77";
    const store = createMemoryStore();
    const notes: string[] = [];
    const spying = {
      ...store,
      replaceNote: (...given: Parameters<typeof store.replaceNote>) => {
        notes.push(given[3]);
        return store.replaceNote(...given);
      },
    };
    const errors: unknown[] = [];
    const { send, check, upstream, log } = await aCodeHost({
      store: spying,
      onError: (error, facts) => void errors.push(String(error), facts),
    });
    await send();
    const answers = [await check(canary)];
    upstream.verify = () => Response.json({ detail: "canary" }, { status: 422 });
    answers.push(await check(canary));
    upstream.verify = () => Promise.reject(new Error("fetch failed"));
    answers.push(await check(canary));

    assert.deepEqual(
      answers.map(({ status }) => status),
      [204, 422, 502],
    );
    const seen = JSON.stringify([log, notes, errors, answers.map(({ text }) => text)]);
    assert.ok(notes.length > 3 && !seen.includes(canary), seen);
    assert.ok(!seen.includes("click-"), "idempotency keys stand in notes as digests");
  });

  for (const isParsed of [false, true]) {
    it(`is read over node:http${isParsed ? " after a JSON parser that has kept no bytes" : ""}`, async () => {
      const { handler, session, calls } = await aCodeHost();
      const listener = toNodeListener(handler);
      const headers = {
        ...(await session()),
        "Idempotency-Key": "a-key",
        "Content-Type": "application/json",
      };
      const parsing: typeof listener = async (request, response) => {
        if (isParsed) {
          let text = "";
          for await (const chunk of request) text += String(chunk);
          Object.assign(request, { body: JSON.parse(text) });
        }
        listener(request, response);
      };

      await serving(parsing, async ({ origin }) => {
        const address = `${origin}/kyc/codes/email_verification/check`;
        const body = '{"code":"012345"}';
        const { status } = await fetch(address, { method: "POST", headers, body });
        assert.equal(status, 204);
      });
      assert.deepEqual(calls, [{ path: "otp-verify", body: '{"type":"email","code":"012345"}' }]);
    });
  }
});
