import {
  type Answer,
  codeOf,
  described,
  isSuccess,
  streamTimeoutMs,
  typeOf,
} from "../backend-response.js";
import type { Exam } from "../collect-responses.js";
import { type Check, needsSession } from "./check.js";
import { failed, passed, skipped, type Verdict } from "./result.js";

const seconds = streamTimeoutMs / 1000;

/** The answers by which a backend says that it has no stream: the element polls. */
const isNotOffered = ({ status }: Answer) => [404, 405, 501].includes(status);

const isStream = (answer: Answer) =>
  answer.status === 200 && typeOf(answer) === "text/event-stream";

/** The stream, when there is one. */
export const streamsOf = ({ events }: Exam): readonly Answer[] =>
  events && isStream(events) ? [events] : [];

const told = (answer: Answer) =>
  answer.status === 0 ? `${answer.of}: no answer` : described(answer);

/** Judges the stream; a backend without one does nothing wrong. */
const streaming = (judge: (stream: Answer) => Verdict): Check["judge"] => {
  return (exam) => {
    const { events, unknownTokenEvents } = exam;
    const [stream] = streamsOf(exam);
    if (stream) return judge(stream);
    if (isNotOffered(events ?? unknownTokenEvents)) return passed;
    return skipped(events ? "GET /events answers no stream" : needsSession);
  };
};

/** Whether a field of an event says something; `data:` alone is allowed, some servers need it. */
const carries = (text: string) => /^(data|id):[ \t]*\S/m.test(text);

/** `GET /events`, which no backend has to have. */
export const eventChecks: readonly Check[] = [
  {
    id: "events-offered",
    title: "GET /events is a text/event-stream; or 404, 405 or 501, and the element polls",
    judge({ events, unknownTokenEvents }) {
      const answer = events ?? (isNotOffered(unknownTokenEvents) ? unknownTokenEvents : undefined);
      if (!answer) return skipped(needsSession);
      return isStream(answer) || isNotOffered(answer)
        ? passed
        : failed(
            told(answer),
            "Answer 200 with Content-Type: text/event-stream, its headers at once; or 404 when you offer no stream, also in the place of a page for every path.",
          );
    },
  },
  {
    id: "events-token",
    title: "GET /events with an unknown token: 401 session_invalid, when it is offered",
    judge({ unknownTokenEvents: answer }) {
      const isRefused = answer.status === 401 && codeOf(answer) === "session_invalid";
      return isRefused || isNotOffered(answer)
        ? passed
        : failed(
            told(answer),
            isSuccess(answer)
              ? "It lets anybody listen: verify the token before the stream begins, and end the stream when the token ends."
              : 'Answer 401 with {"status": 401, "code": "session_invalid"}, or 404 when you offer no stream.',
          );
    },
  },
  {
    id: "events-begin",
    title: `The stream begins within ${seconds} seconds`,
    judge: streaming(({ text }) =>
      text === ""
        ? failed(
            `nothing came within ${seconds} s`,
            "Send a comment (a line with `:`, and an empty one) at once and every 15 seconds, and let no proxy gather it (X-Accel-Buffering: no, no compression): the element gives up a silent stream and polls.",
          )
        : passed,
    ),
  },
  {
    id: "events-empty",
    title: "A nudge carries nothing",
    judge: streaming(({ text }) =>
      carries(text)
        ? failed(
            "an event carries data or an id",
            "Send `event: nudge` and an empty line: it means that the customer is to be read again, and whatever it carried would be a second truth.",
          )
        : passed,
    ),
  },
];
