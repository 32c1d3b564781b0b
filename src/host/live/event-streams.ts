/**
 * Owns: the open streams of `GET /events`: who has which, how many one may have, whom news reaches.
 * Does not own: what one stream sends (`nudge-stream.ts`), or where news comes from (`changes.ts`).
 * Why: a stream costs memory and a place for as long as it is open, so every one has an owner, an
 * end and a limit; and it says nothing but "read again", so there is nothing in it to protect.
 */

import type { Schedule } from "../schedule.js";
import { maxSessionSeconds, type SessionClaims } from "../session/session-token.js";
import { createNudgeStream, type NudgeStream } from "./event-stream.js";
import type { Change, ChangeStore } from "./memory-changes.js";

/** The open streams of this process. */
export interface Nudges {
  /**
   * Opens a stream that ends with the session, or when the request's signal is aborted. Of a fourth
   * of one customer his oldest ends: the page he opened last is the one he looks at.
   */
  open(
    session: Pick<SessionClaims, "customerId" | "expiresAtMs">,
    request: Pick<Request, "signal">,
  ): NudgeStream;
}

/** What {@link createNudges} needs. */
export interface NudgesSettings {
  readonly store: Pick<ChangeStore, "listen">;
  /** Milliseconds. */
  readonly now: () => number;
  readonly schedule: Schedule;
}

/** Streams of one customer in one process. */
const maxStreams = 3;

/** How many customers a second are nudged when all have to be, so that they do not all ask at once. */
const everybodyPerSecond = 20;

/** Opens streams and nudges them when the store has news. */
export function createNudges({ store, now, schedule }: NudgesSettings): Nudges {
  const streams = new Map<string, Set<NudgeStream>>();
  let waiting: string[] = [];

  function nudge(customerId: string): void {
    for (const stream of streams.get(customerId) ?? []) stream.nudge();
  }

  function nudgeWaiting(): void {
    for (const customerId of waiting.splice(0, everybodyPerSecond)) nudge(customerId);
    if (waiting.length > 0) schedule(nudgeWaiting, 1_000);
  }

  function nudgeEverybody(): void {
    const isUnderWay = waiting.length > 0;
    // Who waits already stays where he is: news again and again must not keep the last from his turn.
    waiting = [...new Set([...waiting, ...streams.keys()])];
    if (!isUnderWay) nudgeWaiting();
  }

  store.listen((change: Change) => {
    if ("customerId" in change) nudge(change.customerId);
    else nudgeEverybody();
  });

  return {
    open({ customerId, expiresAtMs }, request) {
      const own = streams.get(customerId) ?? new Set();
      const leftMs = expiresAtMs - now();
      const stream = createNudgeStream({
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
