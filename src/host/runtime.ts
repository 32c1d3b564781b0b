/** Calls back once, after so many milliseconds. Returns a function that cancels it. */
export type Schedule = (callback: () => void, afterMs: number) => () => void;

/** What a request to SpherePay is made of. */
export interface UpstreamRequest {
  readonly method: "GET" | "POST" | "PATCH";
  readonly headers: Record<string, string>;
  /** JSON, or a form with a file; absent where SpherePay takes none. */
  readonly body?: string | Blob;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
}

/**
 * What is read of a response, so that `runtime.fetch` need not be the runtime's own. The body is read
 * as a web stream, as an async iterable of bytes such as a stream of Node's, or by `arrayBuffer()` or
 * `text()`, whatever is there.
 */
export interface UpstreamResponse {
  readonly status: number;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly redirected?: boolean;
  readonly type?: string;
  readonly arrayBuffer?: () => Promise<ArrayBuffer>;
  readonly text?: () => Promise<string>;
}

/** Sends a request whose body is made while it is sent, of the length that its headers say. */
export type StreamingFetch = (
  address: URL,
  request: Omit<UpstreamRequest, "body"> & {
    readonly body: ReadableStream<Uint8Array>;
    readonly duplex: "half";
  },
) => Promise<UpstreamResponse>;

/**
 * The runtime's own `fetch`, where it sends a stream under the `Content-Length` that it is given: in
 * Node. Deno and Bun are not known to, and Workers take the header away: there files are sent whole.
 */
export function runtimeStreamingFetch(): StreamingFetch | undefined {
  const { process, navigator } = Object(globalThis);
  // The others have a `process` that says it is Node's, and a `navigator` of their own; Node 20 has none.
  const { userAgent = "Node.js" } = Object(navigator);
  const isNode = Object(Object(process).release).name === "node";
  if (!isNode || !String(userAgent).startsWith("Node.js")) return undefined;
  // Without these two Node divides the stream, and a part that nobody reads collects the whole body
  // (`npm run bench -- uploads`).
  const once = { redirect: "error", window: null } as const;
  return (address, request) => globalThis.fetch(address, { ...request, ...once });
}

/** Sends a request to SpherePay. */
export type UpstreamFetch = (address: URL, request: UpstreamRequest) => Promise<UpstreamResponse>;

/** What the handler takes from the runtime it runs in. A test replaces it; a host rarely has to. */
export interface Runtime {
  /** The clock, milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Timers of the event streams. Default: those of the runtime. */
  readonly schedule?: Schedule;
  /** Sends the requests to SpherePay: the global one (default), `node-fetch` or any like them. */
  readonly fetch?: UpstreamFetch;
  /** Writes the lines of a handler without a `log`. Default `console.warn`. */
  readonly warn?: (line: string) => void;
}

/** Timers of the runtime. */
export const runtimeSchedule: Schedule = (callback, afterMs) => {
  const timer = setTimeout(callback, afterMs);
  return () => clearTimeout(timer);
};

/** A deadline while it runs. */
export interface Deadline {
  /** Nothing is late until {@link restart}. */
  pause(): void;
  /** Begins again with the whole time. */
  restart(): void;
}

/**
 * Runs `work` for at most `timeoutMs` milliseconds, the whole of it: a response whose body never
 * ends is late as well. The signal is aborted when time is up.
 * @throws what `late` makes when time is up, also when `work` ignores its signal.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  work: (signal: AbortSignal, deadline: Deadline) => Promise<T>,
  late: () => Error,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refuse: (error: Error) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  let isOver = false;
  const pause = () => clearTimeout(timer);
  const restart = () => {
    pause();
    if (isOver) return;
    timer = setTimeout(() => {
      refuse(late());
      controller.abort();
    }, timeoutMs);
  };
  restart();
  try {
    return await Promise.race([work(controller.signal, { pause, restart }), ended]);
  } finally {
    // What goes on after the end starts no timer.
    isOver = true;
    pause();
  }
}
