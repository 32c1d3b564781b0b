import type { Answerer } from "./loopback.js";

/** One answer as the browser received it. */
export interface RecordedResponse {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Lower-case names and values, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body as text; scripts and styles too. */
  readonly body: string;
}

/** Answers as before, and notes each answer; the body is whole before it is sent. */
export function recording(answerer: Answerer, record: RecordedResponse[]): Answerer {
  return async (request) => {
    const { method, url } = request;
    const response = await answerer(request);
    const body = await response.clone().text();
    record.push({ method, url, status: response.status, headers: [...response.headers], body });
    return response;
  };
}
