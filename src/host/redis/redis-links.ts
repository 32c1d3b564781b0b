/**
 * Owns: links and notes as all processes share them.
 * Does not own: what a link is for, or how Redis is reached.
 * Why: clicks in ten tabs may reach ten processes. One of them calls SpherePay; the others wait for
 * its outcome, and take over when its call must have ended.
 */
import type { Schedule } from "../runtime.js";
import { type LinkStore, type Outcome, sharedForMs } from "../store/store.js";
import type { KeyOf, RedisCommands, RedisSignals } from "./redis-commands.js";
import { createRedisIdempotencyKeys } from "./redis-idempotency-keys.js";
import { createLeases, heldBy, tokenIn } from "./redis-leases.js";
import { type Ended, type SealedOutcomes, validForMs } from "./sealed-outcomes.js";

/** What {@link createRedisLinks} needs. */
export interface RedisLinksSettings {
  readonly commands: RedisCommands;
  readonly signals: RedisSignals;
  readonly outcomes: SealedOutcomes;
  readonly keyOf: KeyOf;
  readonly schedule: Schedule;
  /** Milliseconds. */
  readonly now: () => number;
}

const submissionsKeptForMs = 90 * 24 * 3_600_000;
const lookAgainMs = 250;
const endKeptForMs = 10_000;

// KEYS: the place, the place of the end. ARGV: what the holder wrote, the end, how long it is shared
// (0: not at all), how long waiting processes can read it, the channel, the token.
const finish = `
if redis.call('GET', KEYS[1]) == ARGV[1] then
  if tonumber(ARGV[3]) > 0 then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  else redis.call('DEL', KEYS[1]) end
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[4])
redis.call('PUBLISH', ARGV[5], 'end ' .. ARGV[6])
return false`;

/** Links, idempotency keys and notes in Redis. Every method rejects while Redis is away. */
export function createRedisLinks(settings: RedisLinksSettings): LinkStore {
  const { commands, signals, outcomes, keyOf, schedule, now } = settings;
  const leases = createLeases(commands);
  const making = new Map<string, Promise<Outcome>>();

  const endOf = (token: string) => keyOf("end", token);
  const placeOf = (customerId: string, requirement: string) =>
    keyOf("link", customerId, requirement);

  /** The outcome that stands at its place, while it is valid. */
  async function validOutcome(place: string, sealed: string): Promise<Outcome | undefined> {
    const ended = await outcomes.open(place, sealed);
    if (!ended || !("outcome" in ended) || validForMs(ended.outcome, now()) <= 0) return undefined;
    return ended.outcome;
  }

  /** Resolves when the holder announces the end, or after a while. */
  function endAnnounced(token: string): Promise<void> {
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

  /** What came of it elsewhere; `undefined` when the process that made it is gone. */
  async function endElsewhere(place: string, token: string): Promise<Ended | undefined> {
    for (;;) {
      const announced = endAnnounced(token);
      const isHeld = (await commands.get(place)) === heldBy(token);
      const sealed = await commands.get(endOf(token));
      if (sealed !== null) return outcomes.open(place, sealed);
      if (!isHeld) return undefined;
      await announced;
    }
  }

  async function makeHere(
    place: string,
    token: string,
    make: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const ended: Ended = await make().then(
      (outcome) => ({ outcome }),
      (error: Error) => ({ error }),
    );
    const validMs = "outcome" in ended ? validForMs(ended.outcome, now()) : 0;
    const shareMs = Math.max(0, Math.floor(Math.min(sharedForMs, validMs)));
    const sealed = await outcomes.close(place, ended);
    // What SpherePay has returned reaches the customer who clicked, whatever becomes of the sharing.
    await commands.settle(
      finish,
      [place, endOf(token)],
      [heldBy(token), sealed, shareMs, endKeptForMs, signals.channel, token],
    );
    if ("error" in ended) throw ended.error;
    return ended.outcome;
  }

  async function shareAcrossProcesses(
    place: string,
    make: () => Promise<Outcome>,
    longestMs: number,
  ): Promise<Outcome> {
    for (;;) {
      const taken = await leases.take(place, longestMs);
      if (typeof taken !== "string") return makeHere(place, taken.token, make);
      const token = tokenIn(taken);
      if (token === undefined) {
        const outcome = await validOutcome(place, taken);
        if (outcome) return outcome;
        await leases.drop(place, taken);
      } else {
        const ended = await endElsewhere(place, token);
        if (ended && "error" in ended) throw ended.error;
        if (ended) return ended.outcome;
      }
    }
  }

  return {
    ...createRedisIdempotencyKeys({ ...settings, placeOf }),

    shareLink(customerId, requirement, make, longestMs) {
      const place = placeOf(customerId, requirement);
      const joined = making.get(place);
      if (joined) return joined;
      const started = shareAcrossProcesses(place, make, longestMs).finally(() =>
        making.delete(place),
      );
      making.set(place, started);
      return started;
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
