import type { Behaviour, Release } from "../behaviour.js";
import type { Fault } from "../faults/fault.js";
import type { FaultQueue } from "../faults/fault-queue.js";
import { faultResponse, faultStatus, isCarriedOut, isEarly } from "../faults/fault-response.js";
import type { Waits } from "../faults/waits.js";
import type { Clock } from "../hand-clock.js";
import { type ApiProblems, type ApiResponse, jsonResponse } from "./api-response.js";
import type { ApiRoute } from "./endpoint.js";
import { readBody } from "./read-body.js";

/** One call that reached the API. The Authorization header is never kept. */
export interface SimulatorCall {
  readonly method: string;
  /** The path alone, without origin and query. */
  readonly path: string;
  /** The status of the response; 0 when there was none. */
  readonly status: number;
  readonly atMs: number;
  readonly hasBody: boolean;
  readonly idempotencyKey?: string;
  /** The fault that was applied, if any. */
  readonly fault?: Fault["kind"];
}

/** The parts that the API is made of. */
export interface ApiOptions {
  readonly apiKey: string;
  readonly behaviour: Readonly<Behaviour>;
  /** The caller's clock. */
  readonly clock: Clock;
  /** SpherePay's own clock. */
  readonly apiClock: Clock;
  readonly faults: FaultQueue;
  readonly waits: Waits;
  readonly problems: ApiProblems;
  readonly releases: Readonly<Record<Release, readonly ApiRoute[]>>;
  readonly note: (call: SimulatorCall) => void;
}

const maxIdempotencyKeyLength = 255;
/** The largest reading of "15 MB", and room for the other members of a form. */
const maxBodyBytes = 15 * 1_048_576 + 65_536;

/**
 * Makes SpherePay's API: it checks the API key first, then the idempotency key, then path and method.
 * Every response is JSON and dated by SpherePay's clock, unless a fault is applied.
 */
export function createApi(options: ApiOptions): (request: Request) => Promise<Response> {
  const { apiKey, behaviour, clock, apiClock, faults, waits, problems, releases, note } = options;
  const usedKeys = new Set<string>();

  function refuseKey(key: string): ApiResponse | undefined {
    if (key.length > maxIdempotencyKeyLength) {
      return problems.idempotencyKeyRefused("Idempotency key is too long");
    }
    if (usedKeys.has(key) && behaviour.idempotencyReuse === "error") {
      return problems.idempotencyKeyRefused("Idempotency key has already been used");
    }
    // Kept even when the call fails (docs.spherepay.co/overview/idempotency): a key cannot be used
    // for a second attempt, and the first response is never replayed.
    usedKeys.add(key);
    return undefined;
  }

  async function decide(
    request: Request,
    url: URL,
    bytes: ArrayBuffer | undefined,
    key: string | null,
  ): Promise<ApiResponse> {
    if (request.headers.get("authorization") !== `Bearer ${apiKey}`) {
      return problems.badKey(behaviour.authFailure);
    }
    const refusal = request.method === "POST" && key !== null ? refuseKey(key) : undefined;
    if (refusal !== undefined) {
      return refusal;
    }
    if (bytes === undefined) {
      return problems.tooLarge();
    }
    for (const route of releases[behaviour.release]) {
      const match = route.method === request.method ? route.path.exec(url.pathname) : null;
      if (match !== null) {
        return route.handle({
          id: match.groups?.["id"] ?? "",
          query: url.searchParams,
          headers: request.headers,
          bytes,
          get body() {
            return new TextDecoder().decode(bytes);
          },
        });
      }
    }
    return problems.notFound();
  }

  return async (request) => {
    const atMs = clock.now();
    const url = new URL(request.url);
    const key = request.headers.get("idempotency-key");
    const fault = faults.take(request.method, url.pathname);
    const hasBody = Boolean(request.body);
    const isUnread = fault !== undefined && isEarly(fault);
    const bytes = isUnread ? await request.body?.cancel() : await readBody(request, maxBodyBytes);
    const record = (status: number) =>
      note({
        method: request.method,
        path: url.pathname,
        status,
        atMs,
        hasBody: bytes ? bytes.byteLength > 0 : hasBody,
        ...(key === null ? {} : { idempotencyKey: key }),
        ...(fault === undefined ? {} : { fault: fault.kind }),
      });
    const carryOut = async () => {
      const response = jsonResponse(await decide(request, url, bytes ?? undefined, key));
      response.headers.set("date", new Date(apiClock.now()).toUTCString());
      return response;
    };
    if (fault === undefined) {
      const response = await carryOut();
      record(response.status);
      return response;
    }
    const correct = isCarriedOut(fault) ? await carryOut() : undefined;
    record(faultStatus(fault, correct));
    return faultResponse({ fault, correct, signal: request.signal, apiClock, atMs, waits });
  };
}
