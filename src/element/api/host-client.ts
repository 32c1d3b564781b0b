/**
 * Owns: typed calls to the host: the session token, deadlines, reading and validating answers.
 * Does not own: retries and renewals (`core/flow`), the shapes of answers (`core/contract.ts`).
 * Why: whatever a host returns becomes a valid value or one `Problem`; nothing else gets further.
 */
import { type RouteName, readSession, routes, type Session } from "../../core/contract.js";
import { type Customer, readCustomer } from "../../core/customer.js";
import { parseUrl } from "../../core/parse-url.js";
import { Problem } from "../../core/problem.js";
import type { ElementPort } from "../ports.js";
import { parseDate, readJson } from "./json-answer.js";
import { readProblemResponse } from "./problem-response.js";

/** Why a session is started: for the first time, or because the last one has ended. */
export type SessionReason = "start" | "renew";

/** A customer as loaded, and whether the host's clock says that their last link has ended. */
export interface Loaded {
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
  startSession(reason: SessionReason, signal: AbortSignal): Promise<Partial<Loaded>>;
  load(signal: AbortSignal): Promise<Loaded>;
  /** Calls a route; nothing is validated, and a failure is what `fetch` rejects with. */
  request(
    name: RouteName,
    signal: AbortSignal,
    headers?: Record<string, string>,
    requirement?: string,
  ): Promise<Response>;
  /** Calls a route and returns its JSON; a success that fits, or a {@link Problem}. */
  send(
    name: RouteName,
    signal: AbortSignal,
    headers?: Record<string, string>,
    requirement?: string,
  ): Promise<Answer>;
}

const deadlineMs = 10_000;

const loaded = (customer: Customer, nowMs: number | undefined): Loaded => {
  const endsMs = parseDate(customer.submission?.linkExpiresAt);
  return {
    customer,
    linkExpired: endsMs !== undefined && nowMs !== undefined && endsMs <= nowMs,
  };
};

/** @throws {Problem} `not_configured` when the endpoint is missing or no web address. */
function routeBase(endpoint: string | null | undefined, pageUrl: string): URL {
  const page = new URL(pageUrl);
  const base = endpoint ? parseUrl(endpoint, pageUrl) : undefined;
  if (base && (base.origin === page.origin || base.protocol === "https:")) return base;
  throw new Problem("not_configured", {
    explanation: `endpoint: expected a path or https:, got ${JSON.stringify(endpoint ?? null)}`,
  });
}

/** Calls to the host behind the element's endpoint. The session token lives in this closure alone. */
export function createHostClient({
  settings,
  environment,
}: Pick<ElementPort, "settings" | "environment">): HostClient {
  let token = "";

  async function withDeadline<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) {
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
    const base = routeBase(settings.endpoint, environment.pageUrl());
    base.pathname =
      base.pathname.replace(/\/+$/, "") +
      path.replace("{requirement}", () => encodeURIComponent(requirement));
    const byLogin = authorisedBy === "login";
    const fetch = settings.fetch ?? environment.fetch;
    return fetch(base.href, {
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
    withDeadline(signal, async (deadline) => {
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
        throw await readProblemResponse(response, {
          byLogin: authorisedBy === "login",
          nowMs: nowMs ?? environment.wallMs(),
          deadline,
        });
      }
      // A success that only says "accepted" has nothing to read.
      const json = status === 202 ? {} : await readJson(response, "application/json", deadline);
      return { status, json, nowMs };
    });

  /** A session by the page's own `fetchSession`. */
  async function ownSession(
    fetchSession: NonNullable<typeof settings.fetchSession>,
    reason: SessionReason,
    signal: AbortSignal,
  ): Promise<Session> {
    try {
      return readSession(await fetchSession({ signal, reason }));
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      throw signal.aborted ? signal.reason : new Problem("session_failed", { cause });
    }
  }

  async function newSession(
    reason: SessionReason,
    signal: AbortSignal,
  ): Promise<[Session, number | undefined]> {
    const { fetchSession } = settings;
    if (!fetchSession) {
      const { json, nowMs } = await send("session", signal);
      return [readSession(json), nowMs];
    }
    routeBase(settings.endpoint, environment.pageUrl());
    return withDeadline(signal, async (deadline) => [
      await ownSession(fetchSession, reason, deadline),
      undefined,
    ]);
  }

  return {
    async startSession(reason, signal) {
      const [session, nowMs] = await newSession(reason, signal);
      // A session whose request was aborted must not replace the one in use.
      if (!signal.aborted) token = session.token;
      return session.customer ? loaded(session.customer, nowMs) : {};
    },
    async load(signal) {
      const { json, nowMs } = await send("customer", signal);
      return loaded(readCustomer(json), nowMs);
    },
    request,
    send,
  };
}
