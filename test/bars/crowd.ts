/**
 * Many people who watch their verification at once, in model time. Each has an event stream, reads
 * after each notification, polls as the element does (15 seconds, longer while nothing changes, never
 * sooner than the host asks), and retries when the host allows it.
 */
import { createOnboardingHandler, type OnboardingHandlerOptions } from "../../src/host/index.js";
import { aHandTime } from "../host/hand-time.js";
import { origin, secret } from "../host/host-under-test.js";
import { readStream } from "../host/stream-reader.js";
import { anEvent, aWebhook, webhookSecret } from "../host/webhooks.js";

export interface CrowdRun {
  readonly watchers: number;
  readonly minutes: number;
  /** The time in which all of them arrive, milliseconds. */
  readonly arrivalMs: number;
  /** When SpherePay changes every customer within a second, milliseconds from the start. */
  readonly stormsAtMs: readonly number[];
  /** Whether event streams reach the watchers. Without them everybody polls. */
  readonly hasStreams: boolean;
  /** Options of the handler, for a clock. */
  readonly options?: (now: () => number) => Partial<OnboardingHandlerOptions>;
}

export interface CrowdOutcome {
  readonly upstreamCalls: number;
  readonly callsPerMinute: readonly number[];
  readonly busiestSecond: number;
  readonly refused: number;
  /** Watchers who see an outdated status at the end. */
  readonly behind: number;
  /** From the last storm until the last watcher saw the new status, milliseconds. */
  readonly caughtUpAfterMs: number;
}

const tickMs = 100;
const idOf = (index: number) => `customer_${String(index).padStart(8, "0")}`;

/** The same numbers in every run. */
function createRandomness(): () => number {
  let state = 20_261_121;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export async function runCrowd(run: CrowdRun): Promise<CrowdOutcome> {
  const { watchers, minutes, arrivalMs, stormsAtMs, hasStreams, options } = run;
  const time = aHandTime();
  const startMs = time.now();
  const random = createRandomness();
  const calls: number[] = [];
  const pending = new Set<Promise<unknown>>();
  const truth = new Map<string, number>();
  const lastStormMs = Math.max(0, ...stormsAtMs);
  let refused = 0;
  let events = 0;
  let caughtUpAfterMs = 0;
  let behind = watchers;

  const statusOf = (id: string) => `${truth.get(id) ?? 0}`;
  const handler = createOnboardingHandler({
    log: null,
    apiKey: "sk_crowd",
    secret,
    webhookSecret,
    resolveCustomer: ({ headers }) => headers.get("X-Login"),
    runtime: {
      now: time.now,
      schedule: time.schedule,
      async fetch(input) {
        calls.push(time.now());
        const id = String(input).split("/").at(-1) ?? "";
        const verificationProfiles = [{ name: "kyc_profile_a", status: statusOf(id) }];
        return Response.json({ id, type: "individual", verificationProfiles });
      },
    },
    ...options?.(time.now),
  });

  function follow(work: Promise<unknown>): void {
    const followed: Promise<unknown> = work.finally(() => pending.delete(followed));
    pending.add(followed);
  }
  const later = (work: () => Promise<unknown>, ms: number) =>
    time.schedule(() => follow(work()), ms);

  async function watch(index: number): Promise<void> {
    const id = idOf(index);
    const init = { method: "POST", headers: { "X-Login": id } };
    const opened = await handler(new Request(`${origin}/kyc/session`, init));
    const { token } = (await opened.json()) as { token: string };
    const headers = { Authorization: `Bearer ${token}` };
    let seen: string | undefined;
    let unchanged = 0;
    let failures = 0;
    let forget = () => {};
    let isReading = false;

    async function read(): Promise<void> {
      forget();
      if (isReading) return;
      isReading = true;
      const answer = await handler(new Request(`${origin}/kyc/customer`, { headers }));
      isReading = false;
      if (answer.status !== 200) {
        refused += 1;
        failures += 1;
        const leastMs = Math.min(30_000, 500 * 2 ** failures);
        const askedMs = Number(answer.headers.get("Retry-After") ?? 0) * 1000;
        forget = later(read, Math.max(leastMs, askedMs) + random() * 1_000);
        return;
      }
      failures = 0;
      const body = (await answer.json()) as {
        verificationProfiles: { status: string }[];
        pollAfterSeconds?: number;
      };
      const status = body.verificationProfiles[0]?.status;
      unchanged = status === seen ? unchanged + 1 : 0;
      if (seen !== statusOf(id) && status === statusOf(id)) {
        caughtUpAfterMs = Math.max(caughtUpAfterMs, time.now() - startMs - lastStormMs);
      }
      seen = status;
      const usualMs = Math.min(60_000, 15_000 * 1.5 ** unchanged);
      const waitMs = Math.max(usualMs, (body.pollAfterSeconds ?? 0) * 1000);
      forget = later(read, waitMs * (1 + random() / 10));
    }

    follow(read());
    time.schedule(
      () => {
        if (seen === statusOf(id)) behind -= 1;
      },
      startMs + minutes * 60_000 - time.now() - 1,
    );
    if (!hasStreams) return;
    const response = await handler(new Request(`${origin}/kyc/events`, { headers }));
    const stream = readStream(response.body);
    const listen = async (): Promise<void> => {
      const said = await stream.nextEvent();
      if (said !== "nudge") return;
      follow(read());
      await listen();
    };
    void listen();
  }

  async function happen(index: number): Promise<void> {
    const id = idOf(index);
    truth.set(id, (truth.get(id) ?? 0) + 1);
    events += 1;
    await handler(aWebhook(anEvent(String(events), id)));
  }

  for (let index = 0; index < watchers; index += 1) {
    later(() => watch(index), (index * arrivalMs) / watchers);
    for (const atMs of stormsAtMs) later(() => happen(index), atMs + (index * 1000) / watchers);
  }
  for (let passedMs = 0; passedMs < minutes * 60_000; passedMs += tickMs) {
    time.advance(tickMs);
    // Let every watcher that was just notified finish reading before time moves on.
    for (let quiet = 0; quiet < 2; quiet += 1) {
      while (pending.size > 0) {
        quiet = 0;
        await Promise.all(pending);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const minuteOf = (atMs: number) => Math.floor((atMs - startMs) / 60_000);
  const callsPerMinute = Array.from(
    { length: minutes },
    (_, minute) => calls.filter((atMs) => minuteOf(atMs) === minute).length,
  );
  return {
    upstreamCalls: calls.length,
    callsPerMinute,
    busiestSecond: busiest(calls),
    refused,
    behind,
    caughtUpAfterMs,
  };
}

/** The most calls in any second. Times are in order. */
function busiest(calls: readonly number[]): number {
  let most = 0;
  let from = 0;
  for (const [index, atMs] of calls.entries()) {
    while ((calls[from] ?? atMs) <= atMs - 1000) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}
