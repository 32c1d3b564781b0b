import type { FailureReason } from "./failure.js";

/** What a server knows of a request and its `Request` cannot say. */
export interface RequestNote {
  /** The path of the request target, as it was sent: an address loses dot segments and backslashes. */
  readonly path?: string;
  /** The part of `path` that the host's framework has mounted the handler at. */
  readonly mount?: string;
  /** What a parser in front of the handler has made of its body, whose bytes are gone. */
  readonly json?: object;
  /** Why it is no request. What stands in for it carries nothing of it. */
  readonly refused?: FailureReason;
}

// Kept beside the request, so that a function of the host's own between listener and handler loses nothing.
const notes = new WeakMap<Request, RequestNote>();

/** Notes what the server knows. */
export function addNote(request: Request, note: RequestNote): Request {
  notes.set(request, note);
  return request;
}

/** What was noted; empty in a runtime that has no more than the `Request`. */
export const noteOf = (request: Request): RequestNote => notes.get(request) ?? {};
