/**
 * Owns: loading the rest of the element: later rules and later screens, and every word for them.
 * Does not own: what waits for it (`flow-controller.ts` keeps facts in its queue meanwhile).
 * Why: a part that does not come must be one press away, never a dead end; and not every browser
 * fetches a module again that it could not fetch once (`docs/decisions/0002-*.md`).
 */
import type { ReactiveControllerHost } from "lit";
import type { Cancel, Environment } from "./environment.js";
import { patienceMs, type WordsController } from "./i18n/words-controller.js";

/** What is loaded after the first paint. */
export type Rest = typeof import("./rest.js");

/** Loading it once more, or the whole page, where that was in vain. */
export type Remedy = "retry" | "reload";

export class RestController {
  /** `undefined` until loaded. */
  parts: Rest | undefined;
  /** What is left to do for a person while it does not come. */
  remedy: Remedy | undefined;
  #loading: Promise<Rest | undefined> | undefined;
  #cancel: Cancel | undefined;
  readonly #host: Pick<ReactiveControllerHost, "requestUpdate">;
  readonly #words: Pick<WordsController, "whole">;
  readonly #environment: Pick<Environment, "after">;
  readonly #loaded: (rest: Rest) => void;
  readonly #load: () => Promise<Rest>;

  /**
   * @param loaded Called once, when everything is there.
   * @param load For tests: where the rest comes from.
   */
  constructor(
    host: Pick<ReactiveControllerHost, "requestUpdate">,
    words: Pick<WordsController, "whole">,
    environment: Pick<Environment, "after">,
    loaded: (rest: Rest) => void,
    load: () => Promise<Rest> = () => import("./rest.js"),
  ) {
    this.#host = host;
    this.#words = words;
    this.#environment = environment;
    this.#loaded = loaded;
    this.#load = load;
  }

  /**
   * Loads what is missing; a failure answers `undefined`, shows itself, and the next call tries again.
   * @param next What is left to do should it fail.
   */
  need(next: Remedy = this.remedy ?? "retry"): Promise<Rest | undefined> {
    this.#loading ??= new Promise((resolve) => {
      const end = (remedy?: Remedy, parts?: Rest) => {
        cancel();
        resolve(this.parts ?? parts);
        if (this.parts) return;
        this.parts = parts;
        this.remedy = remedy;
        this.#loading = parts && Promise.resolve(parts);
        this.#host.requestUpdate();
        if (parts) this.#loaded(parts);
      };
      // A browser waits for a module that is under way, however often it is asked for.
      const cancel = this.#environment.after(patienceMs, () => end("reload"));
      this.#cancel = cancel;
      Promise.all([this.#load(), this.#words.whole()]).then(
        ([parts]) => end(undefined, parts), // Late is better than never.
        () => end(next), // The browser tells the developer which file is missing.
      );
    });
    return this.#loading;
  }

  /** Nobody waits any more: what comes is taken all the same, and the next call waits anew. */
  pause(): void {
    this.#cancel?.();
    this.#loading = undefined;
  }
}
