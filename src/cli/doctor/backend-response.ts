import { type PaddedBody, streamOf } from "./padded-body.js";

/** One response of the backend. */
export interface BackendResponse {
  /** Names the request, such as `GET /customer without a token`. */
  readonly label: string;
  readonly status: number;
  readonly headers: Headers;
  /** The first megabyte of it. */
  readonly text: string;
  /** The body as JSON; `undefined` when it is something else. */
  readonly json: unknown;
  /** The doctor's clock when the response arrived, milliseconds since 1970. */
  readonly atMs: number;
}

/** Sends one request to the backend. Rejects when no response comes. */
export type Send = (request: {
  readonly label: string;
  readonly method: string;
  /** Under the endpoint, with its query; an absolute address for the page. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | PaddedBody;
  /** How long the response may take, milliseconds, when it is longer than for others. */
  readonly timeoutMs?: number;
  /**
   * How much of a successful response is read; all of it when left out. `head`: no body.
   * `beginning`: until the first event or comment of a stream, or until the time is up.
   */
  readonly reads?: "head" | "beginning";
}) => Promise<BackendResponse>;

/** What {@link createSend} needs. */
export interface SendOptions {
  /** Every path ends in a slash where it does. */
  readonly endpoint: string;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** How long one response may take, body included, milliseconds. */
  readonly timeoutMs: number;
  /** Makes a signal that is aborted after so many milliseconds. */
  readonly deadline: (ms: number) => AbortSignal;
}

/** How long the beginning of a stream may take, milliseconds: as long as the element waits. */
export const streamTimeoutMs = 20_000;

const maxBodyBytes = 1024 * 1024;

/** The body as text, cut off after a megabyte: a response may never end. */
async function textOf({ body }: Response): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    bytes += value.byteLength;
    if (bytes > maxBodyBytes) {
      reader.cancel().catch(() => undefined);
      return text;
    }
  }
}

const blankLine = /(\r\n|\n|\r)\1/;

/** The first event or comment of a stream, or what arrived before the signal. */
async function beginningOf({ body }: Response, signal: AbortSignal): Promise<string> {
  if (!body) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const late = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  let text = "";
  while (!blankLine.test(text) && text.length < maxBodyBytes) {
    const read = await Promise.race([late, reader.read().catch(() => undefined)]);
    if (!read || read.done) break;
    text += decoder.decode(read.value, { stream: true });
  }
  reader.cancel().catch(() => undefined);
  return text;
}

/** The address of a route, with a slash at its end where the endpoint has one. */
function addressOf(endpoint: string, path: string): string {
  if (!path.startsWith("/")) return path;
  if (!endpoint.endsWith("/")) return endpoint + path;
  const [route = "", ...query] = path.slice(1).split("?");
  return [`${endpoint}${route}/`, ...query].join("?");
}

function contentOf(
  headers: Readonly<Record<string, string>>,
  body: string | PaddedBody | undefined,
): RequestInit {
  if (typeof body !== "object") return { headers, ...(body !== undefined && { body }) };
  const length = { "Content-Length": `${body.bytes}` };
  const streamed = { body: streamOf(body), duplex: "half" } as const;
  return { headers: { ...headers, ...length }, ...streamed };
}

/** Sends requests under one endpoint. Never follows a redirect, which could lead to another server. */
export function createSend(options: SendOptions): Send {
  const { endpoint, fetch, now, deadline } = options;
  return async ({ label, method, path, headers = {}, body, reads, timeoutMs }) => {
    const usualMs = reads === "beginning" ? streamTimeoutMs : options.timeoutMs;
    const signal = deadline(timeoutMs ?? usualMs);
    const response = await fetch(addressOf(endpoint, path), {
      method,
      redirect: "manual",
      signal,
      ...contentOf(headers, body),
    });
    const atMs = now();
    const text = await (reads && response.ok ? partOf(response, reads, signal) : textOf(response));
    return {
      label,
      status: response.status,
      headers: response.headers,
      text,
      json: jsonOf(text),
      atMs,
    };
  };
}

async function partOf(
  response: Response,
  reads: "head" | "beginning",
  signal: AbortSignal,
): Promise<string> {
  if (reads === "beginning") return beginningOf(response, signal);
  response.body?.cancel().catch(() => undefined);
  return "";
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The media type without its parameters, in lower case. */
export const typeOf = ({ headers }: BackendResponse): string =>
  headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "none";

/** The problem's code, if there is one. */
export function codeOf({ json }: BackendResponse): string | undefined {
  const code = json !== null && typeof json === "object" && "code" in json ? json.code : undefined;
  return typeof code === "string" && /^\w{1,64}$/.test(code) ? code : undefined;
}

export const isRedirect = ({ status }: BackendResponse): boolean => status >= 300 && status < 400;
export const isSuccess = ({ status }: BackendResponse): boolean => status >= 200 && status < 300;

/** Whether it says that this route is not there: the backend is, and has nothing like it. */
export const isNotOffered = ({ status }: BackendResponse): boolean =>
  [404, 405, 501].includes(status);

/** Whether HTTP Basic stands in front: it takes `Authorization` for itself. */
export const wantsBasic = ({ status, headers }: BackendResponse): boolean =>
  status === 401 && /(^|,)\s*basic\b/i.test(headers.get("WWW-Authenticate") ?? "");

/** Such as `GET /customer: 403 forbidden, text/html`. */
export const described = (response: BackendResponse): string => {
  const code = codeOf(response);
  return `${response.label}: ${response.status}${code ? ` ${code}` : ""}, ${typeOf(response)}`;
};
