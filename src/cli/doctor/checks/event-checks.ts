import {
  type BackendResponse,
  codeOf,
  described,
  isNotOffered,
  isSuccess,
  streamTimeoutMs,
  typeOf,
} from "../backend-response.js";
import type { Responses } from "../responses.js";
import {
  advised,
  type Check,
  type CheckResult,
  failed,
  needsSession,
  passed,
  skipped,
} from "./check.js";

const seconds = streamTimeoutMs / 1000;

const isStream = (response: BackendResponse) =>
  response.status === 200 && typeOf(response) === "text/event-stream";

/** The stream, if there is one. */
export const streamsOf = ({ events }: Responses): readonly BackendResponse[] =>
  events && isStream(events) ? [events] : [];

const describeEvents = (response: BackendResponse) =>
  response.status === 0 ? `${response.label}: no response` : described(response);

/** Validates the stream; a backend without one passes. */
const streaming = (validate: (stream: BackendResponse) => CheckResult): Check["validate"] => {
  return (responses) => {
    const { events, unknownTokenEvents } = responses;
    const [stream] = streamsOf(responses);
    if (stream) return validate(stream);
    if (isNotOffered(events ?? unknownTokenEvents)) return passed;
    return skipped(events ? "GET /events returns no stream" : needsSession);
  };
};

/** Whether a field of an event has a value; an empty `data:` is allowed, some servers need it. */
const carries = (text: string) => /^(data|id):[ \t]*\S/m.test(text);

/** `GET /events`, which no backend has to have. */
export const eventChecks: readonly Check[] = [
  {
    id: "events-offered",
    title: "GET /events is a text/event-stream; or 404, 405 or 501, and the element polls",
    validate({ events, unknownTokenEvents }) {
      const response =
        events ?? (isNotOffered(unknownTokenEvents) ? unknownTokenEvents : undefined);
      if (!response) return skipped(needsSession);
      return isStream(response) || isNotOffered(response)
        ? passed
        : failed(
            describeEvents(response),
            "Return 200 with Content-Type: text/event-stream and send the headers at once; or return 404 when you offer no stream, even where other unknown paths get a page.",
          );
    },
  },
  {
    id: "events-said",
    title: "The session says whether there are events",
    validate(responses) {
      const { events, session, unknownTokenEvents } = responses;
      if (session?.status !== 201) {
        return responses.options.token === undefined ? skipped(needsSession) : passed;
      }
      const said: unknown = Object(session.json).events;
      const isThere = streamsOf(responses).length > 0;
      if (isThere && said === false) {
        return failed(
          "`events` is false, and GET /events is a stream",
          "Return `events: true`, or leave it out: the element never asks for this stream, and shows changes only when it polls.",
        );
      }
      if (isThere || !isNotOffered(events ?? unknownTokenEvents)) return passed;
      const fix =
        "Return `events: false` with the session: a page that asks for it all the same gets a red line in its console.";
      if (said === true) return failed("`events` is true, and GET /events is not there", fix);
      return said === false ? passed : advised("there is no stream, and no `events: false`", fix);
    },
  },
  {
    id: "events-token",
    title: "GET /events with an unknown token: 401 session_invalid, when it is offered",
    validate({ unknownTokenEvents: response }) {
      const isRefused = response.status === 401 && codeOf(response) === "session_invalid";
      return isRefused || isNotOffered(response)
        ? passed
        : failed(
            describeEvents(response),
            isSuccess(response)
              ? "Anybody can listen: verify the token before the stream begins, and end the stream when the token expires."
              : 'Return 401 with {"status": 401, "code": "session_invalid"}, or 404 when you offer no stream.',
          );
    },
  },
  {
    id: "events-begin",
    title: `The stream begins within ${seconds} seconds`,
    validate: streaming(({ text }) =>
      text === ""
        ? failed(
            `nothing came within ${seconds} s`,
            "Send a comment (a line with `:`, and an empty one) at once and every 15 seconds, and let no proxy buffer it (X-Accel-Buffering: no, no compression): the element closes a silent stream and polls.",
          )
        : passed,
    ),
  },
  {
    id: "events-empty",
    title: "A refresh hint carries no data",
    validate: streaming(({ text }) =>
      carries(text)
        ? failed(
            "an event carries data or an id",
            "Send `event: nudge` and an empty line: the element then reads the customer again. Data in the event would be a second, unchecked source.",
          )
        : passed,
    ),
  },
];
