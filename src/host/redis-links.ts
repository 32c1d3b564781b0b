/**
 * Owns: links, presses and notes as all processes share them.
 * Does not own: what a link is for (`submissions.ts`), or how Redis is reached (`redis.ts`).
 * Why: presses in ten tabs may reach ten processes. One of them asks SpherePay; the others wait for
 * what it gets, and take over when it is killed.
 */
import { keptForMs, type LinkStore, type Outcome, sharedForMs } from "./links.js";
import type { KeyOf, RedisCommands, RedisSignals } from "./redis-commands.js";
import { createLeases, heldBy, type Lease, leaseMs, tokenIn } from "./redis-lease.js";
import { type Ended, goodForMs, type SealedOutcomes } from "./redis-outcomes.js";
import type { Schedule } from "./schedule.js";

/** What {@link createRedisLinks} needs. */
export interface RedisLinksSettings {
  readonly commands: RedisCommands;
  readonly signals: RedisSignals;
  readonly outcomes: SealedOutcomes;
  readonly keyOf: KeyOf;
  readonly schedule: Schedule;
  /** Whether the store is closed. */
  readonly isClosed: () => boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

const submissionsKeptForMs = 90 * 24 * 3_600_000;
const lookAgainMs = 250;
const patienceMs = 120_000;

// KEYS: the place, the place of the end. ARGV: what the holder wrote, the end, how long it is shared
// (0: not at all), how long it is told to who waits, the channel, the token.
const finish = `
if redis.call('GET', KEYS[1]) == ARGV[1] then
  if tonumber(ARGV[3]) > 0 then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  else redis.call('DEL', KEYS[1]) end
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[4])
redis.call('PUBLISH', ARGV[5], 'end ' .. ARGV[6])
return false`;

const drop = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return false`;

async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Links, presses and notes in Redis. Every method rejects while Redis is away. */
export function createRedisLinks(settings: RedisLinksSettings): LinkStore {
  const { commands, signals, outcomes, keyOf, schedule, now } = settings;
  const leases = createLeases(settings);
  const making = new Map<string, Promise<Outcome>>();
  const begun = new Map<string, Lease>();

  const endOf = (token: string) => keyOf("end", token);
  const placeOf = (customerId: string, requirement: string) =>
    keyOf("link", customerId, requirement);
  const pressOf = async (customerId: string, key: string) =>
    keyOf("press", customerId, await digestOf(key));

  /** An outcome that stands at its place and is still good. */
  async function goodOutcome(place: string, sealed: string): Promise<Outcome | undefined> {
    const ended = await outcomes.open(place, sealed);
    if (!ended || !("outcome" in ended) || goodForMs(ended.outcome, now()) <= 0) return undefined;
    return ended.outcome;
  }

  /** Fulfilled when the holder says that it has ended, or after a while. */
  function endSaid(token: string): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        forget();
        stop();
        resolve();
      };
      const forget = schedule(go, lookAgainMs);
      const stop = signals.listen((message) => {
        if (message === undefined || message === `end ${token}`) go();
      });
    });
  }

  /** What came of it elsewhere; `undefined` when whoever made it is gone. */
  async function endElsewhere(place: string, token: string): Promise<Ended | undefined> {
    const untilMs = now() + patienceMs;
    while (now() < untilMs) {
      const said = endSaid(token);
      const isHeld = (await commands.get(place)) === heldBy(token);
      const sealed = await commands.get(endOf(token));
      if (sealed !== null) return outcomes.open(place, sealed);
      if (!isHeld) return undefined;
      await said;
    }
    throw new Error("Another process has not made a link in time.");
  }

  async function makeHere(
    place: string,
    lease: Lease,
    make: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const ended: Ended = await make().then(
      (outcome) => ({ outcome }),
      (error: Error) => ({ error }),
    );
    const goodMs = "outcome" in ended ? goodForMs(ended.outcome, now()) : 0;
    const shareMs = Math.max(0, Math.floor(Math.min(sharedForMs, goodMs)));
    const sealed = await outcomes.close(place, ended);
    const { token } = lease;
    // What SpherePay has answered reaches who pressed, whatever becomes of the sharing.
    await commands
      .run(
        finish,
        [place, endOf(token)],
        [heldBy(token), sealed, shareMs, 2 * leaseMs, signals.channel, token],
      )
      .catch(() => undefined);
    lease.end();
    if ("error" in ended) throw ended.error;
    return ended.outcome;
  }

  async function shareHere(place: string, make: () => Promise<Outcome>): Promise<Outcome> {
    for (;;) {
      const taken = await leases.take(place);
      if (typeof taken !== "string") return makeHere(place, taken, make);
      const token = tokenIn(taken);
      if (token === undefined) {
        const outcome = await goodOutcome(place, taken);
        if (outcome) return outcome;
        await commands.run(drop, [place], [taken]);
      } else {
        const ended = await endElsewhere(place, token);
        if (ended && "error" in ended) throw ended.error;
        if (ended) return ended.outcome;
      }
    }
  }

  return {
    shareLink(customerId, requirement, make) {
      const place = placeOf(customerId, requirement);
      const joined = making.get(place);
      if (joined) return joined;
      const started = shareHere(place, make).finally(() => making.delete(place));
      making.set(place, started);
      return started;
    },

    async beginKey(customerId, key) {
      const press = await pressOf(customerId, key);
      for (;;) {
        const taken = await leases.take(press);
        if (typeof taken !== "string") {
          begun.set(press, taken);
          return { state: "begun" };
        }
        if (tokenIn(taken) !== undefined) return { state: "in_flight" };
        const outcome = await goodOutcome(press, taken);
        if (outcome) return { state: "done", outcome };
        await commands.run(drop, [press], [taken]);
      }
    },

    async endKey(customerId, key, outcome) {
      const press = await pressOf(customerId, key);
      const lease = begun.get(press);
      if (!lease) return;
      begun.delete(press);
      lease.end();
      const goodMs = outcome ? Math.floor(Math.min(keptForMs, goodForMs(outcome, now()))) : 0;
      if (!outcome || goodMs <= 0) await commands.run(drop, [press], [heldBy(lease.token)]);
      else await commands.set(press, await outcomes.close(press, { outcome }), goodMs);
    },

    async noteSubmission(customerId, submission) {
      const place = keyOf("submission", customerId);
      await commands.set(place, JSON.stringify(submission), submissionsKeptForMs);
    },

    async submissionOf(customerId) {
      const noted = await commands.get(keyOf("submission", customerId));
      const { startedAt, linkExpiresAt } = Object(noted === null ? undefined : JSON.parse(noted));
      if (typeof startedAt !== "string") return undefined;
      return { startedAt, ...(typeof linkExpiresAt === "string" && { linkExpiresAt }) };
    },
  };
}
