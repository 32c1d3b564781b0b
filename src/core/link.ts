/**
 * Owns: reading the links that a host or SpherePay hands out, and the form of the key that asks.
 * Does not own: where a link may lead (`safe-link.ts`), the routes (`contract.ts`).
 */
import * as z from "zod/mini";
import { parse } from "./customer.js";
import { Problem } from "./problem.js";

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

const maybeText = z.optional(z.string());
const linkSchema = z.object({
  url: maybeText,
  link: maybeText,
  expiresAt: maybeText,
  expiresInSeconds: z.optional(z.unknown()),
});
const unreadable = (explanation: string) => new Problem("answer_unreadable", { explanation });

/**
 * Reads the answer to `POST /links/{requirement}`, or to SpherePay's own link endpoints: `url`, or
 * `link` as the terms-of-service endpoint names it.
 * @throws {Problem} `answer_unreadable`, naming the field.
 */
export function readLink(json: unknown): Link {
  const given = parse(linkSchema, json);
  const { expiresAt, expiresInSeconds } = given;
  const url = given.url ?? given.link;
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
