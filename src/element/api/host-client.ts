/**
 * Owns: typed calls to the host: the session and whom it is about, deadlines, reading and validating
 * answers, noticing those that something kept on the way.
 * Does not own: retries and renewals (`core/flow`), the shapes of answers (`core/contract.ts`).
 * Why: whatever a host returns becomes a valid value about its customer or one `Problem`; nothing else
 * gets further.
 */
import { type Route, readSession, routes, type Session } from "../../core/contract.js";
import { type Customer, readCustomer } from "../../core/customer.js";
import { Problem } from "../../core/problem.js";
import type { ElementPort } from "../ports.js";
import { routeUrl } from "./endpoint.js";
import {
  createHostRequest,
  type HostRequest,
  type RequestParts,
  routeText,
} from "./host-request.js";
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
  /** How much older than its request it is, by the host's clock; 0 or less where nothing tells. */
  readonly ageMs: number;
}

/** Typed calls to one host. Every call rejects with a {@link Problem} and with nothing else. */
export interface HostClient {
  /** What the session says about the host; nothing before it has started. */
  readonly session: Pick<Session, "events" | "linkHosts">;
  startSession(reason: SessionReason, signal: AbortSignal): Promise<Partial<Loaded>>;
  load(signal: AbortSignal): Promise<Loaded>;
  readonly request: HostRequest;
  /** Calls a route and returns its JSON; a success that fits, or a {@link Problem}. */
  send(route: Route, signal: AbortSignal, parts?: RequestParts): Promise<Answer>;
}

const deadlineMs = 10_000;

/** An answer this much older than its request may have been kept on the way: it is read again. */
const suspiciousAgeMs = 2_000;
/** Read again, it may be this old: the clocks of machines behind one address differ. */
const longestAgeMs = 30_000;
const mostRepeats = 2;

const loaded = (customer: Customer, nowMs: number | undefined): Loaded => {
  const endsMs = parseDate(customer.submission?.linkExpiresAt);
  return {
    customer,
    linkExpired: endsMs !== undefined && nowMs !== undefined && endsMs <= nowMs,
  };
};

const unreadable = (explanation: string) =>
  new Problem("answer_unreadable", {
    explanation: `${explanation}; does a service worker or a proxy keep it?`,
  });

/** Calls to the host behind the element's endpoint. The session token lives in this closure alone. */
export function createHostClient(page: Pick<ElementPort, "settings" | "environment">): HostClient {
  const { settings, environment } = page;
  let session: Session = { token: "" };
  /** Whom a session is about, where it did not say so itself. */
  const customerIds = new WeakMap<Session, string>();
  const request = createHostRequest(page, () => session.token);
  /** The host's clock less the elapsed time. Answers take a while to arrive, so it may be more. */
  let hostOffsetMs = Number.NEGATIVE_INFINITY;
  let freshReads = 0;

  async function withDeadline<T>(
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
    ms = deadlineMs,
  ) {
    const deadline = new AbortController();
    const aborted = new Promise<never>((_, reject) => {
      deadline.signal.addEventListener("abort", () => reject(deadline.signal.reason));
    });
    const cancel = environment.after(ms, () => deadline.abort(new Problem("timeout")));
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

  const send: HostClient["send"] = (route, signal, parts) =>
    withDeadline(
      signal,
      async (deadline) => {
        const { success, authorisedBy } = route;
        const sentMs = environment.elapsedMs();
        const response = await request(route, deadline, parts);
        const nowMs = parseDate(response.headers.get("Date"));
        const ageMs = nowMs === undefined ? 0 : hostOffsetMs + sentMs - nowMs;
        if (nowMs !== undefined) {
          hostOffsetMs = Math.max(hostOffsetMs, nowMs - environment.elapsedMs());
        }
        const { status } = response;
        const asked = routeText(page, route);
        if (!success.includes(status)) {
          throw await readProblemResponse(response, {
            byLogin: authorisedBy === "login",
            nowMs: nowMs ?? environment.wallMs(),
            deadline,
            route: asked,
          });
        }
        // A success that only says "accepted" has nothing to read.
        const isBare = status === 202 || status === 204;
        const json = isBare ? {} : await readJson(response, "application/json", deadline, asked);
        return { status, json, nowMs, ageMs };
      },
      parts?.deadlineMs,
    );

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
      const { json, nowMs } = await send(routes.session, signal);
      return [readSession(json), nowMs];
    }
    // A mistake of the page is found before its own backend is asked.
    routeUrl(settings.endpoint, environment.pageUrl(), "");
    return withDeadline(signal, async (deadline) => [
      await ownSession(fetchSession, reason, deadline),
      undefined,
    ]);
  }

  /** Whether a session is about this customer: the first one that is read, where it does not tell. */
  function isAbout(used: Session, { id }: Customer): boolean {
    const known = used.customerId ?? customerIds.get(used);
    return !known || known === id;
  }

  async function startSession(reason: SessionReason, signal: AbortSignal) {
    const [started, nowMs] = await newSession(reason, signal);
    const { customer } = started;
    if (customer && !isAbout(started, customer)) {
      throw unreadable("customer.id: expected customerId");
    }
    // A session whose request was aborted must not replace the one in use.
    if (!signal.aborted) session = started;
    if (!customer) return {};
    customerIds.set(started, customer.id);
    return loaded(customer, nowMs);
  }

  async function load(signal: AbortSignal): Promise<Loaded> {
    const used = session;
    // Where nothing tells whom an answer is about, or how old it is, it comes from the host itself.
    const isBlind =
      hostOffsetMs === Number.NEGATIVE_INFINITY || !(used.customerId ?? customerIds.has(used));
    for (let repeats = 0; ; repeats++) {
      // An address of its own: nothing can have kept an answer for it.
      const query = isBlind || repeats ? { fresh: `${environment.random()}-${++freshReads}` } : {};
      const { json, nowMs, ageMs } = await send(routes.customer, signal, { query });
      const customer = readCustomer(json);
      const isOwn = isAbout(used, customer);
      if (isOwn && ageMs <= (repeats ? longestAgeMs : suspiciousAgeMs)) {
        customerIds.set(used, customer.id);
        return loaded(customer, nowMs);
      }
      if (repeats < mostRepeats) continue;
      throw unreadable(
        isOwn
          ? "Date: expected an answer newer than its request"
          : "id: expected the customer of the session",
      );
    }
  }

  return {
    get session() {
      return session;
    },
    startSession,
    load,
    request,
    send,
  };
}
