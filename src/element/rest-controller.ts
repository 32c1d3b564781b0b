/**
 * Owns: loading the rest of the element: later rules, later screens, the rest of the words.
 * Does not own: what waits for it (`flow-controller.ts` keeps facts in its queue meanwhile).
 * Why: a part that cannot be fetched must become one press on "try again", never a dead end.
 */
import type { ReactiveControllerHost } from "lit";
import { firstWords } from "../locales/en-first.js";
import { defaultLocale, locales } from "../locales/index.js";
import type { Messages } from "../locales/messages.js";

/** What is loaded after the first paint. */
export type Rest = typeof import("./rest.js");

export class RestController {
  /** The words that are there: the first ones, later all. */
  messages: Partial<Messages> = firstWords;
  /** `undefined` until loaded. */
  parts: Rest | undefined;
  /** The last try has failed. */
  hasFailed = false;
  #loading: Promise<Rest | undefined> | undefined;
  readonly #host: Pick<ReactiveControllerHost, "requestUpdate">;
  readonly #load: () => Promise<Rest>;

  /** @param load For tests: where the rest comes from. */
  constructor(
    host: Pick<ReactiveControllerHost, "requestUpdate">,
    load: () => Promise<Rest> = () => import("./rest.js"),
  ) {
    this.#host = host;
    this.#load = load;
  }

  /** Loads what is missing; a failure answers `undefined`, shows itself, and the next call tries again. */
  need(loaded: (rest: Rest) => void): Promise<Rest | undefined> {
    this.#loading ??= this.#fetch(loaded);
    return this.#loading;
  }

  async #fetch(loaded: (rest: Rest) => void): Promise<Rest | undefined> {
    try {
      const [parts, messages] = await Promise.all([this.#load(), locales[defaultLocale]?.()]);
      this.messages = messages ?? firstWords;
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
