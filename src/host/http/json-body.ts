import { withDeadline } from "../runtime.js";
import { Failure } from "./failure.js";
import { BodyParsedBefore, BodyTooLarge, readText } from "./limited-body.js";
import { noteOf } from "./request-note.js";

/**
 * Reads the JSON of a request. What a parser in front of the handler has made of the body will do.
 * @param timeoutMs How long the body may take to arrive, milliseconds.
 * @throws {Failure} `bad_request`, when it is too long, late, broken or no JSON.
 */
export async function readJsonBody(
  request: Request,
  maxBytes: number,
  timeoutMs: number,
): Promise<unknown> {
  const { json } = noteOf(request);
  if (json !== undefined) return json;
  const refused = (reason: Failure["reason"]) => new Failure("bad_request", reason);
  if (request.bodyUsed) throw refused("body_parsed_before");
  let text: string;
  try {
    const late = () => refused("body_unreadable");
    text = await withDeadline(timeoutMs, (signal) => readText(request, maxBytes, signal), late);
  } catch (error) {
    if (error instanceof BodyParsedBefore) throw refused("body_parsed_before");
    throw refused(error instanceof BodyTooLarge ? "body_too_large" : "body_unreadable");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refused("body_malformed");
  }
}
