/** Calls back once, after so many milliseconds. Returns a function that cancels it. */
export type Schedule = (callback: () => void, afterMs: number) => () => void;

/** What the handler takes from the runtime it runs in. A test replaces it; a host rarely has to. */
export interface Runtime {
  /** The clock, milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** FlowTimer of the event streams. Default: those of the runtime. */
  readonly schedule?: Schedule;
  /** Sends the requests to SpherePay. Default: the global one. */
  readonly fetch?: typeof fetch;
}

/** FlowTimer of the runtime. */
export const runtimeSchedule: Schedule = (callback, afterMs) => {
  const timer = setTimeout(callback, afterMs);
  return () => clearTimeout(timer);
};

/**
 * Runs `work` for at most `timeoutMs` milliseconds, the whole of it: a response whose body never
 * ends is late as well. The signal is aborted when time is up.
 * @throws what `late` makes when time is up, also when `work` ignores its signal.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
  late: () => Error,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(late());
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
