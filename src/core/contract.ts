/**
 * Owns: the host's routes, stated once for both sides: one row per route, and the reader of each
 * answer. `openapi.yaml` says the same for other languages.
 * Does not own: sending (`element/host-client.ts`) or answering (`host/handler.ts`).
 * Why: element and host cannot drift apart when they compile against the same rows.
 */
import * as z from "zod/mini";
import { type Customer, parse, readCustomer } from "./customer.js";
import { Problem } from "./problem.js";

/** One route under the endpoint. `{requirement}` in a path stands for a requirement name. */
export interface Route {
  readonly method: "GET" | "POST";
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

/** A name of {@link routes}. */
export type RouteName = keyof typeof routes;

/** The answer to `POST /session`. `token` is opaque, 16-4,096 visible ASCII characters. */
export interface Session {
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly expiresAt?: string;
  /** The body of `GET /customer`, when the host saves the element a round trip. */
  readonly customer?: Customer;
}

const visibleToken = /^[!-~]{16,4096}$/;

/** Whether a session token has a readable form. */
export const isToken = (token: string): boolean => visibleToken.test(token);

const maybeText = z.optional(z.string());
const sessionSchema = z.object({
  token: z.string(),
  expiresAt: maybeText,
});
/**
 * Reads the answer to `POST /session`, or what a page's `fetchSession` answered.
 * @throws {Problem} `answer_unreadable`, naming the field.
 */
export function readSession(json: unknown): Session {
  const { token, expiresAt } = parse(sessionSchema, json);
  const { customer } = Object(json);
  if (!isToken(token)) {
    throw new Problem("answer_unreadable", {
      explanation: "token: expected 16-4096 visible ASCII characters",
    });
  }
  return {
    token,
    ...(expiresAt && { expiresAt }),
    ...(customer != null && { customer: readCustomer(customer) }),
  };
}
