/**
 * Owns: sending a call to SpherePay. THE only file of the host that sends the API key anywhere.
 * Does not own: which calls there are, or what is read of a response.
 * Why: redirects, hung bodies, huge bodies, crafted ids and SpherePay's own error texts are stopped
 * in one place.
 */
import { Failure } from "../http/failure.js";
import { BodyTooLarge, BodyUnknown, discardBody, readText } from "../http/limited-body.js";
import type { RateLimiter } from "../rate-limits/rate-limiter.js";
import { type UpstreamFetch, type UpstreamResponse, withDeadline } from "../runtime.js";
import { failureOf } from "./failure-of.js";
import { isCustomerId, type Operation } from "./types.js";

/** What {@link createCalls} needs. */
export interface CallsSettings {
  readonly apiKey: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** Resolves when a call may be made; called before each. */
  readonly requestCall: RateLimiter["requestCall"];
  readonly fetch: UpstreamFetch;
  /** Milliseconds. */
  readonly now: () => number;
}

/** What a call sends beside its address. */
export interface Sent {
  readonly json: object;
  readonly method?: "PATCH";
  readonly fieldAt?: (pointer: string) => string | undefined;
}

/** What follows the customer's own address. */
export type CallPath =
  | ""
  | "/kyc-link"
  | "/submit-verification"
  | "/otp-send"
  | "/otp-verify"
  | "/tos-link"
  | "/face-verification-link";

/**
 * Sends one call about a customer and reads its response: `read` is given the parsed body of a 200 or
 * 201. Throws only a {@link Failure}.
 */
export type Call = <T>(
  operation: Operation,
  customerId: string,
  callPath: CallPath,
  read: (body: unknown) => T,
  sent?: Sent,
) => Promise<T>;

const maxBodyBytes = 256 * 1024;

/** Makes the sender of calls. */
export function createCalls(settings: CallsSettings): Call {
  const { apiKey, baseUrl, timeoutMs, requestCall, fetch, now } = settings;

  function addressOf(customerId: string, callPath: CallPath): URL {
    const base = new URL(baseUrl);
    const path = `${base.pathname.replace(/\/$/, "")}/v2/customer/${customerId}${callPath}`;
    const address = new URL(`${base.origin}${path}`);
    if (!isCustomerId(customerId) || address.pathname !== path || address.search || address.hash) {
      throw new Failure("host_misconfigured", "resolve_customer_answer");
    }
    return address;
  }

  async function send(
    address: URL,
    operation: Operation,
    signal: AbortSignal,
    sent: Sent | undefined,
  ): Promise<UpstreamResponse> {
    let response: UpstreamResponse;
    try {
      response = await fetch(address, {
        method: sent?.method ?? (operation === "read" ? "GET" : "POST"),
        headers: {
          Authorization: `Bearer ${apiKey}`,
          Accept: "application/json",
          ...(sent && { "Content-Type": "application/json" }),
        },
        ...(sent && { body: JSON.stringify(sent.json) }),
        // Cloudflare Workers refuse "error".
        redirect: "manual",
        signal,
      });
    } catch (cause) {
      throw new Failure("upstream_failed", "upstream_unreachable", { cause });
    }
    const status: unknown = Object(response).status;
    if (typeof status !== "number") throw new Failure("host_misconfigured", "fetch_answer");
    if (
      response.redirected ||
      response.type === "opaqueredirect" ||
      (status > 299 && status < 400)
    ) {
      discardBody(response);
      throw new Failure("upstream_failed", "upstream_redirect", { upstreamStatus: status });
    }
    return response;
  }

  async function textOf(response: UpstreamResponse): Promise<string> {
    try {
      return await readText(response, maxBodyBytes);
    } catch (cause) {
      const upstreamStatus = response.status;
      if (cause instanceof BodyUnknown) {
        throw new Failure("host_misconfigured", "fetch_answer", { upstreamStatus, cause });
      }
      const reason =
        cause instanceof BodyTooLarge ? "upstream_body_too_large" : "upstream_body_unreadable";
      throw new Failure("upstream_failed", reason, { upstreamStatus });
    }
  }

  return async function call<T>(
    operation: Operation,
    customerId: string,
    callPath: CallPath,
    read: (body: unknown) => T,
    sent?: Sent,
  ): Promise<T> {
    const address = addressOf(customerId, callPath);
    await requestCall(operation, customerId);
    return withDeadline(
      timeoutMs,
      async (signal) => {
        const response = await send(address, operation, signal, sent);
        if (response.status !== 200 && response.status !== 201) {
          throw await failureOf(operation, response, () => textOf(response), now(), sent?.fieldAt);
        }
        const text = await textOf(response);
        try {
          return read(JSON.parse(text));
        } catch (error) {
          if (error instanceof Failure) throw error;
          throw new Failure("upstream_failed", "upstream_body_unreadable", {
            upstreamStatus: response.status,
          });
        }
      },
      () => new Failure("upstream_timeout", "upstream_timeout"),
    );
  };
}
