import type { ApiAnswer, ApiProblems } from "./api-answer.js";
import type { HandClock } from "./hand-clock.js";

/** One call that reached the API. The Authorization header is never kept. */
export interface SimulatorCall {
  readonly method: string;
  /** The path alone, without origin and query. */
  readonly path: string;
  readonly status: number;
  readonly atMs: number;
  readonly hasBody: boolean;
  readonly idempotencyKey?: string;
}

/** What a route is given: the captured parts of the path and the raw body. */
export interface RouteInput {
  /** The customer id in the path; empty where the path has none. */
  readonly id: string;
  readonly body: string;
}

/** One row of the API: a release of SpherePay is a list of such rows. */
export interface ApiRoute {
  readonly method: "GET" | "POST";
  /** Anchored; the group `id` captures the customer id. */
  readonly path: RegExp;
  readonly answer: (input: RouteInput) => ApiAnswer;
}

/** What the API rests on. */
export interface ApiOptions {
  readonly apiKey: string;
  readonly authFailure: 401 | 403;
  readonly clock: HandClock;
  readonly problems: ApiProblems;
  readonly routes: readonly ApiRoute[];
  readonly note: (call: SimulatorCall) => void;
}

const IDEMPOTENCY_KEY_MAX_LENGTH = 255;

/**
 * Makes SpherePay's API: the key is judged first, then the idempotency key, then path and method.
 * Every answer is JSON.
 */
export function createApi(options: ApiOptions): (request: Request) => Promise<Response> {
  const { apiKey, authFailure, clock, problems, routes, note } = options;
  const usedKeys = new Set<string>();

  function refuseKey(key: string): ApiAnswer | undefined {
    if (key.length > IDEMPOTENCY_KEY_MAX_LENGTH) {
      return problems.idempotencyKeyRefused("Idempotency key is too long");
    }
    if (usedKeys.has(key)) {
      return problems.idempotencyKeyRefused("Idempotency key has already been used");
    }
    // Kept whatever comes of the call, as docs.spherepay.co/overview/idempotency has it: there is
    // no second try with the same key after a failure, and no replay of a first answer.
    usedKeys.add(key);
    return undefined;
  }

  function decide(request: Request, path: string, body: string, key: string | null): ApiAnswer {
    if (request.headers.get("authorization") !== `Bearer ${apiKey}`) {
      return problems.badKey(authFailure);
    }
    const refusal = request.method === "POST" && key !== null ? refuseKey(key) : undefined;
    if (refusal !== undefined) {
      return refusal;
    }
    for (const route of routes) {
      const match = route.method === request.method ? route.path.exec(path) : null;
      if (match !== null) {
        return route.answer({ id: match.groups?.["id"] ?? "", body });
      }
    }
    return problems.notFound();
  }

  return async (request) => {
    const { pathname: path } = new URL(request.url);
    const body = await request.text();
    const key = request.headers.get("idempotency-key");
    const { status, json } = decide(request, path, body, key);
    note({
      method: request.method,
      path,
      status,
      atMs: clock.now(),
      hasBody: body !== "",
      ...(key === null ? {} : { idempotencyKey: key }),
    });
    return new Response(JSON.stringify(json), {
      status,
      headers: { "content-type": "application/json; charset=utf-8" },
    });
  };
}
