/**
 * Owns: the host's stream of nudges: keeping it open while it is wanted, and noticing its silence.
 * Does not own: what a nudge leads to (a reading, `core/flow.ts`): it carries nothing.
 * Why: a status is on screen within a second of SpherePay's webhook, and a broken stream is
 * never worse than none: polling goes on whenever no sign of life came for a while.
 */
import type { State } from "../../core/flow/types.js";
import { shouldListen } from "../../core/listening.js";
import type { Cancel, Environment } from "../environment.js";
import type { Waiting } from "../flow/timers.js";
import { createEventReader } from "./event-reader.js";
import type { HostClient } from "./host-client.js";

/** Signs of life are due every 15 seconds. */
const longestSilenceMs = 20_000;
/** However many nudges come, no more than one reading in this time. */
const shortestPauseMs = 1_000;
const longestBackoffMs = 60_000;
/** A stream that says something after this long was no failure. */
const shortestLifeMs = 15_000;
/** The host has no such route, and will not get one while this page lives. */
const notOffered: readonly number[] = [404, 405, 501];

export class EventStream {
  readonly #environment: Environment;
  readonly #waiting: Pick<Waiting, "isNudged">;
  readonly #notified: () => void;
  readonly #again: () => void;
  #client: HostClient | undefined;
  #withoutStream: HostClient | undefined;
  #open: AbortController | undefined;
  #failures = 0;
  #wasRefused = false;
  #leastPauseMs = 0;
  #cancel: Cancel | undefined;
  #quiet: Cancel | undefined;
  #isPending = false;

  /**
   * @param waiting Is told whether nudges arrive.
   * @param notified Something may have changed: look again.
   * @param again It is time for another stream: {@link follow} it, if it is still worth it.
   */
  constructor(
    environment: Environment,
    waiting: Pick<Waiting, "isNudged">,
    notified: () => void,
    again: () => void,
  ) {
    this.#environment = environment;
    this.#waiting = waiting;
    this.#notified = notified;
    this.#again = again;
  }

  /**
   * Keeps a stream to the host open while it is worth it. Harmless when nothing has changed.
   * @param seen The host, when somebody looks at the page.
   */
  follow(state: State, seen: HostClient | undefined): void {
    const client = shouldListen(state) ? seen : undefined;
    if (client === this.#client) return;
    this.#client = client;
    this.#end();
    this.#quiet?.();
    this.#quiet = undefined;
    if (client && client !== this.#withoutStream) this.#start(client);
  }

  #end(): void {
    this.#open?.abort();
    this.#cancel?.();
    this.#waiting.isNudged = false;
  }

  #start(client: HostClient): void {
    const open = new AbortController();
    this.#open = open;
    const alive = () => {
      this.#cancel?.();
      this.#cancel = this.#environment.after(longestSilenceMs, () => open.abort());
    };
    alive();
    let isOver = false;
    const lost = () => {
      if (isOver || this.#client !== client || this.#open !== open) return;
      isOver = true;
      this.#reopen();
    };
    // A network that ignores the end of its request must not keep a silent stream.
    open.signal.addEventListener("abort", lost);
    this.#read(client, open.signal, alive).then(lost, lost);
  }

  async #read(client: HostClient, signal: AbortSignal, alive: () => void): Promise<void> {
    const { elapsedMs } = this.#environment;
    const response = await client.request("events", signal, { Accept: "text/event-stream" });
    if (signal.aborted) return;
    const { status, body, headers } = response;
    if (notOffered.includes(status)) {
      this.#withoutStream = client;
      this.#cancel?.();
      body?.cancel().catch(() => {});
      return new Promise(() => {});
    }
    // The session has ended: a reading renews it. Once, or it would go round in circles.
    const isRefused = status === 401;
    if (isRefused && !this.#wasRefused) this.#nudge();
    this.#wasRefused = isRefused;
    if (
      status !== 200 ||
      !body ||
      !/^text\/event-stream\b/i.test(headers.get("Content-Type") ?? "")
    )
      return;
    const reader = body.getReader();
    signal.addEventListener("abort", () => reader.cancel().catch(() => {}));
    const nudges = createEventReader();
    const openedMs = elapsedMs();
    alive();
    this.#waiting.isNudged = true;
    // What happened before the stream was open was told to nobody.
    this.#nudge();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      if (elapsedMs() - openedMs >= shortestLifeMs) this.#failures = 0;
      alive();
      if (nudges.read(value)) this.#nudge();
      this.#leastPauseMs = nudges.retryMs;
    }
  }

  /** Tells at once, and what comes soon after it once more in the end. */
  #nudge(): void {
    if (this.#quiet) {
      this.#isPending = true;
      return;
    }
    this.#isPending = false;
    this.#quiet = this.#environment.after(shortestPauseMs, () => {
      this.#quiet = undefined;
      if (this.#isPending) this.#nudge();
    });
    this.#notified();
  }

  #reopen(): void {
    this.#end();
    const backoffMs = Math.min(longestBackoffMs, 2_000 * 2 ** this.#failures++);
    const { after, random } = this.#environment;
    const pauseMs = Math.max(this.#leastPauseMs, backoffMs / 2);
    this.#leastPauseMs = 0;
    this.#cancel = after(pauseMs * (1 + random()), () => {
      this.#client = undefined;
      this.#again();
    });
  }
}
