import { jsonResponse } from "../api/api-response.js";
import type { Clock } from "../hand-clock.js";
import { ConnectionCut, type Fault } from "./fault.js";
import type { Waits } from "./waits.js";

/** What a faulty response is made from. */
export interface FaultyCall {
  readonly fault: Fault;
  /** The response without the fault; undefined when the call did not take effect. */
  readonly correct: Response | undefined;
  readonly signal: AbortSignal;
  /** SpherePay's own clock, for dates in headers. */
  readonly apiClock: Clock;
  /** When the call arrived, by the caller's clock. */
  readonly atMs: number;
  readonly waits: Waits;
}

/** Whether the call takes effect although its response is faulty. */
export function isCarriedOut(fault: Fault): boolean {
  switch (fault.kind) {
    case "slow":
    case "hung-body":
    case "truncated":
      return true;
    default:
      return fault.isCarriedOut ?? false;
  }
}

/** Whether the response comes before the body was read. */
export function isEarly(fault: Fault): boolean {
  return "isEarly" in fault && fault.isEarly === true;
}

/** The status in the record of calls; 0 for a call without a response. */
export function faultStatus(fault: Fault, correct: Response | undefined): number {
  switch (fault.kind) {
    case "status":
      return fault.status;
    case "html":
      return fault.status ?? 200;
    case "redirect":
      return 302;
    case "hang":
    case "cut":
      return 0;
    default:
      return correct?.status ?? 200;
  }
}

/** Makes the faulty response. Rejects with the signal's reason when the caller gives up waiting. */
export async function faultResponse(call: FaultyCall): Promise<Response> {
  const { fault, correct = jsonResponse({ status: 200, json: {} }), signal, waits } = call;
  switch (fault.kind) {
    case "status":
      return statusResponse(fault, call.apiClock);
    case "slow": {
      await fault.until;
      if (fault.delayMs !== undefined) {
        await waits.until(call.atMs + fault.delayMs, signal);
      }
      signal.throwIfAborted();
      return correct;
    }
    case "hang":
      await waits.until(Number.POSITIVE_INFINITY, signal);
      return correct;
    case "cut":
      throw new ConnectionCut();
    case "hung-body":
      return new Response(
        hungBody(await firstHalf(correct), waits.until(Number.POSITIVE_INFINITY, signal)),
        correct,
      );
    case "truncated":
      return new Response(await firstHalf(correct), correct);
    case "html":
      return new Response("<!doctype html><title>Gateway</title><h1>One moment, please</h1>\n", {
        status: fault.status ?? 200,
        headers: { "content-type": "text/html; charset=utf-8" },
      });
    case "redirect":
      return new Response(null, {
        status: 302,
        // `href` is escaped; the given text may contain characters that a header cannot.
        headers: { location: new URL(fault.location ?? "https://login.invalid/").href },
      });
  }
}

function statusResponse(fault: Extract<Fault, { kind: "status" }>, apiClock: Clock): Response {
  const { status, retryAfterSeconds, retryAfterForm } = fault;
  const response = jsonResponse({
    status,
    json: { status, detail: detailByStatus.get(status) ?? "Error" },
  });
  if (retryAfterSeconds !== undefined) {
    response.headers.set(
      "retry-after",
      retryAfterForm === "date"
        ? new Date(apiClock.now() + retryAfterSeconds * 1000).toUTCString()
        : String(retryAfterSeconds),
    );
  }
  return response;
}

const detailByStatus: ReadonlyMap<number, string> = new Map([
  [403, "Forbidden resource"],
  [404, "Resource not found"],
  [429, "Too many requests"],
  [500, "Internal server error"],
  [502, "Bad gateway"],
  [503, "Service unavailable"],
  [504, "Gateway timeout"],
]);

async function firstHalf(response: Response): Promise<string> {
  const text = await response.text();
  return text.slice(0, Math.ceil(text.length / 2));
}

/** Sends its beginning, then nothing until the reader cancels or the simulator starts again. */
function hungBody(beginning: string, end: Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(beginning));
      end.then(() => controller.close()).catch(() => undefined);
    },
  });
}
