import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, aScriptedHost } from "../fixtures/answers.js";
import { adopt } from "../fixtures/look.js";
import type { Stage } from "../fixtures/stage.js";
import { aReadyStage, open, supported } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

/** Names of which nobody can see anything. */
const unseen: Readonly<Record<string, string>> = {
  nothing: "",
  "an underscore": "_",
  blanks: " \u00a0\u3000\t",
  "zero-width characters": "\u200b\u200c\u200d\u2060\ufeff",
  "bidirectional controls": "\u202e\u2066\u2069\u061c",
  "marks without a letter": "\u0301\u0327\u20dd",
  "variation selectors": "\ufe0f\ufe00",
  "fillers that count as letters": "\u3164\u115f\uffa0\u2800",
  dots: "...",
  "a lone surrogate": "\ud800",
};

/** One letter with a tower of marks, as long as one likes. */
const tower = (letter: string, marks: number): string => letter + "\u030d\u0323".repeat(marks / 2);

const root = ({ element }: Stage): ShadowRoot => {
  if (!element.shadowRoot) throw new TypeError("expected a rendered element");
  return element.shadowRoot;
};

const named = (name: string) =>
  aCustomer({
    verificationProfiles: [
      aProfile("incomplete", { required: [name], errors: [{ name: "liveness_check" }] }, name),
      aProfile("pending", {}, "kyc_profile_a"),
    ],
    actions: { [name]: { kind: "page", href: "/upload" } },
  });

const show = (customer: ReturnType<typeof aCustomer>): Promise<Stage> =>
  open({ network: aScriptedHost(customer).network, ...supported }, text("status.pending"));

describe("a name of which nothing can be seen", () => {
  for (const [what, name] of Object.entries(unseen)) {
    it(`is said in words of ours: ${what}`, async () => {
      const stage = await show(named(name));

      const names = [...root(stage).querySelectorAll(".row b")].map((each) => each.textContent);
      expect(names).to.include(text("requirement.unnamed"));
      expect(root(stage).querySelector("h3 bdi")?.textContent).to.equal(text("profile.unnamed"));
      const labels = [...root(stage).querySelectorAll("a")].map((each) => each.ariaLabel);
      expect(labels).to.include(`${text("do.unnamed")}: ${text("requirement.unnamed")}`);
    });
  }

  it("is none in scripts whose letters take marks, and of pictures", async () => {
    for (const name of ["ကြောင်", "क्षेत्र", "לְבֵיתֵנוּ", "🏠", "§ 4"]) {
      const stage = await show(named(name));
      expect(stage.text()).to.contain(name);
      stage.remove();
    }
  });

  it("is said so where changes are listed", async () => {
    const required = (...names: readonly string[]) =>
      aCustomer({ verificationProfiles: [aProfile("incomplete", { required: names })] });
    const host = aScriptedHost(required("liveness_check"));
    const stage = await open({ network: host.network }, text("requirement.liveness_check"));
    await stage.atRest();
    host.customer = required("liveness_check", "\u200b");
    stage.element.refresh();
    await stage.shows(text("note.added", { names: text("requirement.unnamed") }));
  });
});

describe("a text about an error of which nothing can be seen", () => {
  it("leaves the word to us", async () => {
    const errors = [{ name: "liveness_check", detail: "\u200b\u2800" }];
    const customer = aCustomer({ verificationProfiles: [aProfile("incomplete", { errors })] });
    const stage = await open({ network: aScriptedHost(customer).network }, text("hint.error"));
    expect(root(stage).querySelector(".why")?.textContent?.trim()).to.equal(text("hint.error"));
  });
});

describe("a page's own words that are blank", () => {
  it("do not take a name away, and may take a hint away", async () => {
    const stage = await aReadyStage();
    stage.element.messages = { "action.submit": " ", "heading.incomplete.individual": "" };
    await stage.element.updateComplete;
    expect(stage.text()).to.contain(text("action.submit"));
    expect(stage.text()).to.contain(text("heading.incomplete.individual"));

    stage.element.messages = { destination: "" };
    await stage.element.updateComplete;
    expect(stage.text()).not.to.contain(text("destination"));
  });
});

/** Words of others whose marks would be drawn over the lines around them. */
function towers(stage: Stage): string[] {
  return [...root(stage).querySelectorAll("bdi")].flatMap((words) => {
    const most = Math.max(0, ...(words.textContent?.match(/\p{M}+/gu) ?? []).map((m) => m.length));
    const line = words.closest("b, p, h3 bdi");
    const isClamped = line && getComputedStyle(line).overflowY === "clip";
    return most > 4 || !isClamped ? [`${most} marks on ${line?.localName}`] : [];
  });
}

describe("marks that are stacked on a letter", () => {
  const aTowered = () => {
    const name = tower("a", 400);
    const errors = [{ name: "liveness_check", detail: `${tower("Z", 400)} ${tower("o", 400)}` }];
    return aCustomer({
      verificationProfiles: [
        aProfile("incomplete", { required: [name], errors }, name),
        aProfile("pending", {}, "kyc_profile_a"),
      ],
    });
  };

  it("are cut, and end with the lines of their text at 320 px", async () => {
    const stage = await show(aTowered());
    stage.element.style.width = "320px";

    expect(root(stage).querySelectorAll("bdi").length).to.be.at.least(3);
    expect(towers(stage)).to.deep.equal([]);
    for (const row of root(stage).querySelectorAll("b")) {
      expect(row.getBoundingClientRect().height).to.be.lessThan(60);
    }
  });

  it("that are drawn over other lines are noticed", async () => {
    const stage = await show(aTowered());
    adopt(stage.element, "b { overflow: visible; }");
    expect(towers(stage)).to.deep.equal(["4 marks on b"]);
  });
});
