/**
 * The page of the gallery: shows one row of the table of screens at a time, as the tests build it,
 * and says what is on screen.
 */
import { type Locale, loadMessages } from "../../src/locales/index.js";
import { screens } from "../element/fixtures/screens.js";
import { clearStage, type Stage, until } from "../element/fixtures/stage.js";
import type { Gallery } from "./gallery.js";
import { untranslated } from "./translated.js";

let stage: Stage | undefined;

function onStage(): Stage {
  if (!stage) throw new TypeError("show a screen first");
  return stage;
}

const card = () => onStage().element.shadowRoot?.querySelector("section");

const headingNow = (): string =>
  onStage().element.shadowRoot?.getElementById("heading")?.textContent?.trim() ?? "";

/** The words of the shown screen, one by one. */
function textsNow(): readonly string[] {
  const walker = document.createTreeWalker(card() ?? document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) found.push(walker.currentNode.textContent?.trim() ?? "");
  return [...new Set(found.filter(Boolean))];
}

/** Fails where words of the English screen are missing in this language. */
async function mustSayTheSame(locale: Locale, texts: readonly string[]): Promise<void> {
  const [from, to] = await Promise.all([loadMessages("en"), loadMessages(locale)]);
  const text = textsNow().join(" ");
  const missing = untranslated({ texts, messages: from }, { text, messages: to });
  if (missing.length) throw new Error(`it does not say in ${locale}: ${JSON.stringify(missing)}`);
}

/** What the heading of the shown screen is in another language, by the key that it has in English. */
async function headingIn(locale: Locale, english: string): Promise<string> {
  const [from, to] = await Promise.all([loadMessages("en"), loadMessages(locale)]);
  const key = Object.entries(from).find(
    ([name, text]) => /^(heading|requirement)\./.test(name) && text === english,
  )?.[0];
  const found = Object.entries(to).find(([name]) => name === key)?.[1];
  if (!found) throw new Error(`there is no "${english}" in ${locale}`);
  return found;
}

/** Makes random references of a host the same whenever a screen is shown. */
function withoutRandomness(): void {
  let count = 0;
  crypto.randomUUID = () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;
}

const gallery: Gallery = {
  screens: screens.map(({ name, texts }) => ({ name, texts })),

  async show(name) {
    const row = screens.find((each) => each.name === name);
    if (!row) throw new TypeError(`there is no screen "${name}"`);
    clearStage();
    withoutRandomness();
    stage = await row.build();
    await stage.element.updateComplete;
  },

  missing(texts) {
    const inOneLine = (text: string) => text.replace(/\s+/g, " ");
    const shown = inOneLine(card()?.innerText ?? "");
    return texts.filter((text) => !shown.includes(inOneLine(text)));
  },

  async wear({ locale, scheme, width }) {
    const { element } = onStage();
    element.locale = "en";
    await until(() => card()?.lang === "en");
    const english = headingNow();
    const texts = textsNow();
    document.documentElement.className = scheme;
    element.style.colorScheme = scheme;
    element.style.width = `${width}px`;
    element.locale = locale;
    await until(() => card()?.lang === locale);
    await element.updateComplete;
    const wanted = locale === "en" ? english : await headingIn(locale, english);
    if (headingNow() !== wanted) throw new Error(`"${headingNow()}" instead of "${wanted}"`);
    await mustSayTheSame(locale, texts);
  },

  async height() {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return onStage().element.getBoundingClientRect().height;
  },
};

Object.assign(globalThis, { gallery });
