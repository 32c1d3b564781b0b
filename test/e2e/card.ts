import type { Browser } from "./browsers.js";

/** The card of the one element on a page, as a customer reads it and clicks on it. */
export interface Card {
  /** Waits until the card says all of these. */
  says(...texts: readonly string[]): Promise<string>;
  /** Waits until the card offers a button of this label that can be clicked. */
  offers(label: string): Promise<void>;
  /** A person's click on the button of this label. */
  click(label: string): Promise<void>;
}

const card = "document.querySelector('sphere-kyc-onboarding').shadowRoot.querySelector('section')";

const openButton = (label: string) =>
  `[...${card}.querySelectorAll("button, a")].find((each) => each.innerText.trim() === ${JSON.stringify(label)} && each.ariaDisabled !== "true")`;

/** The card of the page in the browser's current tab. */
export function createCard(browser: Browser): Card {
  return {
    async says(...texts) {
      const wanted = JSON.stringify(texts);
      const said = `(() => { const text = ${card}.innerText; return ${wanted}.every((each) => text.includes(each)) && text; })()`;
      try {
        return await browser.waitFor<string>(said);
      } catch (cause) {
        const text = await browser.evaluate<string>(`${card}?.innerText`).catch(String);
        throw new Error(`the card never said ${wanted}, but: ${text}`, { cause });
      }
    },
    offers: async (label) => void (await browser.waitFor(`!!(${openButton(label)})`)),
    click: (label) => browser.click(openButton(label)),
  };
}

/** Asks the element to look again, as a return to the tab would. */
export const refresh = (browser: Browser): Promise<void> =>
  browser.evaluate("void document.querySelector('sphere-kyc-onboarding').refresh()");
