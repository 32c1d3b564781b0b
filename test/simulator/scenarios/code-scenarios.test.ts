import { describe } from "node:test";
import { type Row, statusOf, testRows } from "./scenario-stage.js";

const phone = "phone_verification";

const codeRows: readonly Row[] = [
  [
    "both-codes-to-do",
    (s) => [s.listsOf(phone), s.listsOf("email_verification")],
    [["required"], ["required"]],
  ],
  [
    "contact-of-somebody-else",
    async (s) => [(await s.send("email")).status, s.simulator.codes[0]?.to],
    [201, "somebody.else@example.com"],
  ],
  [
    "code-with-leading-zero",
    async (s) => [await statusOf(s.send()), s.lastCode()[0], await statusOf(s.verify())],
    [201, "0", 201],
  ],
  [
    "code-of-ten-characters",
    async (s) => [await statusOf(s.send()), s.lastCode().length, await statusOf(s.verify())],
    [201, 10, 201],
  ],
  [
    "code-expired-on-arrival",
    async (s) => [await statusOf(s.send()), await statusOf(s.verify()), s.listsOf(phone)],
    [201, 422, ["required"]],
  ],
  [
    "code-ended-before-it-was-sent",
    async (s) => [(await s.send()).json["expiresAt"], await statusOf(s.verify())],
    ["2026-11-21T19:41:00.000Z", 422],
  ],
  [
    "ten-second-codes",
    async (s) => [(await s.send()).json["expiresAt"], await statusOf(s.verify())],
    ["2026-11-21T19:42:10.000Z", 201],
  ],
  [
    "code-refused-with-400",
    async (s) => {
      await s.send();
      const { status, pointers } = await s.verify("no");
      return [status, pointers];
    },
    [400, undefined],
  ],
  [
    "codes-of-2025",
    async (s) => {
      const { status, json } = await s.send();
      return [status, json["contact"], json["verified"], json["customerId"]];
    },
    [200, "+14155550137", false, undefined],
  ],
  [
    "code-sent-response-lost",
    async (s) => [await statusOf(s.send()), s.lastCode().length, await statusOf(s.verify())],
    ["ConnectionCut", 6, 201],
  ],
  [
    "code-accepted-response-lost",
    async (s) => {
      await s.send();
      return [await statusOf(s.verify()), await statusOf(s.verify()), s.listsOf(phone)];
    },
    [503, 422, ["complete"]],
  ],
  [
    "code-rate-limited",
    async (s) => [await statusOf(s.send()), s.lastCode(), await statusOf(s.send())],
    [429, "", 201],
  ],
  [
    "code-check-rate-limited",
    async (s) => {
      await s.send();
      return [await statusOf(s.verify()), s.listsOf(phone), await statusOf(s.verify())];
    },
    [429, ["required"], 201],
  ],
];

describe("a scenario of codes does what its sentence says:", () => {
  testRows(codeRows, "phone-unverified");
});
