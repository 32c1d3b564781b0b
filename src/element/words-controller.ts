/**
 * Owns: the words of one element: loading them in its language, before anything is said in it.
 * Does not own: which language that is (`speak.ts`), or the words (`locales/`).
 * Why: nobody reads half a page in a language he did not ask for; English waits for nothing, and
 * carries nothing of the others.
 */
import type { ReactiveControllerHost } from "lit";
import { firstWords } from "../locales/en-first.js";
import type { Messages } from "../locales/messages.js";

/** Words, and the language that they are in. */
export interface Spoken {
  /** What was asked for; its region decides about dates and numbers. */
  readonly tag: string;
  readonly lang: string;
  /** In English at first the first ones; all of them later. */
  readonly messages: Partial<Messages>;
}

/** Loads every word of the first language among `tags` that there are words in. */
export type LoadWords = (tags: readonly string[]) => Promise<Spoken>;

const english = (tags: readonly string[], messages: Partial<Messages>): Spoken | undefined => {
  const [tag = ""] = tags;
  return /^en\b/i.test(tag) ? { tag, lang: "en", messages } : undefined;
};

const loadWords: LoadWords = async (tags) =>
  (english(tags, firstWords) && english(tags, (await import("../locales/en.js")).messages)) ??
  (await import("./speak.js")).speak(tags);

export class WordsController {
  /** The words that are there; `undefined` before there are any. */
  spoken: Spoken | undefined;
  #wanted: readonly string[] = [];
  #loading: Promise<void> | undefined;
  readonly #host: Pick<ReactiveControllerHost, "requestUpdate">;
  readonly #load: LoadWords;

  /** @param load For tests: where words come from. */
  constructor(host: Pick<ReactiveControllerHost, "requestUpdate">, load = loadWords) {
    this.#host = host;
    this.#load = load;
  }

  /** Asks for a language, the dearest first. Until it is there, the words before it stay. */
  want(tags: readonly string[]): void {
    if (`${tags}` === `${this.#wanted}`) return;
    this.#wanted = tags;
    this.#loading = undefined;
    const first = this.spoken ? undefined : english(tags, firstWords);
    if (first) this.#take(first);
    else this.whole().catch(() => this.spoken || this.#take(english(["en"], firstWords)));
  }

  /**
   * Every word of the language is there; in English, when the wanted one cannot be fetched.
   * Rejects when neither can, and the next call tries again.
   */
  whole(): Promise<void> {
    this.#loading ??= this.#fetch(this.#wanted)
      .catch(() => this.#fetch(["en"]))
      .catch((cause: unknown) => {
        this.#loading = undefined;
        throw cause;
      });
    return this.#loading;
  }

  async #fetch(tags: readonly string[]): Promise<void> {
    const wanted = this.#wanted;
    const spoken = await this.#load(tags);
    if (wanted === this.#wanted) this.#take(spoken);
  }

  #take(spoken: Spoken | undefined): void {
    this.spoken = spoken;
    this.#host.requestUpdate();
  }
}
