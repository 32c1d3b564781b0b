import { at, both, html, instead, not, problem, valid } from "./broken-responses.js";
import type { Ailment } from "./failing-backends.js";
import type { Spoil } from "./test-backend.js";

const events = at("GET", "/kyc/events");
const listened = both(events, valid);
const headers = { "Content-Type": "text/event-stream", "Cache-Control": "no-store" };

/** A stream that has begun with this and goes on. */
export const stream = (beginning: string, changed: Record<string, string> = {}) => {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (beginning) controller.enqueue(new TextEncoder().encode(beginning));
    },
  });
  return new Response(body, { headers: { ...headers, ...changed } });
};

const refusing: Spoil = instead(both(events, not(valid)), problem(401, "session_invalid"));

/** A backend with a stream, for who has a token; what it begins with. */
export const streaming = (answer: () => Response): Spoil => {
  return async (request, honest) =>
    instead(listened, answer)(request, await refusing(request, honest));
};

/** What can be wrong with a stream that no backend has to have. */
export const streams: readonly Ailment[] = [
  {
    what: "a page in the place of a stream",
    noticedBy: ["events-offered", "events-token"],
    spoil: instead(events, html),
  },
  {
    what: "a stream that is forbidden to who may",
    noticedBy: ["events-offered"],
    spoil: streaming(problem(403, "forbidden")),
  },
  {
    what: "a stream that never answers",
    noticedBy: ["events-offered", "events-token"],
    spoil: (request, honest) =>
      events(request, honest) ? Promise.reject(new DOMException("", "TimeoutError")) : honest,
  },
  {
    what: "a stream for anybody",
    noticedBy: ["events-token"],
    spoil: instead(events, () => stream(": hello\n\n")),
  },
  {
    what: "a stream that may be kept",
    noticedBy: ["no-store"],
    spoil: streaming(() => stream(": hello\n\n", { "Cache-Control": "no-cache" })),
  },
  {
    what: "a stream that says nothing in its first twenty seconds",
    noticedBy: ["events-begin"],
    spoil: streaming(() => stream("")),
    options: { deadline: (ms) => (ms === 20_000 ? AbortSignal.abort() : AbortSignal.timeout(ms)) },
  },
  {
    what: "a nudge that tells the status",
    noticedBy: ["events-empty"],
    spoil: streaming(() => stream('event: nudge\ndata: {"status":"approved"}\n\n')),
  },
  {
    what: "a nudge with a number",
    noticedBy: ["events-empty"],
    spoil: streaming(() => stream("event: nudge\r\nid: 7\r\n\r\n")),
  },
];
