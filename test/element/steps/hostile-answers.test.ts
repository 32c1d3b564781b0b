import { expect } from "@open-wc/testing";
import { type Json, json, problem } from "../fixtures/answers.js";
import {
  aCodeStage,
  aSentStage,
  confirm,
  field,
  isOpen,
  primary,
  type,
} from "../fixtures/code-stages.js";
import { aCardStage, aPdf, pick, slotText, uploads } from "../fixtures/document-stages.js";
import {
  anAddressStage,
  brazilianAddress,
  fieldAt,
  fill,
  patchesOf,
  save,
} from "../fixtures/fields-stages.js";
import { expectCalm } from "../fixtures/hostile-host.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText } from "../fixtures/texts.js";

type Row = readonly [what: string, answer: () => Response];

const html = "<script>alert(1)</script>";
const bidi = "\u202emoc.elpmaxe@ana\u2069";
const long = "x".repeat(10_000);
const sent = (fields: Json) => () => json(201, { resendAfterSeconds: 60, ...fields });
const received = (fields: unknown) => () => json(201, { received: fields });
const htmlOf = (status: number) => () =>
  new Response(`<h1>${status}</h1>`, { status, headers: { "Content-Type": "text/html" } });
const bare = (status: number) => () => new Response(null, { status });

/** What any route may return in place of what it should. */
const anything: readonly Row[] = [
  ["201 without a body", bare(201)],
  ["201 in HTML", htmlOf(201)],
  ["201 with null", () => json(201, null)],
  ["201 with a list", () => json(201, [1])],
  ["201 with a text", () => json(201, html)],
  ["200", () => json(200, { ok: true })],
  ["422 without errors", () => problem(422, "details_refused")],
  ["422 without a code", () => json(422, {}, { "Content-Type": "application/problem+json" })],
  ["422 without a body", bare(422)],
  ["422 of a code that it has not", () => problem(422, "constructor", { errors: html })],
  ["422 with errors that are none", () => problem(422, "document_refused", { errors: [null, 1] })],
  [
    "a pointer of 10,000 characters",
    () => problem(422, "details_refused", { errors: [{ pointer: `/${long}` }] }),
  ],
  [
    "10,000 pointers",
    () =>
      problem(422, "details_refused", {
        errors: Array.from({ length: 10_000 }, (_, each) => ({ pointer: `/${each}` })),
      }),
  ],
  [
    "a pointer at what objects have",
    () => problem(422, "details_refused", { errors: [{ pointer: "/__proto__/constructor" }] }),
  ],
  [
    "a pointer that is markup",
    () => problem(422, "code_refused", { errors: [{ pointer: `/${html}` }] }),
  ],
  ["a reference that is markup", () => problem(502, "upstream_failed", { correlationId: html })],
  ["400", () => problem(400, "bad_request")],
  ["403 in HTML", htmlOf(403)],
  ["404 in HTML", htmlOf(404)],
  ["409", () => problem(409, "wrong_state")],
  ["410 in HTML", htmlOf(410)],
  ["413 in HTML", htmlOf(413)],
  [
    "429 until the year 275760",
    () => problem(429, "rate_limited", {}, { "Retry-After": "Sat, 13 Sep 275760 00:00:00 GMT" }),
  ],
  ["429 for 30 years", () => problem(429, "rate_limited", {}, { "Retry-After": "999999999" })],
  ["429 for less than nothing", () => problem(429, "rate_limited", {}, { "Retry-After": "-5" })],
  ["429 without a time", () => problem(429, "rate_limited")],
  ["500 in HTML", htmlOf(500)],
];

const ofSend: readonly Row[] = [
  ["no time to wait", () => json(201, {})],
  ["a time to wait below 0", sent({ resendAfterSeconds: -60 })],
  ["a time to wait that is no number", sent({ resendAfterSeconds: "60" })],
  ["a wait of 1e300 seconds", sent({ resendAfterSeconds: 1e300 })],
  ["a wait of half a second", sent({ resendAfterSeconds: 0.5 })],
  ["an end that is no time", sent({ expiresAt: html })],
  ["an end in year 1", sent({ expiresAt: "0001-01-01T00:00:00Z" })],
  ["an end in year 275760", sent({ expiresAt: "+275760-09-13T00:00:00Z" })],
  ["an end in 1e300 seconds", sent({ expiresInSeconds: 1e300 })],
  ["an end below 0", sent({ expiresInSeconds: -1e300 })],
  ["a destination that turns the text around", sent({ to: bidi })],
  ["a destination that is markup", sent({ to: html })],
  ["a destination of 10,000 characters", sent({ to: long })],
];

const ofDocument: readonly Row[] = [
  ["nothing received", received(null)],
  ["something else received", received({ type: 1, receivedAt: 1 })],
  ["something received at no time", received({ type: html, receivedAt: html })],
  [
    "something received in year 275760",
    received({ type: "id_card", receivedAt: "+275760-09-13T00:00:00Z" }),
  ],
  ["a limit of 0", () => problem(413, "document_too_large", { maxBytes: 0 })],
  ["a limit below 0", () => problem(413, "document_too_large", { maxBytes: -1 })],
  ["a limit of half a byte", () => problem(413, "document_too_large", { maxBytes: 0.5 })],
  ["a limit of 1e300", () => problem(413, "document_too_large", { maxBytes: 1e300 })],
  ["no limit", () => problem(413, "document_too_large")],
];

const at = (stage: Stage, path: RegExp, answer: () => Response) => {
  stage.network = ({ url, method }) =>
    method !== "GET" && path.test(new URL(url).pathname) ? answer() : undefined;
};

describe("an answer that is not what a step expects", () => {
  for (const [what, answer] of [...anything, ...ofSend]) {
    it(`sends no second code, and leaves the way back: ${what}`, async () => {
      const stage = await aCodeStage();
      at(stage, /\/codes\/\w+$/, answer);
      await expectCalm(stage, async () => primary(stage).click());
      expect(stage.paths().filter((each) => /codes\/\w+$/.test(each))).to.have.length(1);
      expect(stage.text()).not.to.match(/[\u202a-\u202e\u2067]/);
      if (isOpen(stage)) stage.button(stepText("step.back"));
    });
  }

  for (const [what, answer] of anything) {
    it(`keeps the code that was typed: ${what}`, async () => {
      const stage = await aSentStage();
      at(stage, /\/check$/, answer);
      type(stage, "123456");
      await expectCalm(stage, async () => confirm(stage));
      expect(stage.paths().filter((each) => each.endsWith("/check"))).to.have.length(1);
      expect(stage.eventTypes()).not.to.contain("stepcomplete");
      if (isOpen(stage)) expect(field(stage).value).to.equal("123456");
    });

    it(`keeps the details that were typed: ${what}`, async () => {
      const stage = await anAddressStage();
      await fill(stage, brazilianAddress);
      at(stage, /\/details$/, answer);
      await expectCalm(stage, async () => save(stage));
      expect(patchesOf(stage)).to.have.length(1);
      expect(stage.eventTypes()).not.to.contain("stepcomplete");
      if (isOpen(stage)) expect(fieldAt(stage, "address/line1").value).to.equal("Rua Augusta 1508");
    });
  }

  for (const [what, answer] of [...anything, ...ofDocument]) {
    it(`says in its slot what became of the file, and sends it once: ${what}`, async () => {
      const stage = await aCardStage();
      at(stage, /\/documents\//, answer);
      await expectCalm(stage, async () => {
        pick(stage, "front", aPdf());
        await until(() => uploads(stage).length > 0);
      });
      expect(uploads(stage)).to.have.length(1);
      expect(stage.eventTypes()).not.to.contain("stepcomplete");
      if (isOpen(stage))
        expect(slotText(stage, "front")).not.to.contain(stepText("document.sending"));
    });
  }
});
