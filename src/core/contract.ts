/**
 * Owns: the HTTP contract between element and host ("the wire"): the host's routes, stated once for both sides: one row per route, and the reader of each
 * answer. `openapi.yaml` says the same for other languages.
 * Does not own: sending (`element/api/`) or serving (`host/`), where a link may lead (`link-policy.ts`).
 * Why: element and host cannot drift apart when they compile against the same rows.
 */
import * as z from "zod/mini";
import { type Customer, type CustomerJson, parse, readCustomer } from "./customer.js";
import { Problem } from "./problem.js";

/** One route under the endpoint. `{requirement}` in a path stands for a requirement name. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  /** Success statuses. Anything else is a problem or unreadable. */
  readonly success: readonly number[];
  /** What authorises the request: the host's own login, or the session token. */
  readonly authorisedBy: "login" | "token";
}

/** Every route of the wire. */
export const routes = {
  session: { method: "POST", path: "/session", success: [201], authorisedBy: "login" },
  customer: { method: "GET", path: "/customer", success: [200], authorisedBy: "token" },
  submit: { method: "POST", path: "/submit", success: [201, 202], authorisedBy: "token" },
  link: { method: "POST", path: "/links/{requirement}", success: [201], authorisedBy: "token" },
  events: { method: "GET", path: "/events", success: [200], authorisedBy: "token" },
} as const satisfies Record<string, Route>;

/**
 * Carries the session token where something in front of the host takes `Authorization` for itself,
 * such as HTTP Basic on a staging site.
 */
export const sessionHeader = "Sphere-Kyc-Session";

/** A name of {@link routes}. */
export type RouteName = keyof typeof routes;

/** The answer to `POST /session`. `token` is opaque, 16-4,096 visible ASCII characters. */
export interface Session {
  readonly token: string;
  /** Whom the session is about; without it, the first customer read under the token. */
  readonly customerId?: string;
  /** ISO 8601, UTC. */
  readonly expiresAt?: string;
  /** The body of `GET /customer`, when the host saves the element a round trip. */
  readonly customer?: Customer;
  /** `false`: there is no `GET /events`. */
  readonly events?: boolean;
  /** Where the host's links may lead. It never widens what the element allows. */
  readonly linkHosts?: readonly string[];
}

/** The JSON of `POST /session`, as a host sends it or a page's `fetchSession` returns it. */
export interface SessionJson {
  readonly token: string;
  /** Whom the session is about: SpherePay's customer id. */
  readonly customerId?: string | null;
  /** ISO 8601, UTC. */
  readonly expiresAt?: string | null;
  /** The body of `GET /customer`. */
  readonly customer?: CustomerJson | null;
  /** `false`: there is no `GET /events`, and the element does not ask for it. */
  readonly events?: boolean | null;
  /** Where the host's links may lead, as the element's `link-hosts`. */
  readonly linkHosts?: readonly string[] | null;
}

const visibleToken = /^[!-~]{16,4096}$/;

/** Whether a session token has a readable form. */
export const isToken = (token: string): boolean => visibleToken.test(token);

const maybeText = z.optional(z.string());
const sessionSchema = z.object({
  token: z.string(),
  customerId: maybeText,
  expiresAt: maybeText,
});

/**
 * Reads the answer to `POST /session`, or what a page's `fetchSession` answered.
 * @throws {Problem} `answer_unreadable`, naming the field.
 */
export function readSession(json: unknown): Session {
  const { token, customerId, expiresAt } = parse(sessionSchema, json);
  // Anything may stand in the last two: what is not understood is left out.
  const { customer, events, linkHosts } = Object(json);
  if (!isToken(token)) {
    throw new Problem("answer_unreadable", {
      explanation: "token: expected 16-4096 visible ASCII characters",
    });
  }
  return {
    token,
    ...(customerId && { customerId }),
    ...(expiresAt && { expiresAt }),
    ...(customer != null && { customer: readCustomer(customer) }),
    ...(typeof events === "boolean" && { events }),
    ...(Array.isArray(linkHosts) && {
      linkHosts: linkHosts.filter((each): each is string => typeof each === "string"),
    }),
  };
}

/** A time-limited address, and when it ends. A bearer credential: never to be stored or logged. */
export interface Link {
  readonly url: string;
  /** ISO 8601 UTC, by the clock of SpherePay. */
  readonly expiresAt?: string;
  /** Counted from the answer; wins over `expiresAt`. */
  readonly expiresInSeconds?: number;
}

const isoTime = /^\d{4}-\d\d-\d\dT/;
const visibleKey = /^[!-~]{1,255}$/;

/** Whether an `Idempotency-Key` has an acceptable form: 1-255 visible ASCII characters. */
export const isIdempotencyKey = (key: string | null | undefined): key is string =>
  typeof key === "string" && visibleKey.test(key);

const linkSchema = z.object({
  url: maybeText,
  link: maybeText,
  expiresAt: maybeText,
});
const unreadable = (explanation: string) => new Problem("answer_unreadable", { explanation });

/**
 * Reads the answer to `POST /links/{requirement}`, or to SpherePay's own link endpoints: `url`, or
 * `link` as the terms-of-service endpoint names it.
 * @throws {Problem} `answer_unreadable`, naming the field.
 */
export function readLink(json: unknown): Link {
  const { url: named, link, expiresAt } = parse(linkSchema, json);
  const url = named ?? link;
  // Anything may stand in it: what is not understood is left out.
  const { expiresInSeconds } = Object(json);
  if (!url) throw unreadable("url: expected string");
  if (expiresAt && !(isoTime.test(expiresAt) && Date.parse(expiresAt))) {
    throw unreadable("expiresAt: expected an ISO 8601 time");
  }
  return {
    url,
    ...(expiresAt && { expiresAt }),
    ...(typeof expiresInSeconds === "number" && { expiresInSeconds }),
  };
}

/**
 * Reads the `201` answer to `POST /submit`: a link that says when it ends.
 * @throws {Problem} `answer_unreadable`, naming the field.
 */
export function readSubmit(json: unknown): Link {
  const link = readLink(json);
  if (!link.expiresAt) throw unreadable("expiresAt: expected string");
  return link;
}
