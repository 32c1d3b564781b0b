/** One answer of the backend. */
export interface Answer {
  /** What was asked, such as `GET /customer without a token`. */
  readonly of: string;
  readonly status: number;
  readonly headers: Headers;
  /** The first megabyte of it. */
  readonly text: string;
  /** The body as JSON; `undefined` when it is none. */
  readonly json: unknown;
  /** The doctor's clock when the answer came, milliseconds since 1970. */
  readonly atMs: number;
}

/** Asks the backend. Rejects when there is no answer at all. */
export type Ask = (question: {
  readonly of: string;
  readonly method: string;
  /** Under the endpoint, with its query; an absolute address for the page. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}) => Promise<Answer>;

/** What {@link createAsk} needs. */
export interface AskOptions {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** How long one answer may take, body included, milliseconds. */
  readonly timeoutMs: number;
}

const maxBodyBytes = 1024 * 1024;

/** The body as text, cut off where nobody would read on: an answer may have no end. */
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

/** Asks under one endpoint. Never follows a redirect: it could lead to somebody else. */
export function createAsk(options: AskOptions): Ask {
  const { endpoint, fetch, now, timeoutMs } = options;
  return async ({ of, method, path, headers = {} }) => {
    const response = await fetch(path.startsWith("/") ? endpoint + path : path, {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    const atMs = now();
    const text = await textOf(response);
    return {
      of,
      status: response.status,
      headers: response.headers,
      text,
      json: jsonOf(text),
      atMs,
    };
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The media type without its parameters, in lower case. */
export const typeOf = ({ headers }: Answer): string =>
  headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "none";

/** The problem's code, when there is one. */
export function codeOf({ json }: Answer): string | undefined {
  const code = json !== null && typeof json === "object" && "code" in json ? json.code : undefined;
  return typeof code === "string" && /^\w{1,64}$/.test(code) ? code : undefined;
}

export const isRedirect = ({ status }: Answer): boolean => status >= 300 && status < 400;
export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** `GET /customer: 403 forbidden, text/html` */
export const described = (answer: Answer): string => {
  const code = codeOf(answer);
  return `${answer.of}: ${answer.status}${code ? ` ${code}` : ""}, ${typeOf(answer)}`;
};
