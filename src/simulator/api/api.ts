import type { Behaviour, Release } from "../behaviour.js";
import type { Fault } from "../faults/fault.js";
import type { FaultQueue } from "../faults/fault-queue.js";
import { faultResponse, faultStatus, isCarriedOut } from "../faults/fault-response.js";
import type { Waits } from "../faults/waits.js";
import type { Clock } from "../hand-clock.js";
import { type ApiAnswer, type ApiProblems, jsonResponse } from "./api-response.js";
import type { ApiRoute } from "./endpoint.js";

/** One call that reached the API. The Authorization header is never kept. */
export interface SimulatorCall {
  readonly method: string;
  /** The path alone, without origin and query. */
  readonly path: string;
  /** What was answered; 0 when there was no answer. */
  readonly status: number;
  readonly atMs: number;
  readonly hasBody: boolean;
  readonly idempotencyKey?: string;
  /** The fault that met the call, if one did. */
  readonly fault?: Fault["kind"];
}

/** What the API rests on. */
export interface ApiOptions {
  readonly apiKey: string;
  readonly behaviour: Readonly<Behaviour>;
  /** The caller's clock. */
  readonly clock: Clock;
  /** SpherePay's own. */
  readonly apiClock: Clock;
  readonly faults: FaultQueue;
  readonly waits: Waits;
  readonly problems: ApiProblems;
  readonly releases: Readonly<Record<Release, readonly ApiRoute[]>>;
  readonly note: (call: SimulatorCall) => void;
}

const maxIdempotencyKeyLength = 255;

/**
 * Makes SpherePay's API: the key is judged first, then the idempotency key, then path and method.
 * Every answer is JSON and dated by SpherePay's clock, unless a fault meets the call.
 */
export function createApi(options: ApiOptions): (request: Request) => Promise<Response> {
  const { apiKey, behaviour, clock, apiClock, faults, waits, problems, releases, note } = options;
  const usedKeys = new Set<string>();

  function refuseKey(key: string): ApiAnswer | undefined {
    if (key.length > maxIdempotencyKeyLength) {
      return problems.idempotencyKeyRefused("Idempotency key is too long");
    }
    if (usedKeys.has(key) && behaviour.idempotencyReuse === "error") {
      return problems.idempotencyKeyRefused("Idempotency key has already been used");
    }
    // Kept whatever comes of the call, as docs.spherepay.co/overview/idempotency has it: there is
    // no second try with the same key after a failure, and no replay of a first answer.
    usedKeys.add(key);
    return undefined;
  }

  function decide(request: Request, url: URL, body: string, key: string | null): ApiAnswer {
    if (request.headers.get("authorization") !== `Bearer ${apiKey}`) {
      return problems.badKey(behaviour.authFailure);
    }
    const refusal = request.method === "POST" && key !== null ? refuseKey(key) : undefined;
    if (refusal !== undefined) {
      return refusal;
    }
    for (const route of releases[behaviour.release]) {
      const match = route.method === request.method ? route.path.exec(url.pathname) : null;
      if (match !== null) {
        return route.answer({ id: match.groups?.["id"] ?? "", query: url.searchParams, body });
      }
    }
    return problems.notFound();
  }

  return async (request) => {
    const atMs = clock.now();
    const url = new URL(request.url);
    const body = await request.text();
    const key = request.headers.get("idempotency-key");
    const fault = faults.take(request.method, url.pathname);
    const record = (status: number) =>
      note({
        method: request.method,
        path: url.pathname,
        status,
        atMs,
        hasBody: body !== "",
        ...(key === null ? {} : { idempotencyKey: key }),
        ...(fault === undefined ? {} : { fault: fault.kind }),
      });
    const carryOut = () => {
      const response = jsonResponse(decide(request, url, body, key));
      response.headers.set("date", new Date(apiClock.now()).toUTCString());
      return response;
    };
    if (fault === undefined) {
      const response = carryOut();
      record(response.status);
      return response;
    }
    const right = isCarriedOut(fault) ? carryOut() : undefined;
    record(faultStatus(fault, right));
    return faultResponse({ fault, right, signal: request.signal, apiClock, atMs, waits });
  };
}
