/**
 * Owns: SpherePay's webhooks: which ones are SpherePay's, which customers they are about, and that
 * the pages of those customers are notified.
 * Does not own: how a change reaches a page (the store and the event streams), or HTTP.
 * Why: a signature is the only thing that tells SpherePay from anybody else, and it says nothing
 * about time. So a webhook means "read again", and nothing else of it is used.
 *
 * Follows SpherePay's "Webhooks" (`name`, header `signature`) and, for the newer shape, "Webhooks" of
 * its staging documentation (`type`).
 */
import { Failure, hostFailure } from "../http/failure.js";
import { BodyParsedBefore, BodyTooLarge, readBytes } from "../http/limited-body.js";
import type { CorrelationId, WebhookLogEntry } from "../log.js";
import { withDeadline } from "../runtime.js";
import type { Settings } from "../settings.js";
import { isCustomerId } from "../spherepay/types.js";
import type { Announcements } from "./announcements.js";
import { contained } from "./listeners.js";

/** What of a webhook is used. */
interface WebhookHint {
  /** Its own id. A webhook without one always counts as new. */
  readonly eventId: string | undefined;
  /** The customers it names; none when it is about something else. */
  readonly customerIds: readonly string[];
}

/** What {@link createWebhookReceiver} needs. */
export type WebhookSettings = Pick<
  Settings,
  | "webhookSecrets"
  | "acceptReserialisedWebhooks"
  | "upstreamTimeoutMs"
  | "store"
  | "log"
  | "onCustomerChanged"
  | "reportFailure"
> &
  Pick<Announcements, "webhookAccepted">;

/** No webhook is larger; more is not read, and not hashed. */
export const maxWebhookBytes = 256 * 1024;

const signatureForm = /^[0-9a-f]{64}$/;
const eventIdForm = /^[!-~]{1,128}$/;

/** Only an event's own id tells a repeated one; where its subject's id stands, each counts as new. */
const eventIdIn = (id: unknown): string | undefined =>
  typeof id === "string" && eventIdForm.test(id) && !isCustomerId(id) ? id : undefined;

const importKey = (secret: string): Promise<CryptoKey> => {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, [
    "verify",
  ]);
};

const bytesOfHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function reserialised(json: unknown): Uint8Array<ArrayBuffer> | undefined {
  try {
    const text: string | undefined = JSON.stringify(json);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  } catch {
    // JSON nested too deeply to be written again does not come from SpherePay.
    return undefined;
  }
}

// What names a customer in one shape or another: `data.customer.id`, `data.customerId`, `data.id`,
// and the customer of a wallet or an account inside `data`.
const idMembers = new Set(["id", "customer", "customerId", "customer_id"]);
const maxDepth = 8;
const maxMembers = 20_000;
const maxCustomers = 10;

/**
 * The customers that a webhook names, each once, ten at most. SpherePay's two documented shapes put
 * the id in different places, and neither shows a customer event whole: so it is looked for by the
 * names that such a member can have and by the form that an id has. One too many costs a read; one
 * missed would leave that customer's page out of date.
 */
export function customersNamed(json: unknown): readonly string[] {
  const found = new Set<string>();
  let left = maxMembers;
  let level: unknown[] = [json];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      for (const [name, member] of Object.entries(value)) {
        left -= 1;
        if (left < 0) return [...found];
        if (idMembers.has(name) && isCustomerId(member)) found.add(member);
        if (found.size >= maxCustomers) return [...found];
        if (typeof member === "object") next.push(member);
      }
    }
    level = next;
  }
  return [...found];
}

/**
 * Makes the receiver of webhooks: it notifies the customers that one names, once. SpherePay is not
 * called here: the open pages read again, so the response never waits for SpherePay.
 * @returns Receives one. Rejects with a {@link Failure}: `forbidden` without a signature by a live
 * secret, `bad_request` for a body that is too large or does not arrive, `host_failed` when the
 * change could not be shared, so that SpherePay sends it again. Every signed webhook is accepted,
 * also an unknown event and a body that is no JSON.
 */
export function createWebhookReceiver(
  settings: WebhookSettings,
): (request: Request, correlationId?: CorrelationId) => Promise<void> {
  const { store, log, onCustomerChanged = () => {}, reportFailure, webhookAccepted } = settings;
  const { upstreamTimeoutMs, acceptReserialisedWebhooks } = settings;
  const keys = settings.webhookSecrets.map(importKey);

  async function bodyOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
    const late = () => new Failure("bad_request", "body_unreadable");
    const read = (signal: AbortSignal) => readBytes(request, maxWebhookBytes, signal);
    if (request.bodyUsed) throw new Failure("bad_request", "body_parsed_before");
    try {
      return await withDeadline(upstreamTimeoutMs, read, late);
    } catch (error) {
      if (error instanceof BodyParsedBefore) throw new Failure("bad_request", "body_parsed_before");
      if (error instanceof BodyTooLarge) throw new Failure("bad_request", "body_too_large");
      throw new Failure("bad_request", "body_unreadable");
    }
  }

  async function isSigned(signature: string, message: Uint8Array<ArrayBuffer>): Promise<boolean> {
    // Every key is tried, so that the time taken does not tell which one it was.
    const results = keys.map(async (key) =>
      crypto.subtle.verify("HMAC", await key, bytesOfHex(signature), message),
    );
    return (await Promise.all(results)).includes(true);
  }

  async function hintOf(request: Request): Promise<WebhookHint> {
    const signature = request.headers.get("signature") ?? "";
    if (!signatureForm.test(signature)) throw new Failure("forbidden", "signature_refused");
    const body = await bodyOf(request);
    const isRaw = await isSigned(signature, body);
    if (!isRaw && !acceptReserialisedWebhooks) throw new Failure("forbidden", "signature_refused");
    const json = jsonOf(body);
    if (!isRaw) {
      const again = reserialised(json);
      if (!again || !(await isSigned(signature, again))) {
        throw new Failure("forbidden", "signature_refused");
      }
    }
    return { eventId: eventIdIn(Object(json).id), customerIds: customersNamed(json) };
  }

  async function outcomeOf({
    eventId,
    customerIds,
  }: WebhookHint): Promise<WebhookLogEntry["outcome"]> {
    if (customerIds.length === 0) return "no_customer";
    try {
      return (await store.changed(customerIds, eventId)) ? "notified" : "duplicate";
    } catch (error) {
      throw hostFailure("store_failed", error);
    }
  }

  return async (request, correlationId) => {
    const hint = await hintOf(request);
    webhookAccepted();
    const outcome = await outcomeOf(hint);
    log?.({ kind: "webhook", outcome });
    if (outcome !== "notified") return;
    const threw = (error: unknown) => reportFailure("customer_changed_threw", error, correlationId);
    hint.customerIds.forEach(contained(onCustomerChanged, threw));
  };
}
