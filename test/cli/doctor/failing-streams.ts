import { at, both, html, instead, not, problem, valid } from "./broken-responses.js";
import type { Change, FailingBackend } from "./test-backend.js";

const events = at("GET", "/kyc/events");
const authorised = both(events, valid);
const headers = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store, no-transform",
  Vary: "Authorization, Sphere-Kyc-Session",
};

/** A stream that starts with this text and stays open. */
export const aStream = (beginning: string, changed: Record<string, string> = {}) => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (beginning) controller.enqueue(new TextEncoder().encode(beginning));
    },
  });
  return new Response(body, { headers: { ...headers, ...changed } });
};

const refusing: Change = instead(both(events, not(valid)), problem(401, "session_invalid"));

/** A backend whose stream, for a valid token, is this response. */
export const streaming = (respond: () => Response): Change => {
  return async (request, original) =>
    instead(authorised, respond)(request, await refusing(request, original));
};

/** What can be wrong with the optional stream. */
export const streams: readonly FailingBackend[] = [
  {
    what: "a page instead of a stream",
    noticedBy: ["events-offered", "events-token"],
    change: instead(events, html),
  },
  {
    what: "a stream that is forbidden for a valid token",
    noticedBy: ["events-offered"],
    change: streaming(problem(403, "forbidden")),
  },
  {
    what: "a stream without a response",
    noticedBy: ["events-offered", "events-token"],
    change: (request, original) =>
      events(request, original) ? Promise.reject(new DOMException("", "TimeoutError")) : original,
  },
  {
    what: "a stream for anybody",
    noticedBy: ["events-token"],
    change: instead(events, () => aStream(": hello\n\n")),
  },
  {
    what: "a stream that may be cached",
    noticedBy: ["no-store"],
    change: streaming(() => aStream(": hello\n\n", { "Cache-Control": "no-cache" })),
  },
  {
    what: "a stream that stays silent for twenty seconds",
    noticedBy: ["events-begin"],
    change: streaming(() => aStream("")),
    options: { deadline: (ms) => (ms === 20_000 ? AbortSignal.abort() : AbortSignal.timeout(ms)) },
  },
  {
    what: "a refresh hint that contains the status",
    noticedBy: ["events-empty"],
    change: streaming(() => aStream('event: nudge\ndata: {"status":"approved"}\n\n')),
  },
  {
    what: "a refresh hint with an id",
    noticedBy: ["events-empty"],
    change: streaming(() => aStream("event: nudge\r\nid: 7\r\n\r\n")),
  },
];
