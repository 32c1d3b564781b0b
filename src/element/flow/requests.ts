/**
 * Owns: the calls to the host that are under way: each ends in one event, or in none once aborted.
 * Does not own: which call when (`flow-controller.ts`), or what a call is (`host-client.ts`).
 */
import type { During, Event } from "../../core/flow/types.js";
import { Problem } from "../../core/problem.js";
import type { HostClient } from "../api/host-client.js";

/** One call, by its host and the signal that ends it. */
export type Call = (client: HostClient, signal: AbortSignal) => Promise<Event>;

export class Calls {
  /** The host of the session in use; `undefined` before the first call. */
  client: HostClient | undefined;
  #running = new AbortController();
  readonly #createClient: () => HostClient;
  readonly #tell: (event: Event) => void;

  constructor(createClient: () => HostClient, tell: (event: Event) => void) {
    this.#createClient = createClient;
    this.#tell = tell;
  }

  run(attempt: number, during: During, call: Call): void {
    const { signal } = this.#running;
    this.client ??= this.#createClient();
    call(this.client, signal)
      .catch((cause: unknown): Event => {
        const problem =
          cause instanceof Problem ? cause : new Problem("answer_unreadable", { cause });
        return { type: "failed", attempt, during, problem };
      })
      .then((event) => {
        if (!signal.aborted) this.#tell(event);
      });
  }

  /** Ends every call: nothing of them is told any more. */
  abort(): void {
    this.#running.abort();
    this.#running = new AbortController();
  }
}
