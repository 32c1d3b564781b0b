import { isDeepStrictEqual } from "node:util";
import type { Browser } from "./browsers.js";
import { createKeyboard, shortLabel } from "./keyboard.js";

/** What a customer has to act with. Fields and controls are named by the words that are shown. */
export interface Hands {
  readonly name: string;
  /** Uses a button, a link or a choice. */
  use(label: string): Promise<void>;
  /** Goes to a field, empties it and types into it. */
  type(label: string, value: string): Promise<void>;
  /** Goes to a list and chooses an entry of it by its value. */
  choose(label: string, value: string): Promise<void>;
  /** Chooses one of the kinds that stand in a group. */
  pick(label: string, position: number): Promise<void>;
}

const card = "document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelector('section')";

const labelOf = (label: string): string =>
  `[...${card}.querySelectorAll("label")].find((each) => each.textContent.trim() === ${JSON.stringify(label)})`;

/** The field whose label has these words. */
const fieldOf = (label: string): string => `${labelOf(label)}?.control`;

const controlOf = (label: string): string =>
  `[...${card}.querySelectorAll("button, a, label.choice")].find((each) => (each.ariaLabel ?? each.textContent).trim() === ${JSON.stringify(label)} && each.ariaDisabled !== "true")`;

/** A native list is the browser's own: what it opens is outside the page, so its value is set. */
async function setChoice(browser: Browser, label: string, value: string): Promise<void> {
  await browser.evaluate(
    `(() => { const list = ${fieldOf(label)}; list.value = ${JSON.stringify(value)}; list.dispatchEvent(new Event("change", { bubbles: true })); })()`,
  );
}

const clear = (browser: Browser, label: string): Promise<void> =>
  browser.evaluate(`void ${fieldOf(label)}.select()`);

/** Types, and types what got lost between two drawings of a slow machine again. */
async function typeKeys(browser: Browser, label: string, value: string): Promise<void> {
  await clear(browser, label);
  for (const key of value) await browser.sendKey(key);
  const typed = await browser.evaluate<string>(`${fieldOf(label)}.value`);
  if (!isDeepStrictEqual(typed, value)) throw new Error(`typed "${value}", found "${typed}"`);
}

/** A customer without a mouse: Tab, Enter, Space, arrows. */
export function createKeyboardHands(browser: Browser): Hands {
  const keyboard = createKeyboard(browser);
  const goTo = async (label: string) => {
    if ((await keyboard.focus()).label === shortLabel(label)) return;
    const trail = await keyboard.tabTo(label);
    for (const { label: each, isMarked, isInside } of trail) {
      if (isInside && !isMarked) throw new Error(`the focus cannot be seen on "${each}"`);
    }
  };
  return {
    name: "by keyboard alone",
    async use(label) {
      await browser.waitFor(`!!(${controlOf(label)})`);
      await goTo(label);
      await browser.sendKey("Enter");
    },
    async type(label, value) {
      await browser.waitFor(`!!(${fieldOf(label)})`);
      await goTo(label);
      await typeKeys(browser, label, value);
    },
    async choose(label, value) {
      await browser.waitFor(`!!(${fieldOf(label)})`);
      await goTo(label);
      await setChoice(browser, label, value);
    },
    async pick(label, position) {
      await browser.waitFor(`!!(${fieldOf(label)})`);
      const first = await browser.evaluate<string>(
        `${card}.querySelector("label.choice").textContent.trim()`,
      );
      await goTo(first);
      await browser.sendKey(" ");
      for (let step = 0; step < position; step++) await browser.sendKey("ArrowDown");
      await browser.waitFor(`${fieldOf(label)}.checked`);
    },
  };
}

/** A customer with a finger. */
export function createTouchHands(browser: Browser): Hands {
  const tapField = async (label: string) => {
    await browser.tap(labelOf(label));
    await browser.waitFor(`${fieldOf(label)} === ${card}.getRootNode().activeElement`);
  };
  return {
    name: "by touch",
    use: (label) => browser.tap(controlOf(label)),
    async type(label, value) {
      await tapField(label);
      await typeKeys(browser, label, value);
    },
    async choose(label, value) {
      await browser.waitFor(`!!(${fieldOf(label)})`);
      await setChoice(browser, label, value);
    },
    async pick(label) {
      await browser.tap(controlOf(label));
      await browser.waitFor(`${fieldOf(label)}.checked`);
    },
  };
}
