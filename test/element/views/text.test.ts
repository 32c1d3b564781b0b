import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, aScriptedHost, type Json, problem } from "../fixtures/answers.js";
import { mutations } from "../fixtures/observers.js";
import { aStage, until } from "../fixtures/stage.js";
import { aReadyStage, aScriptedStage, open } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const hostileTexts = [
  "<script>globalThis.hit=1</script>",
  '<img src=x onerror="globalThis.hit=1">',
  "</li></ul><iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
  '" onclick="globalThis.hit=1" x="',
  "' autofocus onfocus='globalThis.hit=1",
  "$\u007bglobalThis.hit=1}",
  "{{constructor.constructor('hit=1')()}}",
  "<!--?lit$1$--><svg onload=hit=1>",
  "\u202egnp.exe\u202c",
  "\u2066\u202eabc",
  "&lt;b&gt;&amp;",
  "a\u0000b\u0007c",
  "__proto__",
  "constructor",
  "header",
  "approved",
  "%00<b>",
  "javascript:alert(1)",
  "\ud800 lone",
  "𝕏".repeat(200),
];

const places: Readonly<Record<string, (text: string) => Json>> = {
  "a requirement's name": (text) =>
    aCustomer({ verificationProfiles: [aProfile("incomplete", { required: [text] })] }),
  "an error's name and detail": (text) =>
    aCustomer({
      verificationProfiles: [aProfile("incomplete", { errors: [{ name: text, detail: text }] })],
    }),
  "a profile's name and status": (text) =>
    aCustomer({
      verificationProfiles: [aProfile(text, {}, text), aProfile("pending", {}, `${text}2`)],
    }),
  "the reference": (text) => aCustomer({ id: text, verificationProfiles: [aProfile("rejected")] }),
};

/** Every tag that the element itself creates. */
const ownTags = new Set(
  "SLOT SECTION DETAILS SUMMARY DIV H2 H3 P UL OL LI B I BDI SMALL SPAN BUTTON A CODE svg path rect".split(
    " ",
  ),
);

function strangers(element: Element): string[] {
  const all = [...(element.shadowRoot?.querySelectorAll("*") ?? [])];
  return all.flatMap((each) => [
    ...(ownTags.has(each.tagName) ? [] : [each.tagName]),
    ...each.getAttributeNames().filter((name) => name.startsWith("on")),
  ]);
}

describe("text of the network", () => {
  for (const [place, customerWith] of Object.entries(places)) {
    it(`is text and nothing else: ${place}`, async () => {
      // Another customer comes with another session alone.
      let hasEnded = false;
      const customer = () => {
        const refusal = hasEnded ? problem(401, "session_invalid") : undefined;
        hasEnded = false;
        return refusal;
      };
      const host = aScriptedHost(customerWith("plain"), { customer });
      const stage = await open({ network: host.network }, "");
      await stage.atRest();

      for (const text of hostileTexts) {
        host.customer = customerWith(text);
        hasEnded = true;
        stage.element.refresh();
        await stage.atRest();
        expect(stage.eventTypes().filter((type) => type === "problem")).to.deep.equal([]);
        expect(strangers(stage.element)).to.deep.equal([]);
        const shown = [text, text.replace(/[\p{C}\p{Z}_]+/gu, " ")].map((each) =>
          each.replace(/\s+/g, " ").trim().slice(1, 12),
        );
        await until(
          () => shown.some((each) => stage.text().includes(each)),
          () => `${JSON.stringify(shown)} in: ${stage.text()}`,
        );
      }
      expect("hit" in globalThis).to.equal(false);
    });
  }

  it("is a check that notices markup", async () => {
    const { element } = await aReadyStage();
    const place = document.createElement("p");
    place.innerHTML = '<img onerror="globalThis.hit=1">';
    element.shadowRoot?.append(place);
    expect(strangers(element)).to.deep.equal(["IMG", "onerror"]);
  });

  it("that is unknown never changes the direction of the words around it", async () => {
    const customer = aCustomer({
      verificationProfiles: [
        aProfile("incomplete", {
          required: ["\u202eevil_name"],
          errors: [{ name: "identity_document", detail: "\u202eevil detail" }],
        }),
      ],
    });
    const stage = await open({ network: aScriptedHost(customer).network }, "vil name");
    const apart = [...(stage.element.shadowRoot?.querySelectorAll("bdi") ?? [])];
    expect(apart.map((each) => each.textContent)).to.deep.equal(["evil detail", "Evil name"]);
  });

  it("of great length is cut, and of great number is counted", async () => {
    const required = Array.from(
      { length: 1_000 },
      (_, index) => `step_${index}_${"x".repeat(500)}`,
    );
    const customer = aCustomer({ verificationProfiles: [aProfile("incomplete", { required })] });
    const stage = await open(
      { network: aScriptedHost(customer).network },
      text("more", { count: 799 }),
    );

    expect(stage.element.shadowRoot?.querySelectorAll("li")).to.have.length(202);
    expect(stage.text().length).to.be.lessThan(40_000);
    expect(stage.element.requirements).to.have.length(1_000);
  });
});

describe("a reference", () => {
  it("of great length is cut", async () => {
    const id = `customer_${"a".repeat(50_000)}`;
    const customer = aCustomer({ id, verificationProfiles: [aProfile("rejected")] });
    const stage = await open({ network: aScriptedHost(customer).network }, text("reference"));

    const shown = stage.element.shadowRoot?.querySelector("code")?.textContent ?? "";
    expect(shown).to.equal(id.slice(0, 100));
  });
});

describe("a refresh", () => {
  it("that brings nothing new touches no node", async () => {
    const stage = await open({}, text("heading.incomplete.individual"));
    await stage.atRest();
    const count = mutations(stage.element);

    for (let turn = 0; turn < 3; turn++) {
      stage.element.refresh();
      await stage.atRest();
    }
    expect(stage.sent.length).to.be.at.least(4);
    expect(count()).to.equal(0);
  });

  it("that brings something new touches some, and is counted", async () => {
    const stage = await aScriptedStage();
    const count = mutations(stage.element);
    stage.host.customer = aCustomer({ verificationProfiles: [aProfile("approved")] });
    stage.element.refresh();
    await stage.shows(text("heading.approved"));
    expect(count()).to.be.greaterThan(0);
  });
});

describe("two elements on a page", () => {
  it("have words, customers and events of their own", async () => {
    const [one, two] = [
      await aScriptedStage(),
      await open({ customer: { preset: "business" } }, text("heading.incomplete.business")),
    ];
    one.element.messages = { "heading.incomplete.individual": "Only here" };
    one.element.refresh();
    await one.shows("Only here");

    expect(two.text()).not.to.contain("Only here");
    expect(two.element.customer?.id).not.to.equal(one.element.customer?.id);
    one.remove();
    two.element.refresh();
    await two.atRest();
    expect(two.paths()).to.deep.equal(["POST session", "GET customer"]);
    expect(two.environment.live.listeners).to.equal(1);
  });

  it("may be defined twice, by two copies of the definition", async () => {
    const again = new URL("../../../src/define.ts?again", import.meta.url).href;
    await import(again);
    const stage = aStage({ network: aScriptedHost().network });
    await stage.shows(text("text.ready"));
    expect(stage.element).to.be.instanceOf(customElements.get("sphere-kyc-onboarding"));
  });
});
