import { expect } from "@open-wc/testing";
import type { OwnMessages } from "../../../src/locales/messages.js";
import { aCustomer, aProfile } from "../fixtures/answers.js";
import { pseudo, pseudoMessages } from "../fixtures/pseudo.js";
import { foreignTexts } from "../fixtures/reader.js";
import { screenFaults } from "../fixtures/screen-faults.js";
import type { Stage } from "../fixtures/stage.js";
import { open, scripted } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const aListStage = () => open({}, text("heading.incomplete.individual"));

const within = ({ element }: Stage, selector: string): HTMLElement => {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new TypeError(`there is no ${selector}`);
  return found;
};

/** Removes the words as a broken language would: the nodes stay. */
const withoutWords = (of: HTMLElement) => {
  const words = of.querySelector("span") ?? of;
  words.replaceChildren();
  Object.defineProperty(words, "textContent", { get: () => "", set: () => {} });
};

const paragraph = (text: string) => {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
};

/** What is broken in a screen, and the fault that must be found for it. */
const breaches: Readonly<Record<string, readonly [(stage: Stage) => void, string]>> = {
  "a button without words": [(stage) => withoutWords(within(stage, ".button")), "button-name"],
  "an action without a label": [
    (stage) => {
      within(stage, ".do").removeAttribute("aria-label");
      withoutWords(within(stage, ".do"));
    },
    "no name: <button",
  ],
  "a label that differs from the text": [
    (stage) => within(stage, ".do").setAttribute("aria-label", "[ĝö]"),
    "does not say",
  ],
  "an id that leads nowhere": [
    (stage) => within(stage, ".button").setAttribute("aria-describedby", "nowhere"),
    "dangling id: nowhere",
  ],
  "an id that is there twice": [
    (stage) => {
      within(stage, ".button").id = "heading";
    },
    "id twice: heading",
  ],
  "a second heading of the first order": [
    (stage) => within(stage, "section").append(document.createElement("h2")),
    "headings: h2 h3 h3 h3 h2",
  ],
  "a heading of an order that is left out": [
    (stage) => within(stage, "section").append(document.createElement("h4")),
    "headings: h2 h3 h3 h3 h4",
  ],
  "a card without its name": [
    (stage) => within(stage, "section").removeAttribute("aria-labelledby"),
    "the card is not named",
  ],
  "an empty paragraph": [
    (stage) => within(stage, "section").append(paragraph(" ")),
    "nothing in: <p",
  ],
  "words beside other nodes": [
    (stage) => within(stage, "section").append("{done}"),
    "not alone: {done}",
  ],
  "a sentence in one language alone": [
    (stage) => within(stage, "section").append(paragraph("Almost done")),
    "pseudo, dark: in no language: Almost done",
  ],
  "a label in one language alone": [
    (stage) => within(stage, ".do").setAttribute("title", text("action.open")),
    `pseudo, light: in no language: ${text("action.open")}`,
  ],
  "a name that SpherePay never sent": [
    (stage) => {
      const data = document.createElement("bdi");
      data.textContent = "Moon permit";
      within(stage, "section").append(data);
    },
    "in no language: Moon permit",
  ],
  "a bare key": [
    (stage) => within(stage, "section").append(paragraph("note.checking")),
    "ar, light: note.checking",
  ],
  "a value that was not filled in": [
    (stage) => within(stage, "section").append(paragraph("{date}")),
    "en, light: {date}",
  ],
  "a direction of its own": [
    (stage) => within(stage, "section").style.setProperty("direction", "ltr"),
    "ar, light: section: ar ltr",
  ],
  "a second live region": [
    (stage) => within(stage, ".button").setAttribute("aria-live", "polite"),
    "live regions: 2",
  ],
  "a note that is not announced": [
    (stage) => {
      const note = paragraph("{done}");
      note.setAttribute("part", "note");
      within(stage, "section").append(note);
    },
    "not said: {done}",
  ],
  "text that is too pale": [
    ({ element }) => element.style.setProperty("--sphere-kyc-text-quiet", "#bbb"),
    "en, light: color-contrast",
  ],
  "text that is too dark for the dark": [
    ({ element }) => element.style.setProperty("--sphere-kyc-accent", "#2747e8"),
    "en, dark: color-contrast",
  ],
};

describe("the check of every screen notices", () => {
  for (const [name, [breach, fault]] of Object.entries(breaches)) {
    it(name, async () => {
      const stage = await aListStage();
      breach(stage);

      const faults = await screenFaults(stage);

      expect(faults.join("\n")).to.contain(fault);
    });
  }

  it("nothing in the same screen as it is", async () => {
    expect(await screenFaults(await aListStage())).to.deep.equal([]);
  });
});

describe("the pseudo-language", () => {
  const spoken = async ({ element }: Stage, messages: OwnMessages) => {
    element.messages = messages;
    await element.updateComplete;
    return foreignTexts(element);
  };

  it("changes every letter, keeps places for values, and is longer", () => {
    expect(pseudo("At {date}.")).to.equal("[Áţ {date}.····]");
    for (const text of Object.values(pseudoMessages)) {
      expect(text?.replace(/\{\w+\}/g, "")).not.to.match(/[A-Za-z]/);
    }
  });

  it("shows a key that it lacks as the English behind it", async () => {
    const { "group.after": _, ...lacking } = pseudoMessages;
    const stage = await aListStage();
    expect(await spoken(stage, pseudoMessages)).to.deep.equal([]);
    expect(await spoken(stage, lacking as OwnMessages)).to.deep.equal([
      `in no language: ${text("group.after")}`,
    ]);
  });

  it("leaves SpherePay's names, dates and lists as they are", async () => {
    const stage = await scripted(
      aCustomer({
        verificationProfiles: [
          aProfile("incomplete", { required: ["moon_permit"] }, "moon_profile"),
          aProfile("incomplete", { required: ["terms_of_service"] }),
        ],
        submission: { startedAt: "2026-11-19T08:30:00Z" },
      }),
      "Moon permit",
    );
    expect(await spoken(stage, pseudoMessages)).to.deep.equal([]);
    expect(stage.text()).to.contain("Moon permit").and.to.contain("November");
  });
});
