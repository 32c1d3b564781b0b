/**
 * Owns: SpherePay's webhooks: which ones are SpherePay's, and which customers they are about.
 * Does not own: what follows from one (`changes.ts`), or HTTP (`handler.ts`).
 * Why: a signature is the only thing that tells SpherePay from anybody else, and it says nothing
 * about time. So a webhook is believed to say "look again", and nothing else of it is taken.
 *
 * Follows SpherePay's "Webhooks" (`name`, header `signature`) and, for the newer shape, "Webhooks" of
 * its staging documentation (`type`).
 */

import { Failure } from "../http/failure.js";
import { BodyTooLarge, readBytes } from "../http/limited-body.js";
import { withDeadline } from "../runtime.js";
import { isCustomerId } from "../spherepay/spherepay-client.js";
import { customersNamed } from "./webhook-customers.js";

/** A webhook of SpherePay's, down to what it is good for. */
export interface WebhookHint {
  /** Its own id; `undefined` of one without: it cannot be told from another, so it is always news. */
  readonly eventId: string | undefined;
  /** Whom it names; empty when nobody, as an event about something else. */
  readonly customerIds: readonly string[];
}

/** What {@link createWebhookReader} needs. */
export interface WebhookSettings {
  /** The live secrets, one or two. */
  readonly secrets: readonly string[];
  /** Whether a signature of the body's JSON, written again without spaces, counts as well. */
  readonly acceptReserialised: boolean;
  /** How long the body may take to arrive, milliseconds. */
  readonly timeoutMs: number;
}

/** No webhook is larger; more is not read, and not hashed. */
export const maxWebhookBytes = 256 * 1024;

const signatureForm = /^[0-9a-f]{64}$/;
const eventIdForm = /^[!-~]{1,128}$/;

/** Only an event's own id tells one that is repeated; where its subject's stands, every one is news. */
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
    // JSON nested too deeply to be written again was written by nobody at SpherePay.
    return undefined;
  }
}

/**
 * Makes the reader of webhooks.
 * @returns Reads one. Rejects with a {@link Failure}: `forbidden` without a signature by a live
 * secret, `bad_request` for a body that is too large or does not arrive. Whatever SpherePay has
 * signed is read, also an event nobody knows and a body that is no JSON.
 */
export function createWebhookReader(
  settings: WebhookSettings,
): (request: Request) => Promise<WebhookHint> {
  const { secrets, acceptReserialised, timeoutMs } = settings;
  const keys = secrets.map(importKey);

  async function bodyOf(request: Request): Promise<Uint8Array<ArrayBuffer>> {
    const late = () => new Failure("bad_request", "body_unreadable");
    try {
      return await withDeadline(timeoutMs, () => readBytes(request, maxWebhookBytes), late);
    } catch (error) {
      if (error instanceof BodyTooLarge) throw new Failure("bad_request", "body_too_large");
      throw new Failure("bad_request", "body_unreadable");
    }
  }

  async function isSigned(signature: string, message: Uint8Array<ArrayBuffer>): Promise<boolean> {
    // Every key is asked, so that the time taken does not tell which one it was.
    const answers = keys.map(async (key) =>
      crypto.subtle.verify("HMAC", await key, bytesOfHex(signature), message),
    );
    return (await Promise.all(answers)).includes(true);
  }

  return async (request) => {
    const signature = request.headers.get("signature") ?? "";
    if (!signatureForm.test(signature)) throw new Failure("forbidden", "signature_refused");
    const body = await bodyOf(request);
    const isRaw = await isSigned(signature, body);
    if (!isRaw && !acceptReserialised) throw new Failure("forbidden", "signature_refused");
    const json = jsonOf(body);
    if (!isRaw) {
      const again = reserialised(json);
      if (!again || !(await isSigned(signature, again))) {
        throw new Failure("forbidden", "signature_refused");
      }
    }
    return { eventId: eventIdIn(Object(json).id), customerIds: customersNamed(json) };
  };
}
