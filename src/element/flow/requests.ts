/** The requests to the host that are under way: each ends in one event, or in none once aborted. */
import type { During, Event } from "../../core/flow/types.js";
import { Problem } from "../../core/problem.js";
import { createHostClient, type HostClient } from "../api/host-client.js";
import type { ElementPort } from "../ports.js";

/** One request, by its host and the signal that ends it. */
export type HostRequest = (client: HostClient, signal: AbortSignal) => Promise<Event>;

/** A mistake of our own, or of a function that the page has set: for its developer. */
const unexpected = (cause: unknown) => ({
  explanation: `unexpected ${cause instanceof Error ? cause.name : typeof cause}`,
  cause,
});

export class Requests {
  /** The host of the session in use; `undefined` before the first request. */
  client: HostClient | undefined;
  #running = new AbortController();
  readonly #element: ElementPort;
  readonly #dispatch: (event: Event) => void;

  constructor(element: ElementPort, dispatch: (event: Event) => void) {
    this.#element = element;
    this.#dispatch = dispatch;
  }

  run(attempt: number, during: During, request: HostRequest): void {
    const { signal } = this.#running;
    this.client ??= createHostClient(this.#element);
    request(this.client, signal)
      .catch((cause: unknown): Event => {
        const problem =
          cause instanceof Problem ? cause : new Problem("answer_unreadable", unexpected(cause));
        return { type: "failed", attempt, during, problem };
      })
      .then((event) => {
        if (!signal.aborted) this.#dispatch(event);
      });
  }

  /** Ends every request: none of them dispatches anything any more. */
  abort(): void {
    this.#running.abort();
    this.#running = new AbortController();
  }
}
