/**
 * Owns: the words of one element: loading them in its language, before anything is said in it.
 * Does not own: which language that is (`speak.ts`), or the words (`locales/`).
 * Why: nobody reads half a page in a language he did not ask for; English waits for nothing, and
 * carries nothing of the others.
 */
import type { ReactiveControllerHost } from "lit";
import { firstWords } from "../../locales/en-first.js";
import type { Messages } from "../../locales/messages.js";
import type { Environment } from "../environment.js";

/** How long a part of the element, or a language, may take before a person is told or spoken to. */
export const patienceMs = 10_000;

/** Words, and the language that they are in. */
export interface Spoken {
  /** What was asked for, a tag that `Intl` takes; its region decides about dates and numbers. */
  readonly tag: string;
  readonly lang: string;
  /** In English at first the first ones; all of them later. */
  readonly messages: Partial<Messages>;
}

/** Loads every word of the first language among `tags` that there are words in. */
export type LoadWords = (tags: readonly string[]) => Promise<Spoken>;

/** The tags as `Intl` takes them, without those it would throw at: `en_GB`, `en-US@posix`. */
const canonical = (tags: readonly string[]): readonly string[] =>
  tags.flatMap((tag) => {
    try {
      return Intl.getCanonicalLocales(tag);
    } catch {
      return [];
    }
  });

const isEnglish = ([tag = "en"]: readonly string[]): boolean => /^en\b/.test(tag);

const english = ([tag = "en"]: readonly string[], messages: Partial<Messages>): Spoken => ({
  tag,
  lang: "en",
  messages,
});

const loadWords: LoadWords = (tags) =>
  isEnglish(tags)
    ? import("../../locales/en.js").then((all) => english(tags, all.messages))
    : import("./language.js").then((other) => other.speak(tags));

export class WordsController {
  /** The words that are there; `undefined` before there are any. */
  spoken: Spoken | undefined;
  #wanted: readonly string[] = [];
  #loading: Promise<void> | undefined;
  readonly #host: Pick<ReactiveControllerHost, "requestUpdate">;
  readonly #environment: Pick<Environment, "after">;
  readonly #load: LoadWords;

  /** @param load For tests: where words come from. */
  constructor(
    host: Pick<ReactiveControllerHost, "requestUpdate">,
    environment: Pick<Environment, "after">,
    load = loadWords,
  ) {
    this.#host = host;
    this.#environment = environment;
    this.#load = load;
  }

  /**
   * Asks for a language, the dearest first; English when none is a language's tag. Until it is there,
   * the words before it stay. Where there were none, English steps in when it fails or takes too long.
   */
  want(wished: readonly string[]): void {
    const tags = [...canonical(wished), "en"];
    if (`${tags}` === `${this.#wanted}`) return;
    this.#wanted = tags;
    this.#loading = undefined;
    if (isEnglish(tags) && !this.spoken) this.#take(english(tags, firstWords));
    else {
      const stepIn = () => {
        if (!this.spoken) this.#take(english([], firstWords));
      };
      const cancel = this.#environment.after(patienceMs, stepIn);
      this.whole().catch(stepIn).then(cancel);
    }
  }

  /**
   * Every word of the language is there; in English, when the wanted one cannot be fetched. When
   * another one is wanted meanwhile, that counts.
   * Rejects when neither can be fetched, and the next call tries again.
   */
  whole(): Promise<void> {
    this.#loading ??= this.#fetch(this.#wanted);
    return this.#loading;
  }

  async #fetch(wanted: readonly string[]): Promise<void> {
    const spoken = await this.#load(wanted)
      .catch(() => this.#load(["en"]))
      .catch(() => {});
    if (wanted !== this.#wanted) return this.whole();
    if (spoken) return this.#take(spoken);
    this.#loading = undefined;
    throw new TypeError("no words");
  }

  #take(spoken: Spoken): void {
    this.spoken = spoken;
    this.#host.requestUpdate();
  }
}
