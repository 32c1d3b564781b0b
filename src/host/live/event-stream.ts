import type { Schedule } from "../runtime.js";

/** One open event stream. */
export interface EventStream {
  /** The body of the response. Cancelled when the reader is gone. */
  readonly body: ReadableStream<Uint8Array>;
  /** Sends "read the customer again". Notifications that the reader has not taken yet become one. */
  notify(): void;
  /** Ends it because another takes its place, and asks the reader to stay away for a while. */
  displace(): void;
  /** Ends it. */
  end(): void;
}

/** What {@link createEventStream} needs. */
export interface EventStreamSettings {
  /** How long it lives, milliseconds. */
  readonly lifeMs: number;
  readonly schedule: Schedule;
  /** Called once, however it ends. */
  readonly onEnd: () => void;
}

/** A comment at least as often, milliseconds. The wire promises one every 15 seconds. */
const heartbeatMs = 10_000;

/** How long a displaced reader is asked to stay away, milliseconds. */
const displacedForMs = 60_000;

const encoder = new TextEncoder();
const opening = encoder.encode(": open\n\n");
const heartbeat = encoder.encode(":\n\n");
// A reader drops an event without a `data` line.
const refreshEvent = encoder.encode("event: nudge\ndata:\n\n");
const retry = encoder.encode(`retry: ${displacedForMs}\n\n`);

/**
 * Makes a stream whose first chunk comes at once, so that a reader behind a proxy that holds
 * everything back can tell. However slow the reader, one chunk waits and no more.
 */
export function createEventStream(settings: EventStreamSettings): EventStream {
  const { lifeMs, schedule, onEnd } = settings;
  let sink: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isNotified = false;
  let isBeatDue = false;
  let forgetBeat = schedule(beat, heartbeatMs);
  const forgetEnd = schedule(end, lifeMs);

  function flush(): void {
    if (!sink || (sink.desiredSize ?? 0) <= 0) return;
    const chunk = isNotified ? refreshEvent : isBeatDue ? heartbeat : undefined;
    // Before it is sent: a waiting reader pulls again from within. A notification is a sign of life too.
    isNotified = false;
    isBeatDue = false;
    if (chunk) sink.enqueue(chunk);
  }

  function beat(): void {
    forgetBeat = schedule(beat, heartbeatMs);
    isBeatDue = true;
    flush();
  }

  /** Returns the sink for a last chunk, the first time. */
  function detach(): ReadableStreamDefaultController<Uint8Array> | undefined {
    const left = sink;
    if (!left) return undefined;
    sink = undefined;
    forgetBeat();
    forgetEnd();
    onEnd();
    return left;
  }

  function end(): void {
    detach()?.close();
  }

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      sink = controller;
      controller.enqueue(opening);
    },
    pull: flush,
    cancel() {
      detach();
    },
  });

  return {
    body,
    notify() {
      isNotified = true;
      flush();
    },
    displace() {
      const left = detach();
      left?.enqueue(retry);
      left?.close();
    },
    end,
  };
}
