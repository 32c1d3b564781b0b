import { createHmac } from "node:crypto";
import { origin } from "./host-under-test.js";

export const webhookSecret = "secret_0123456789abcdef0123456789abcdef";

/** What SpherePay would sign: lower-case hex of HMAC-SHA256, the whole secret as the key. */
export const signatureOf = (body: string | Uint8Array, key = webhookSecret): string =>
  createHmac("sha256", key).update(body).digest("hex");

/** A signed webhook as it arrives at a host. */
export function aWebhook(
  event: unknown,
  { secret = webhookSecret, body = JSON.stringify(event, null, 1) } = {},
): Request {
  return new Request(`${origin}/kyc/webhook`, {
    method: "POST",
    headers: { "Content-Type": "application/json", signature: signatureOf(body, secret) },
    body,
  });
}

/** An event of 2026 about a customer; the status in it is nobody's business. */
export const anEvent = (id: string, customerId: string, status = "approved") => ({
  id: `evt_${id}`,
  type: "customer.kyc.successful",
  createdAt: "2026-11-21T19:42:00.000Z",
  data: { id: customerId, status, customerId },
});
