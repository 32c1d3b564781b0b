import type { Stage } from "./stage.js";

const utf8 = new TextEncoder();

/** A host's stream of nudges, written by hand. */
export interface HandStream {
  readonly write: (text: string) => void;
  /** Ends as a host does that closes it. */
  readonly close: () => void;
  /** Ends as a connection does that is cut. */
  readonly cut: () => void;
  /** Whether the element has let go of it. */
  readonly isCancelled: () => boolean;
}

export const heartbeat = ": alive\n\n";
export const nudge = "event: nudge\ndata:\n\n";

/** Answers every `GET /events` with a new stream; all of them stay in `streams`, in order. */
export function aNudgeHost() {
  const streams: HandStream[] = [];
  const answer = (request: Request): Response => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.push({
          write: (text) => controller.enqueue(utf8.encode(text)),
          close: () => controller.close(),
          cut: () => controller.error(new TypeError("network")),
          isCancelled: () => cancelled || request.signal.aborted,
        });
      },
      cancel: () => {
        cancelled = true;
      },
    });
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  };
  const last = (): HandStream => {
    const found = streams.at(-1);
    if (!found) throw new TypeError("nobody listens");
    return found;
  };
  return { answer, streams, last };
}

/** How often the customer was read. */
export const readings = ({ sent }: Pick<Stage, "sent">): number =>
  sent.filter(({ path }) => path.endsWith("/customer")).length;
