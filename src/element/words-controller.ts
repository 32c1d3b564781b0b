/**
 * Owns: the words of one element: loading them in its language, before anything is said in it.
 * Does not own: which language that is (`localize.ts`), or the words (`locales/`).
 * Why: nobody reads half a page in a language he did not ask for, and English waits for nothing.
 */
import type { ReactiveControllerHost } from "lit";
import { firstWords } from "../locales/en-first.js";
import { defaultLocale, type Locale, loadMessages } from "../locales/index.js";
import type { Messages } from "../locales/messages.js";

export class WordsController {
  /** The language of the words that are there; empty until there are any. */
  lang = "";
  /** The words that are there: in English the first ones, later all. */
  messages: Partial<Messages> = {};
  #wanted: Locale | undefined;
  #loading: Promise<void> | undefined;
  readonly #host: Pick<ReactiveControllerHost, "requestUpdate">;
  readonly #load: typeof loadMessages;

  /** @param load For tests: where languages come from. */
  constructor(host: Pick<ReactiveControllerHost, "requestUpdate">, load = loadMessages) {
    this.#host = host;
    this.#load = load;
  }

  /** Asks for a language. Until it is there, the words before it stay. */
  want(lang: Locale): void {
    if (lang === this.#wanted) return;
    this.#wanted = lang;
    this.#loading = undefined;
    if (lang === defaultLocale && !this.lang) this.#take(lang, firstWords);
    else this.whole().catch(() => this.lang || this.#take(defaultLocale, firstWords));
  }

  /**
   * Every word of the language is there; in English, when the wanted one cannot be fetched.
   * Rejects when neither can, and the next call tries again.
   */
  whole(): Promise<void> {
    this.#loading ??= this.#fetch(this.#wanted ?? defaultLocale)
      .catch(() => this.#fetch(defaultLocale))
      .catch((cause: unknown) => {
        this.#loading = undefined;
        throw cause;
      });
    return this.#loading;
  }

  async #fetch(lang: Locale): Promise<void> {
    const wanted = this.#wanted;
    const messages = await this.#load(lang);
    if (wanted === this.#wanted) this.#take(lang, messages);
  }

  #take(lang: string, messages: Partial<Messages>): void {
    this.lang = lang;
    this.messages = messages;
    this.#host.requestUpdate();
  }
}
