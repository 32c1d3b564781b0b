/**
 * Owns: loading the rest of the element: later rules and later screens, and every word for them.
 * Does not own: what waits for it (`flow-controller.ts` keeps facts in its queue meanwhile).
 * Why: a part that cannot be fetched must become one press on "try again", never a dead end.
 */
import type { ReactiveControllerHost } from "lit";
import type { WordsController } from "./words-controller.js";

/** What is loaded after the first paint. */
export type Rest = typeof import("./rest.js");

export class RestController {
  /** `undefined` until loaded. */
  parts: Rest | undefined;
  /** The last try has failed. */
  hasFailed = false;
  #loading: Promise<Rest | undefined> | undefined;
  readonly #host: Pick<ReactiveControllerHost, "requestUpdate">;
  readonly #words: Pick<WordsController, "whole">;
  readonly #load: () => Promise<Rest>;

  /** @param load For tests: where the rest comes from. */
  constructor(
    host: Pick<ReactiveControllerHost, "requestUpdate">,
    words: Pick<WordsController, "whole">,
    load: () => Promise<Rest> = () => import("./rest.js"),
  ) {
    this.#host = host;
    this.#words = words;
    this.#load = load;
  }

  /** Loads what is missing; a failure answers `undefined`, shows itself, and the next call tries again. */
  need(loaded: (rest: Rest) => void): Promise<Rest | undefined> {
    this.#loading ??= this.#fetch(loaded);
    return this.#loading;
  }

  async #fetch(loaded: (rest: Rest) => void): Promise<Rest | undefined> {
    try {
      const [parts] = await Promise.all([this.#load(), this.#words.whole()]);
      this.parts = parts;
    } catch {
      // The browser tells the developer which file is missing.
      this.#loading = undefined;
    }
    this.hasFailed = !this.parts;
    this.#host.requestUpdate();
    if (this.parts) loaded(this.parts);
    return this.parts;
  }
}
