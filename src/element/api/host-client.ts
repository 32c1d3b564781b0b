/**
 * Owns: typed calls to the host: the session token, deadlines, reading and judging answers.
 * Does not own: retries and renewals (`core/flow.ts`), the shapes of answers (`core/contract.ts`).
 * Why: whatever a host answers becomes a valid value or one `Problem`; nothing else gets further.
 */
import { type RouteName, readSession, routes, type Session } from "../../core/contract.js";
import { type Customer, readCustomer } from "../../core/customer.js";
import { Problem } from "../../core/problem.js";
import type { Environment } from "../environment.js";
import type { Rest } from "../rest-controller.js";

/**
 * A page's own way to a session: answers what `POST /session` would. `reason` says whether it is the
 * first one or a renewal. A rejection is read as "no session": the customer is asked to sign in.
 */
export type FetchSession = (request: {
  readonly signal: AbortSignal;
  readonly reason: "start" | "renew";
}) => Promise<unknown>;

export interface HostClientOptions {
  readonly endpoint: string | null | undefined;
  readonly fetchSession: FetchSession | undefined;
  readonly fetch: typeof fetch;
  readonly environment: Environment;
  /** Loads what reads failures and pages' own sessions; `undefined` when it cannot be fetched. */
  readonly loadRest: () => Promise<Pick<Rest, "readFailure" | "ownSession"> | undefined>;
}

/** A reading of the customer, and whether the host's clock says that his last link has ended. */
export interface Reading {
  readonly customer: Customer;
  readonly linkExpired: boolean;
}

/** A success of the host. */
export interface Answer {
  readonly status: number;
  readonly json: unknown;
  /** The host's clock when it answered; `undefined` when it does not tell. */
  readonly nowMs: number | undefined;
}

/** Typed calls to one host. Every call rejects with a {@link Problem} and with nothing else. */
export interface HostClient {
  startSession(reason: "start" | "renew", signal: AbortSignal): Promise<Partial<Reading>>;
  load(signal: AbortSignal): Promise<Reading>;
  /** Calls a route; nothing is judged, and a failure is what `fetch` rejects with. */
  request(
    name: RouteName,
    signal: AbortSignal,
    headers?: Record<string, string>,
    requirement?: string,
  ): Promise<Response>;
  /** Calls a route and answers its JSON; a success that fits, or a {@link Problem}. */
  send(
    name: RouteName,
    signal: AbortSignal,
    headers?: Record<string, string>,
    requirement?: string,
  ): Promise<Answer>;
}

const deadlineMs = 10_000;

/** Milliseconds of a time that may be missing or nonsense. */
export function parseDate(text: string | null | undefined): number | undefined {
  const ms = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** @throws {Problem} `answer_unreadable`, or why the deadline ended. */
export async function readJson(
  response: Response,
  expected: string,
  deadline: AbortSignal,
): Promise<unknown> {
  const type = response.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  let cause: unknown;
  if (type === expected) {
    try {
      return await response.json();
    } catch (error) {
      if (deadline.aborted) throw deadline.reason;
      cause = error;
    }
  }
  const explanation = `expected ${expected}, got ${response.status} ${cause ? "cut off" : type}`;
  throw new Problem("answer_unreadable", { explanation, cause });
}

const reading = (customer: Customer, nowMs: number | undefined): Reading => {
  const endsMs = parseDate(customer.submission?.linkExpiresAt);
  return {
    customer,
    linkExpired: endsMs !== undefined && nowMs !== undefined && endsMs <= nowMs,
  };
};

/** @throws {Problem} `not_configured` when the endpoint is missing or no web address. */
function routeBase(endpoint: string | null | undefined, pageUrl: string): URL {
  const page = new URL(pageUrl);
  const base = endpoint && URL.canParse(endpoint, page) ? new URL(endpoint, page) : undefined;
  if (base && (base.origin === page.origin || base.protocol === "https:")) return base;
  throw new Problem("not_configured", {
    explanation: `endpoint: expected a path or https:, got ${JSON.stringify(endpoint ?? null)}`,
  });
}

/** Calls to the host behind an endpoint. The session token lives in this closure alone. */
export function createHostClient(options: HostClientOptions): HostClient {
  const { environment } = options;
  let token = "";

  async function within<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) {
    const deadline = new AbortController();
    const aborted = new Promise<never>((_, reject) => {
      deadline.signal.addEventListener("abort", () => reject(deadline.signal.reason));
    });
    const cancel = environment.after(deadlineMs, () => deadline.abort(new Problem("timeout")));
    const pass = () => deadline.abort(signal.reason);
    signal.addEventListener("abort", pass);
    if (signal.aborted) pass();
    try {
      return await Promise.race([work(deadline.signal), aborted]);
    } finally {
      cancel();
      signal.removeEventListener("abort", pass);
    }
  }

  async function request(
    name: RouteName,
    signal: AbortSignal,
    headers: Record<string, string> = {},
    requirement = "",
  ): Promise<Response> {
    const { method, path, authorisedBy } = routes[name];
    const base = routeBase(options.endpoint, environment.pageUrl());
    base.pathname =
      base.pathname.replace(/\/+$/, "") +
      path.replace("{requirement}", () => encodeURIComponent(requirement));
    const byLogin = authorisedBy === "login";
    return options.fetch(base.href, {
      method,
      headers: byLogin ? headers : { ...headers, Authorization: `Bearer ${token}` },
      credentials: byLogin ? "include" : "omit",
      cache: "no-store",
      // Never followed: a redirect is an answer that cannot be read.
      redirect: "manual",
      signal,
    });
  }

  const send: HostClient["send"] = (name, signal, headers, requirement) =>
    within(signal, async (deadline) => {
      const { success, authorisedBy } = routes[name];
      const response = await request(name, deadline, headers, requirement).catch(
        (cause: unknown) => {
          if (cause instanceof Problem) throw cause;
          throw deadline.aborted ? deadline.reason : new Problem("offline", { cause });
        },
      );
      const nowMs = parseDate(response.headers.get("Date"));
      const { status } = response;
      if (!success.some((each) => each === status)) {
        const rest = await options.loadRest();
        const byLogin = authorisedBy === "login";
        const given = { byLogin, nowMs: nowMs ?? environment.wallMs(), deadline };
        throw rest ? await rest.readFailure(response, given) : new Problem("offline");
      }
      // A success that only says "accepted" has nothing to read.
      const json = status === 202 ? {} : await readJson(response, "application/json", deadline);
      return { status, json, nowMs };
    });

  async function newSession(
    reason: "start" | "renew",
    signal: AbortSignal,
  ): Promise<[Session, number | undefined]> {
    const own = options.fetchSession;
    if (!own) {
      const { json, nowMs } = await send("session", signal);
      return [readSession(json), nowMs];
    }
    routeBase(options.endpoint, environment.pageUrl());
    const rest = await options.loadRest();
    if (!rest) throw new Problem("offline");
    return within(signal, async (deadline) => [
      await rest.ownSession(own, reason, deadline),
      undefined,
    ]);
  }

  return {
    async startSession(reason, signal) {
      const [session, nowMs] = await newSession(reason, signal);
      // A session that nobody waits for any more must not replace the one in use.
      if (!signal.aborted) token = session.token;
      return session.customer ? reading(session.customer, nowMs) : {};
    },
    async load(signal) {
      const { json, nowMs } = await send("customer", signal);
      return reading(readCustomer(json), nowMs);
    },
    request,
    send,
  };
}
