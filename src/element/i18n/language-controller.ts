/**
 * Owns: the words of one element: loading them in its language, before anything is said in it.
 * Does not own: which language that is (`language.ts`), or the words (`locales/`).
 * Why: nobody should read half a page in a language they did not ask for; English is always there.
 */
import { Problem } from "../../core/problem.js";
import { americanEnglish, english, type Locale, loadMessages } from "../../locales/index.js";
import type { Messages } from "../../locales/messages.js";
import { announceProblem } from "../flow/announcements.js";
import type { ElementPort } from "../ports.js";
import { canonicalTags, chooseLanguage, languageOf } from "./language.js";

/** How long a language may take before English steps in. */
const patienceMs = 10_000;

/** Messages, and the language that they are in. */
export interface Language {
  /** What was asked for, a tag that `Intl` takes; its region decides about dates and numbers. */
  readonly tag: string;
  readonly lang: string;
  readonly messages: Messages;
  /** It is what page and reader speak: a browser's translator has nothing to add. */
  readonly isOurs: boolean;
}

/** What comes with the element and needs no loading. */
const included: Partial<Record<Locale, Messages>> = { en: english, "en-US": americanEnglish };

export class LanguageController {
  /** The language that is there; `undefined` before there is any. */
  language: Language | undefined;
  #wanted: string | undefined;
  #hasFailed = false;
  readonly #element: ElementPort;

  constructor(element: ElementPort) {
    this.#element = element;
  }

  /**
   * Asks for a language, the preferred tag first; English when none is a language's tag. Until it is
   * there, the words before it stay. Where there were none, English steps in when it fails or takes
   * too long; then the page hears of it.
   * @param ofReader What the reader has set in the browser.
   */
  want(tags: readonly string[], [ofReader]: readonly string[] = []): void {
    const wanted = `${[tags, ofReader]}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#hasFailed = false;
    const { tag, locale } = chooseLanguage(canonicalTags(tags));
    const isOurs = [tags[0], ofReader].every((each = "") => canonicalTags([each]).some(languageOf));
    const messages = included[locale];
    const take = (words: Messages) => this.#take({ tag, lang: locale, messages: words, isOurs });
    if (messages) take(messages);
    else this.#load(locale, wanted, take);
  }

  /** Tries a language again that could not be loaded. */
  retry(): void {
    if (this.#hasFailed) this.#wanted = undefined;
  }

  #load(locale: Locale, wanted: string, take: (messages: Messages) => void): void {
    const { environment } = this.#element;
    const failed = (cause?: unknown) => {
      if (wanted !== this.#wanted || this.#hasFailed) return;
      this.#hasFailed = true;
      announceProblem(this.#element, new Problem("part_unavailable", { cause }));
      if (!this.language) this.#take({ tag: "en", lang: "en", messages: english, isOurs: false });
    };
    const cancel = environment.after(patienceMs, failed);
    environment
      .load(() => loadMessages(locale))
      .then((messages) => {
        // A part of another release may be there in its place.
        if (!messages?.dir) throw new TypeError("no messages");
        // Late is better than never, unless another one is wanted by now.
        if (wanted === this.#wanted) take(messages);
      })
      .catch(failed)
      .finally(cancel);
  }

  #take(language: Language): void {
    this.language = language;
    this.#element.requestUpdate();
  }
}
