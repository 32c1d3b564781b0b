/**
 * The check that no customer ever receives another's data: many customers, many requests at once, and
 * in every request somebody else's id wherever a request can hold one.
 */
import type { FetchHandler, Release, Store } from "../../src/host/index.js";
import { aWorld, customersIn, idOf } from "./isolation-world.js";

/** The size of a run. */
export interface IsolationRun {
  readonly customers: number;
  readonly requests: number;
  readonly release: Release;
  /** Requests under way at the same time. */
  readonly atOnce?: number;
  /** Replaces the store, to try a broken one. */
  readonly store?: (now: () => number) => Store;
  /** Puts something around the handler, to try a broken cache. */
  readonly around?: (handler: FetchHandler) => FetchHandler;
}

/** What the run found. */
export interface IsolationOutcome {
  readonly requests: number;
  /** Responses that contain another customer's data. */
  readonly foreign: number;
  /** Successes that lack the requesting customer's id. Empty responses would prove nothing. */
  readonly nameless: number;
  /** The number of responses by route and status. */
  readonly answers: ReadonlyMap<string, number>;
}

const sessionMs = 500_000;
const origin = "https://app.example";

/** The same numbers in every run (mulberry32). */
function createRandomness(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const asks: readonly [method: string, path: string][] = [
  ["GET", "/customer"],
  ["GET", "/customer"],
  ["GET", "/customer"],
  ["POST", "/submit"],
  ["POST", "/submit"],
  ["POST", "/links/identity_verification"],
  ["POST", "/links/terms_of_service"],
  ["POST", "/links/liveness_check"],
];

/** Every run sends the same requests; only the order of the responses differs. */
export async function runIsolation(run: IsolationRun): Promise<IsolationOutcome> {
  const { customers, requests, release, atOnce = 64, store, around } = run;
  const { handler: bare, now } = aWorld(release, store);
  const handler = around ? around(bare) : bare;
  const random = createRandomness(requests + customers);
  const sessions = new Map<number, { token: string; sinceMs: number }>();
  const answers = new Map<string, number>();
  let sent = 0;
  let foreign = 0;
  let nameless = 0;

  async function send(index: number, route: string, request: Request): Promise<string> {
    sent += 1;
    const response = await handler(request);
    const text = await response.text();
    const found = customersIn(`${text}${JSON.stringify([...response.headers])}`);
    const own = found.delete(index);
    if (found.size > 0) foreign += 1;
    if (!own && (response.status === 200 || response.status === 201)) nameless += 1;
    const key = `${request.method} ${route} ${response.status}`;
    answers.set(key, (answers.get(key) ?? 0) + 1);
    return text;
  }

  /** Somebody else's id in every place of a request. */
  function requestOf(index: number, token: string, method: string, path: string): Request {
    const other = idOf((index + 1 + random(customers - 1)) % customers);
    const othersToken = sessions.get(random(customers))?.token ?? other;
    const inPath = random(10) === 0 ? `/${other}` : "";
    const query = `?customerId=${other}&id=${other}&sub=${other}&token=${othersToken}`;
    return new Request(`${origin}/kyc${path}${inPath}${query}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        // Few keys for everybody: a key belongs to its customer.
        "Idempotency-Key": random(2) === 0 ? `click-${random(5)}` : other,
        Cookie: `customerId=${other}; token=${othersToken}`,
        "X-Login": other,
        "X-Customer-Id": other,
      },
      ...(method === "POST" && {
        body: JSON.stringify({ id: other, customerId: other, sub: other }),
      }),
    });
  }

  async function sessionOf(index: number): Promise<string> {
    const known = sessions.get(index);
    if (known && now() - known.sinceMs < sessionMs) return known.token;
    const other = idOf((index + 1) % customers);
    const request = new Request(`${origin}/kyc/session?customerId=${other}`, {
      method: "POST",
      headers: { "X-Login": idOf(index), "X-Customer-Id": other },
      body: JSON.stringify({ id: other }),
    });
    const sinceMs = now();
    const { token } = JSON.parse(await send(index, "/session", request)) as { token: string };
    sessions.set(index, { token, sinceMs });
    return token;
  }

  async function work(): Promise<void> {
    while (sent < requests) {
      // Half of the requests come from few customers, so that they share links under way.
      const crowd = Math.min(customers, 8);
      const index = random(2) === 0 ? random(customers) : (sent >> 10) + random(crowd);
      const who = index % customers;
      const [method, path] = asks[random(asks.length)] ?? ["GET", "/customer"];
      const token = await sessionOf(who);
      if (sent >= requests) return;
      await send(who, path, requestOf(who, token, method, path));
    }
  }

  await Promise.all(Array.from({ length: atOnce }, work));
  return { requests: sent, foreign, nameless, answers };
}
