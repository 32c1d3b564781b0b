import type { Schedule } from "../schedule.js";

/** One open stream, as its host sees it. */
export interface NudgeStream {
  /** What the answer sends. Cancelled when the reader is gone. */
  readonly body: ReadableStream<Uint8Array>;
  /** Says "read the customer again". Nudges that the reader has not taken yet become one. */
  nudge(): void;
  /** Ends it because another takes its place: says to leave the host alone for a while. */
  displace(): void;
  /** Ends it. */
  end(): void;
}

/** What {@link createNudgeStream} needs. */
export interface NudgeStreamSettings {
  /** How long it lives, milliseconds. */
  readonly lifeMs: number;
  readonly schedule: Schedule;
  /** Told once, however it ends. */
  readonly onEnd: () => void;
}

/** A comment at least as often, milliseconds. The wire promises one every 15 seconds. */
const heartbeatMs = 10_000;

/** How long a displaced reader is asked to stay away, milliseconds. */
const displacedForMs = 60_000;

const encoder = new TextEncoder();
const opening = encoder.encode(": open\n\n");
const heartbeat = encoder.encode(":\n\n");
// An event without a `data` line would be dropped by whoever reads it.
const nudgeEvent = encoder.encode("event: nudge\ndata:\n\n");
const retry = encoder.encode(`retry: ${displacedForMs}\n\n`);

/**
 * Makes a stream that says at once that it is open, so that a reader behind a proxy that holds
 * everything back can tell. However slow the reader, one chunk waits for him and no more.
 */
export function createNudgeStream(settings: NudgeStreamSettings): NudgeStream {
  const { lifeMs, schedule, onEnd } = settings;
  let sink: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isNudged = false;
  let isBeatDue = false;
  let forgetBeat = schedule(beat, heartbeatMs);
  const forgetEnd = schedule(end, lifeMs);

  function flush(): void {
    if (!sink || (sink.desiredSize ?? 0) <= 0) return;
    const chunk = isNudged ? nudgeEvent : isBeatDue ? heartbeat : undefined;
    // Before it is sent: a reader who is waiting pulls again from within. A nudge is a sign of life too.
    isNudged = false;
    isBeatDue = false;
    if (chunk) sink.enqueue(chunk);
  }

  function beat(): void {
    forgetBeat = schedule(beat, heartbeatMs);
    isBeatDue = true;
    flush();
  }

  /** Answers the sink for last words, the first time. */
  function leave(): ReadableStreamDefaultController<Uint8Array> | undefined {
    const left = sink;
    if (!left) return undefined;
    sink = undefined;
    forgetBeat();
    forgetEnd();
    onEnd();
    return left;
  }

  function end(): void {
    leave()?.close();
  }

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      sink = controller;
      controller.enqueue(opening);
    },
    pull: flush,
    cancel() {
      leave();
    },
  });

  return {
    body,
    nudge() {
      isNudged = true;
      flush();
    },
    displace() {
      const left = leave();
      left?.enqueue(retry);
      left?.close();
    },
    end,
  };
}
