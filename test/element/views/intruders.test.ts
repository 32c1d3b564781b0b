import { expect } from "@open-wc/testing";
import { html, LitElement } from "lit";
import { SphereKycOnboarding } from "../../../src/element/sphere-kyc-onboarding.js";
import { noNetwork } from "../fixtures/answers.js";
import { plain, readable, remove, translate } from "../fixtures/intruders.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

/** Clicks a button by its label, translated or not. */
const click = ({ element }: Stage, label: string): void =>
  [...(element.shadowRoot?.querySelectorAll("button") ?? [])]
    .find(({ textContent }) => plain(textContent) === label)
    ?.click();

/** What happens to a customer, one thing after the other, and what is to be read then. */
const story: readonly (readonly [string, (stage: Stage) => unknown])[] = [
  [
    text("hint.pending"),
    ({ simulator, customerId, element }) => {
      simulator.hold(customerId, "identity_document");
      element.refresh();
    },
  ],
  [
    text("hint.error"),
    ({ simulator, customerId, element }) => {
      simulator.fail(customerId, "identity_document", "");
      element.refresh();
    },
  ],
  [
    text("text.ready"),
    ({ simulator, customerId, element }) => {
      for (const name of ["terms_of_service", "identity_document", "liveness_check"]) {
        simulator.complete(customerId, name);
      }
      element.refresh();
    },
  ],
  [
    text("problem.unreached"),
    (stage) => {
      stage.network = noNetwork;
      stage.element.refresh();
    },
  ],
  [
    text("text.ready"),
    (stage) => {
      stage.network = () => undefined;
      stage.element.refresh();
    },
  ],
  [text("qr.text"), (stage) => click(stage, text("qr.open"))],
  [text("qr.open"), (stage) => click(stage, text("action.close"))],
  [text("busy.leaving"), (stage) => click(stage, submitText)],
  [
    text("heading.pending"),
    ({ simulator, customerId, environment }) => {
      simulator.setStatus(customerId, "pending");
      environment.tell("hidden");
      environment.tell("restored");
    },
  ],
  [
    text("heading.approved"),
    ({ simulator, customerId, element }) => {
      simulator.approve(customerId);
      element.refresh();
    },
  ],
];

/** Where an element that was interfered with, after each step, differs from one that was not. */
async function differences(
  interfere: (element: Element) => void,
  create?: () => SphereKycOnboarding,
): Promise<string[]> {
  const found: string[] = [];
  const options = { prepare: (element: SphereKycOnboarding) => (element.supportHref = "/support") };
  const [calm, stage] = [aStage(options), aStage({ ...options, ...(create && { create }) })];
  for (const each of [calm, stage]) await each.atRest();
  for (const [awaited, step] of story) {
    interfere(stage.element);
    // What a person clicks is there only where it was drawn again.
    stage.element.requestUpdate();
    await stage.element.updateComplete.catch(() => {});
    for (const each of [calm, stage]) {
      step(each);
    }
    await calm.shows(awaited);
    for (const each of [calm, stage]) await each.atRest();
    const [right, shown] = [readable(calm.element), readable(stage.element)];
    if (`${right}` !== `${shown}`) found.push(`${awaited}: ${shown.join(" | ")}`);
  }
  return found;
}

const comments = (element: Element) => remove(element, NodeFilter.SHOW_COMMENT);
const someElements = (element: Element) =>
  remove(element, NodeFilter.SHOW_ELEMENT, (index) => index % 7 === 3);

/** An element that draws as Lit does, whatever has become of its nodes. */
class PlainlyDrawn extends SphereKycOnboarding {
  protected override update(changed: Map<PropertyKey, unknown>): void {
    try {
      LitElement.prototype["update"].call(this, changed);
    } catch {
      // Left as it is.
    }
  }
}
customElements.define("plainly-drawn", PlainlyDrawn);

describe("what a person reads after something has changed", () => {
  it("is true under a translator that puts its own nodes in the place of every text", async () => {
    expect(await differences(translate)).to.deep.equal([]);
  });

  it("is true where an extension has removed Lit's marks", async () => {
    expect(await differences(comments)).to.deep.equal([]);
  });

  it("is true where an extension has removed elements", async () => {
    expect(await differences(someElements)).to.deep.equal([]);
  });

  it("is true where an extension has removed everything", async () => {
    expect(await differences(({ shadowRoot }) => shadowRoot?.replaceChildren())).to.deep.equal([]);
  });

  it("would be old without all being drawn again", async () => {
    for (const interfere of [comments, someElements]) {
      const found = await differences(interfere, () => new PlainlyDrawn());
      expect(found).not.to.deep.equal([]);
    }
  });

  it("would be old in a template that does not own its text", async () => {
    class Counting extends LitElement {
      static override properties = { count: {} };
      declare count: number;
      protected override render() {
        return html`<p>${this.count}</p>`;
      }
    }
    customElements.define("counting-element", Counting);
    const element = new Counting();
    element.count = 1;
    document.body.append(element);
    await element.updateComplete;
    translate(element);
    element.count = 2;
    await element.updateComplete;
    expect(readable(element)).to.deep.equal(["1"]);
    element.remove();
  });
});

describe("a browser's translator", () => {
  const translateOf = async (locale: string | null, languages: readonly string[]) => {
    const stage = aStage({
      languages,
      prepare: (element) => {
        element.locale = locale;
      },
    });
    await until(() => stage.element.shadowRoot?.querySelector("section")?.lang);
    const own = stage.element.shadowRoot?.querySelectorAll("section, [role=status]") ?? [];
    return [...new Set([...own].map((part) => part.getAttribute("translate")))];
  };

  for (const [locale, languages, translate] of [
    ["en", ["en-GB"], "no"],
    ["de", ["es"], "no"],
    ["en", ["pl", "en"], "yes"],
    ["pl", ["en"], "yes"],
    ["en", [], "yes"],
  ] as const) {
    it(`may translate a page in ${locale} for readers of ${languages}: ${translate}`, async () => {
      expect(await translateOf(locale, languages)).to.deep.equal([translate]);
    });
  }
});
