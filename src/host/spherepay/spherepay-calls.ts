/**
 * Owns: sending a call to SpherePay. THE only file of the host that sends the API key anywhere.
 * Does not own: which calls there are, or what is read of a response.
 * Why: redirects, hung bodies, huge bodies, crafted ids and SpherePay's own error texts are stopped
 * in one place.
 */
import { Failure } from "../http/failure.js";
import { BodyTooLarge, BodyUnknown, discardBody, readText } from "../http/limited-body.js";
import type { RateLimiter } from "../rate-limits/rate-limiter.js";
import {
  type Deadline,
  type StreamingFetch,
  type UpstreamFetch,
  type UpstreamRequest,
  type UpstreamResponse,
  withDeadline,
} from "../runtime.js";
import type { DocumentForm } from "./document-form.js";
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
  /** For forms that are streams; `undefined`: none is. */
  readonly streamingFetch: StreamingFetch | undefined;
  /** Milliseconds. */
  readonly now: () => number;
}

/** What a call sends beside its address. */
export interface Sent {
  readonly content: { readonly json: object } | { readonly form: DocumentForm };
  readonly method?: "PATCH";
  readonly fieldAt?: (pointer: string) => string | undefined;
}

/** What follows the customer's own address; a document has an address of its own, beside theirs. */
export type CallPath =
  | ""
  | "../document"
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

/** How much longer than for another call SpherePay may take over a file. */
export const fileTimeFactor = 4;

/** A body that is made while it is sent. Time counts while SpherePay takes it, not while the file arrives. */
function streamOf(
  chunks: AsyncIterator<Uint8Array<ArrayBuffer>, unknown>,
  deadline: Deadline,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        deadline.pause();
        const { done, value } = await chunks.next().finally(() => deadline.restart());
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Makes the sender of calls. */
export function createCalls(settings: CallsSettings): Call {
  const { apiKey, baseUrl, timeoutMs, requestCall, fetch, streamingFetch, now } = settings;

  function addressOf(customerId: string, callPath: CallPath): URL {
    const base = new URL(baseUrl);
    const relative = callPath === "../document" ? "document" : `customer/${customerId}${callPath}`;
    const path = `${base.pathname.replace(/\/$/, "")}/v2/${relative}`;
    const address = new URL(`${base.origin}${path}`);
    if (!isCustomerId(customerId) || address.pathname !== path || address.search || address.hash) {
      throw new Failure("host_misconfigured", "resolve_customer_answer");
    }
    return address;
  }

  async function sendContent(
    address: URL,
    bare: Omit<UpstreamRequest, "body">,
    content: Sent["content"] | undefined,
    deadline: Deadline,
  ): Promise<UpstreamResponse> {
    if (!content) return fetch(address, bare);
    const withType = (type: string): Omit<UpstreamRequest, "body"> => ({
      ...bare,
      headers: { ...bare.headers, "Content-Type": type },
    });
    if ("json" in content) {
      return fetch(address, {
        ...withType("application/json"),
        body: JSON.stringify(content.json),
      });
    }
    const { contentType, content: form } = content.form;
    const request = withType(contentType);
    if ("whole" in form) return fetch(address, { ...request, body: form.whole });
    if (!streamingFetch) throw new Failure("host_failed", "unexpected");
    return streamingFetch(address, {
      ...request,
      headers: { ...request.headers, "Content-Length": String(form.bytes) },
      body: streamOf(form.stream, deadline),
      duplex: "half",
    });
  }

  async function send(
    address: URL,
    operation: Operation,
    signal: AbortSignal,
    deadline: Deadline,
    sent: Sent | undefined,
  ): Promise<UpstreamResponse> {
    let response: UpstreamResponse;
    try {
      const bare = {
        method: sent?.method ?? (operation === "read" ? "GET" : "POST"),
        headers: { Authorization: `Bearer ${apiKey}`, Accept: "application/json" },
        // Cloudflare Workers refuse "error".
        redirect: "manual",
        signal,
      } as const;
      response = await sendContent(address, bare, sent?.content, deadline);
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
    const isFile = sent !== undefined && "form" in sent.content;
    return withDeadline(
      isFile ? fileTimeFactor * timeoutMs : timeoutMs,
      async (signal, deadline) => {
        const response = await send(address, operation, signal, deadline, sent);
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
