/**
 * Owns: the open streams of `GET /events`: whose they are, how many one customer may have, which ones
 * a change notifies.
 * Does not own: what one stream sends, or where changes come from.
 * Why: a stream costs memory and a place for as long as it is open, so every one has an owner, an
 * end and a limit; and it says nothing but "read again", so there is nothing in it to protect.
 */
import type { Schedule } from "../runtime.js";
import { maxSessionSeconds, type SessionClaims } from "../session/session-token.js";
import type { Change, ChangeStore } from "../store/store.js";
import { createEventStream, type EventStream } from "./event-stream.js";

/** The open streams of this process. */
export interface EventStreams {
  /**
   * Opens a stream that ends with the session, or when the request's signal is aborted. A fourth of
   * one customer ends the oldest: the page opened last is the one being looked at.
   */
  open(
    session: Pick<SessionClaims, "customerId" | "expiresAtMs">,
    request: Pick<Request, "signal">,
  ): EventStream;
}

/** What {@link createEventStreams} needs. */
export interface EventStreamsSettings {
  readonly store: Pick<ChangeStore, "listen">;
  /** Milliseconds. */
  readonly now: () => number;
  readonly schedule: Schedule;
}

/** Streams of one customer in one process. */
const maxStreams = 3;

/** How many customers a second are notified when all have to be, so that they do not all read at once. */
const everybodyPerSecond = 20;

/** Opens streams, and notifies them of changes in the store. */
export function createEventStreams(settings: EventStreamsSettings): EventStreams {
  const { store, now, schedule } = settings;
  const streams = new Map<string, Set<EventStream>>();
  let waiting: string[] = [];

  function notify(customerId: string): void {
    for (const stream of streams.get(customerId) ?? []) stream.notify();
  }

  function notifyWaiting(): void {
    for (const customerId of waiting.splice(0, everybodyPerSecond)) notify(customerId);
    if (waiting.length > 0) schedule(notifyWaiting, 1_000);
  }

  function notifyEverybody(): void {
    const isUnderWay = waiting.length > 0;
    // Waiting customers keep their place: repeated changes must not hold up the last of them.
    waiting = [...new Set([...waiting, ...streams.keys()])];
    if (!isUnderWay) notifyWaiting();
  }

  store.listen((change: Change) => {
    if ("customerId" in change) notify(change.customerId);
    else notifyEverybody();
  });

  return {
    open({ customerId, expiresAtMs }, request) {
      const own = streams.get(customerId) ?? new Set();
      const leftMs = expiresAtMs - now();
      const stream = createEventStream({
        lifeMs: Math.min(maxSessionSeconds * 1_000, Math.max(0, leftMs)),
        schedule,
        onEnd() {
          // Of the request, not of its signal: runtimes let a signal fall silent when its request is collected.
          request.signal.removeEventListener("abort", stream.end);
          own.delete(stream);
          if (own.size === 0 && streams.get(customerId) === own) streams.delete(customerId);
        },
      });
      own.add(stream);
      streams.set(customerId, own);
      const [oldest] = own;
      if (own.size > maxStreams) oldest?.displace();
      request.signal.addEventListener("abort", stream.end);
      if (request.signal.aborted) stream.end();
      return stream;
    },
  };
}
