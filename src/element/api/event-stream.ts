/**
 * Owns: the host's event stream: keeping it open while it is wanted, and noticing its silence.
 * Does not own: what a notification leads to (a load, `core/flow`): it carries nothing.
 * Why: a status is on screen within a second of SpherePay's webhook, and a broken stream is never
 * worse than none: polling goes on whenever no sign of life came for a while.
 */
import { routes } from "../../core/contract.js";
import type { Cancel, Environment } from "../environment.js";
import { createEventReader } from "./event-reader.js";
import type { HostClient } from "./host-client.js";

/** Signs of life are due every 15 seconds. */
const longestSilenceMs = 20_000;
/** However many notifications come, they lead to one load in this time. */
const shortestPauseMs = 1_000;
const longestBackoffMs = 60_000;
/** A stream that lived this long counts as a success: the next one opens without a longer wait. */
const shortestLifeMs = 15_000;
/** The host has no such route, and will not get one while this page lives. */
const notOffered: readonly number[] = [404, 405, 501];

/** Who hears about a stream. */
export interface StreamListener {
  /** Whether notifications arrive. */
  connected(isConnected: boolean): void;
  /** Something may have changed: look again. */
  notified(): void;
  /** It is time for another stream: {@link EventStream.follow} it, if it is still worth it. */
  reopen(): void;
}

export class EventStream {
  readonly #environment: Environment;
  readonly #listener: StreamListener;
  #client: HostClient | undefined;
  #withoutStream: HostClient | undefined;
  #open: AbortController | undefined;
  #failures = 0;
  #wasRefused = false;
  #leastPauseMs = 0;
  #cancel: Cancel | undefined;
  #quiet: Cancel | undefined;
  #isPending = false;

  constructor(environment: Environment, listener: StreamListener) {
    this.#environment = environment;
    this.#listener = listener;
  }

  /** Keeps one stream open to this host, or none. Harmless when nothing has changed. */
  follow(client: HostClient | undefined): void {
    if (client === this.#client) return;
    this.#client = client;
    this.#end();
    this.#quiet?.();
    this.#quiet = undefined;
    const isOffered = client !== this.#withoutStream && client?.session.events !== false;
    if (client && isOffered) this.#start(client);
  }

  #end(): void {
    this.#open?.abort();
    this.#cancel?.();
    this.#listener.connected(false);
  }

  #start(client: HostClient): void {
    const open = new AbortController();
    this.#open = open;
    const alive = () => {
      this.#cancel?.();
      this.#cancel = this.#environment.after(longestSilenceMs, () => open.abort());
    };
    alive();
    let hasEnded = false;
    const lost = () => {
      if (hasEnded || this.#client !== client || this.#open !== open) return;
      hasEnded = true;
      this.#reopen();
    };
    // A network that ignores the end of its request must not keep a silent stream.
    open.signal.addEventListener("abort", lost);
    this.#read(client, open.signal, alive).then(lost, lost);
  }

  async #read(client: HostClient, signal: AbortSignal, alive: () => void): Promise<void> {
    const response = await client.request(routes.events, signal, {
      headers: { Accept: "text/event-stream" },
    });
    if (signal.aborted) return;
    const { status, body, headers } = response;
    if (notOffered.includes(status)) {
      this.#withoutStream = client;
      this.#cancel?.();
      body?.cancel().catch(() => {});
      // Never settles: there is nothing to open again.
      return new Promise(() => {});
    }
    // The session has ended: a load renews it. Once, or it would go round in circles.
    const isRefused = status === 401;
    if (isRefused && !this.#wasRefused) this.#notify();
    this.#wasRefused = isRefused;
    const isStream = /^text\/event-stream\b/i.test(headers.get("Content-Type") ?? "");
    if (status !== 200 || !body || !isStream) return;
    const reader = body.getReader();
    signal.addEventListener("abort", () => reader.cancel().catch(() => {}));
    const events = createEventReader();
    const openedMs = this.#environment.elapsedMs();
    alive();
    this.#listener.connected(true);
    // What happened before the stream was open reached nobody.
    this.#notify();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      if (this.#environment.elapsedMs() - openedMs >= shortestLifeMs) this.#failures = 0;
      alive();
      if (events.read(value)) this.#notify();
      this.#leastPauseMs = events.retryMs;
    }
  }

  /** Notifies at once, and once more at the end for all that comes soon after. */
  #notify(): void {
    if (this.#quiet) {
      this.#isPending = true;
      return;
    }
    this.#isPending = false;
    this.#quiet = this.#environment.after(shortestPauseMs, () => {
      this.#quiet = undefined;
      if (this.#isPending) this.#notify();
    });
    this.#listener.notified();
  }

  #reopen(): void {
    this.#end();
    const backoffMs = Math.min(longestBackoffMs, 2_000 * 2 ** this.#failures++);
    const pauseMs = Math.max(this.#leastPauseMs, backoffMs / 2);
    this.#leastPauseMs = 0;
    this.#cancel = this.#environment.after(pauseMs * (1 + this.#environment.random()), () => {
      this.#client = undefined;
      this.#listener.reopen();
    });
  }
}
