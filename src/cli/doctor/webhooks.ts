/**
 * Owns: the webhooks that the doctor sends, as SpherePay would: which body, which signature.
 * Does not own: what the responses mean (`checks/webhook-checks.ts`).
 * Why: a webhook that never arrives is silent. These are about nobody, so that nothing happens.
 *
 * Follows SpherePay's "Webhooks": lower-case hex of HMAC-SHA256 in the header `signature`.
 */
import type { BackendResponse, Send } from "./backend-response.js";

/** The responses to webhooks about nobody; the signed ones only with the secret. */
export interface WebhookResponses {
  readonly unsigned: BackendResponse;
  /** Signed with another secret. */
  readonly forged?: BackendResponse;
  /** Its JSON has no spaces: both ways to read SpherePay's pages give the same signature. */
  readonly signed?: BackendResponse;
  /** With spaces; the signature is over the bytes. */
  readonly overBytes?: BackendResponse;
  /** With spaces; the signature is over the JSON written again without, as in SpherePay's sample. */
  readonly overJson?: BackendResponse;
}

async function hmacHex(secret: string, message: string): Promise<string> {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign"]);
  const bytes = new Uint8Array(await subtle.sign("HMAC", key, encoder.encode(message)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An event that names no customer, with an id of its own. */
const event = (nowMs: number) => ({
  id: `event_${crypto.randomUUID().replaceAll("-", "")}`,
  name: "doctor.check",
  data: {},
  mock: true,
  created: new Date(nowMs).toISOString(),
});

/** Sends them one after the other. A webhook without a response is recorded as status 0. */
export async function collectWebhooks(
  send: Send,
  secret: string | undefined,
  nowMs: number,
): Promise<WebhookResponses> {
  async function post(what: string, body: string, signature?: string): Promise<BackendResponse> {
    const label = `POST /webhook ${what}`;
    const headers = { "Content-Type": "application/json", ...(signature && { signature }) };
    try {
      return await send({ label, method: "POST", path: "/webhook", headers, body });
    } catch {
      return { label, status: 0, headers: new Headers(), text: "", json: undefined, atMs: 0 };
    }
  }
  async function postSigned(what: string, key: string, spaces: 0 | 1, over: "bytes" | "json") {
    const json = event(nowMs);
    const body = JSON.stringify(json, null, spaces);
    return post(what, body, await hmacHex(key, over === "bytes" ? body : JSON.stringify(json)));
  }

  const unsigned = await post("without a signature", JSON.stringify(event(nowMs)));
  if (secret === undefined) return { unsigned };
  return {
    unsigned,
    forged: await postSigned("signed with another secret", `${secret}.`, 0, "bytes"),
    signed: await postSigned("with a signature", secret, 0, "bytes"),
    overBytes: await postSigned("signed over its bytes", secret, 1, "bytes"),
    overJson: await postSigned("signed over its JSON", secret, 1, "json"),
  };
}
