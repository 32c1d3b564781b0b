import { expect } from "@open-wc/testing";
import type { Json } from "../fixtures/answers.js";
import { isOpen } from "../fixtures/code-stages.js";
import { aPdf, pick, slotText, uploads } from "../fixtures/document-stages.js";
import { fieldAt, fill } from "../fixtures/fields-stages.js";
import { aHostileStage, expectCalm, openIt, withAction } from "../fixtures/hostile-host.js";
import type { Stage } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

const html = "<script>alert(1)</script><img src=x onerror=alert(1)>";
const bidi = "\u202emoc.elpmaxe@ana\u2069\u2069 \u200f";
const long = "x".repeat(10_000);
const many = <Each>(count: number, each: (index: number) => Each): Each[] =>
  Array.from({ length: count }, (_, index) => each(index));
const document = (fields: Json) => ({ kind: "document", types: [{ type: "passport" }], ...fields });

type Row = readonly [what: string, action: unknown, fields?: Json];

const codes: readonly Row[] = [
  ["where it goes is markup", { kind: "code", to: html }],
  ["where it goes turns the text around", { kind: "code", to: bidi }],
  ["where it goes is 10,000 characters", { kind: "code", to: long }],
  ["where it goes is no text", { kind: "code", to: { toString: 1 } }],
  ["where it goes cannot be seen", { kind: "code", to: "\u200b\u2060\n" }],
];
const documents: readonly Row[] = [
  ["1,000 kinds", document({ types: many(1_000, (index) => ({ type: `kind_${index}` })) })],
  ["kinds that are markup", document({ types: [{ type: html }, { type: bidi }] })],
  ["a kind of 10,000 characters", document({ types: [{ type: long }, { type: "passport" }] })],
  ["a kind that objects have", document({ types: [{ type: "constructor" }] })],
  ["the same kind twice", document({ types: [{ type: "passport" }, { type: "passport" }] })],
  ["no kinds that are kinds", document({ types: [null, 1, "passport", { type: "passport" }] })],
  ["sides that are none", document({ types: [{ type: "id_card", sides: ["inside", 1, null] }] })],
  ["a side twice", document({ types: [{ type: "id_card", sides: ["back", "back"] }] })],
  [
    "1,000 countries",
    document({
      types: [{ type: "passport", countries: many(1_000, (n) => `X${1_000 + n}`).concat("ESP") }],
    }),
  ],
  [
    "a country that nobody knows",
    document({ types: [{ type: "passport", countries: ["ZZZ", html] }] }),
  ],
  ["countries as a text", document({ types: [{ type: "passport", countries: "ESP" }] })],
  ["a limit of 0", document({ maxBytes: 0 })],
  ["a limit of half a byte", document({ maxBytes: 0.5 })],
  ["a limit below 0", document({ maxBytes: -1 })],
  ["a limit of 1e300", document({ maxBytes: 1e300 })],
  ["a limit that is no number", document({ maxBytes: "NaN" })],
  [
    "files received in 9999, in year 1 and never",
    document({}),
    {
      uploads: {
        identity_document: ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", html, ""].map(
          (receivedAt) => ({ type: "passport", receivedAt }),
        ),
      },
    },
  ],
  [
    "1,000 files received, of kinds that are not offered",
    document({}),
    { uploads: { identity_document: many(1_000, () => ({ type: html, receivedAt: html })) } },
  ],
  ["files received that are none", document({}), { uploads: { identity_document: html } }],
  ["files received as a text", document({}), { uploads: html }],
];
const details: readonly Row[] = [
  ["kinds as a text", { kind: "fields", fields: "tax", taxTypes: html }],
  ["kinds that are markup", { kind: "fields", fields: "tax", taxTypes: { ESP: [html, bidi] } }],
  ["kinds without a letter", { kind: "fields", fields: "tax", taxTypes: { ESP: ["", "\u202e"] } }],
  ["one kind without a letter", { kind: "fields", fields: "tax", taxTypes: { ESP: ["\u200b"] } }],
  ["1,000 kinds", { kind: "fields", fields: "tax", taxTypes: { ESP: many(1_000, String) } }],
  ["kinds of no text", { kind: "fields", fields: "tax", taxTypes: { ESP: [1, null, {}] } }],
  ["kinds of no country", { kind: "fields", fields: "tax", taxTypes: { [html]: ["nif"] } }],
  [
    "kinds of what objects have",
    JSON.parse('{"kind":"fields","fields":"tax","taxTypes":{"__proto__":["nif"],"ESP":null}}'),
  ],
  ["kinds of 10,000 characters", { kind: "fields", fields: "tax", taxTypes: { ESP: [long, "a"] } }],
];

/** Every control that a customer can reach has a name. */
function expectNames({ element }: Stage): void {
  const root = element.shadowRoot;
  for (const each of root?.querySelectorAll(".step :is(label, legend, button, option)") ?? []) {
    expect(each.textContent?.trim(), each.outerHTML).not.to.equal("");
  }
}

describe("a host that says whatever it likes of a step", () => {
  for (const [what, action, fields] of codes) {
    it(`shows a calm step of a code: ${what}`, async () => {
      const stage = await aHostileStage(
        "phone_verification",
        withAction("phone_verification", action, fields),
      );
      await expectCalm(stage, () => openIt(stage));
      expect(isOpen(stage)).to.equal(true);
      expect(stage.text()).not.to.match(/[\u202a-\u202e\u2067]/);
      expectNames(stage);
    });
  }

  for (const [what, action, fields] of documents) {
    it(`shows a calm step of a document: ${what}`, async () => {
      const stage = await aHostileStage(
        "identity_document",
        withAction("identity_document", action, fields),
      );
      await expectCalm(stage, () => openIt(stage));
      const root = stage.element.shadowRoot;
      root?.querySelector<HTMLElement>("[type=radio]")?.click();
      await stage.atRest();
      expectNames(stage);
      const country = root?.querySelector("select");
      if (country) {
        country.selectedIndex = 1;
        country.dispatchEvent(new Event("change", { bubbles: true }));
        await stage.atRest();
      }
      const slot = root?.querySelector(".slot")?.id.replace("slot-", "");
      await expectCalm(stage, async () => {
        if (slot === "file" || slot === "front" || slot === "back") pick(stage, slot, aPdf());
      });
      expect(uploads(stage).length).to.be.lessThan(2);
      if (slot && isOpen(stage)) expect(slotText(stage, slot)).not.to.equal("");
      expect(stage.text()).not.to.match(/[\u202a-\u202e]/);
    });
  }

  for (const [what, action, fields] of details) {
    it(`shows a calm step of a tax number: ${what}`, async () => {
      const name = "tax_identification_number";
      const stage = await aHostileStage(name, withAction(name, action, fields));
      await expectCalm(stage, () => openIt(stage));
      await expectCalm(stage, () => fill(stage, { "tax/country": "ES" }));
      expectNames(stage);
      expect(fieldAt(stage, "tax/number")).to.be.instanceOf(HTMLInputElement);
      expect(stage.text()).not.to.match(/[\u202a-\u202e]/);
    });
  }

  const none: readonly Row[] = [
    ["kinds that nobody can read", document({ types: [{ type: "\u202e" }, { type: "\u3164" }] })],
    ["no kinds", document({ types: [] })],
    ["countries that are none", document({ types: [{ type: "passport", countries: [html, 1] }] })],
    ["fields that are none", { kind: "fields", fields: "constructor" }],
    ["a kind of step that is none", { kind: "constructor", types: [{ type: "passport" }] }],
    ["a text", html],
  ];
  for (const [what, action] of none) {
    it(`offers no step, and says where to get help: ${what}`, async () => {
      const name = "identity_document";
      const stage = await aHostileStage(name, withAction(name, action));
      await expectCalm(stage, async () => undefined);
      expect(stage.element.shadowRoot?.textContent).to.contain(text("hint.without_action"));
      expect(isOpen(stage)).to.equal(false);
    });
  }

  it("is noticed by this test where it shows", async () => {
    const stage = await aHostileStage("identity_document");
    let calm: unknown;
    try {
      await expectCalm(stage, async () => {
        stage.element.shadowRoot?.querySelector("section")?.append("NaN of 3");
      });
    } catch (error) {
      calm = error;
    }
    expect(String(calm)).to.contain("NaN of 3");
  });
});
