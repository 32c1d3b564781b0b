/**
 * Owns: how many commands are on their way to Redis, and which one is next.
 * Does not own: what they are.
 * Why: a thousand clicks at once are more than Redis and this process do in a second. They wait for
 * their turn; beyond a limit they are refused while nothing has begun. What has begun goes on first,
 * and what gives something back is never refused.
 */
import type { Schedule } from "../runtime.js";
import { StoreBusy } from "../store/store.js";

/** `first`: nothing has begun; `next`: something has; `last`: it ends what has begun. */
export type Stage = "first" | "next" | "last";

/** What {@link createCommandQueue} needs. */
export interface CommandQueueSettings {
  readonly schedule: Schedule;
  /** How many commands are sent and unanswered at most. */
  readonly maxSent: number;
  /** How many commands of a stage wait at most. */
  readonly maxWaiting: Readonly<Record<Stage, number>>;
}

/** Commands on their way. */
export interface CommandQueue {
  /**
   * Sends a command in its turn.
   * @throws {StoreBusy} when too many are waiting, or Redis is silent.
   */
  run<T>(stage: Stage, send: () => Promise<T>): Promise<T>;
  /** Rejects everything that is sent or waits. */
  failAll(error: Error): void;
}

interface Command {
  start(): void;
  reject(error: Error): void;
}

const lookMs = 100;
/**
 * So many looks without a reply, one second, are silence. Looks are counted, and not time: a process
 * that is busy looks late, and reads its replies between two looks.
 */
const silentLooks = 10;
const retryAfterMs = 2_000;

/** Redis is there and silent. What was sent may have been done, or will be. */
class RedisSilent extends StoreBusy {}

/** Whether a command was refused before it was sent. */
export const isRefused = (error: unknown): error is StoreBusy =>
  error instanceof StoreBusy && !(error instanceof RedisSilent);

const inOrder = ["last", "next", "first"] as const;

/** Makes a queue, empty at first. */
export function createCommandQueue(settings: CommandQueueSettings): CommandQueue {
  const { schedule, maxSent, maxWaiting } = settings;
  const sent = new Set<Command>();
  const waiting: Record<Stage, Command[]> = { first: [], next: [], last: [] };
  /** Looks since the last reply; `undefined` while nothing is awaited. */
  let looks: number | undefined;

  function failAll(error: Error): void {
    const failing = [...sent, ...inOrder.flatMap((stage) => waiting[stage].splice(0))];
    sent.clear();
    for (const command of failing) command.reject(error);
  }

  function look(): void {
    if (looks === undefined || sent.size === 0) {
      looks = undefined;
      return;
    }
    looks += 1;
    if (looks >= silentLooks) failAll(new RedisSilent(retryAfterMs));
    schedule(look, lookMs);
  }

  function begin(command: Command): void {
    if (looks === undefined) schedule(look, lookMs);
    if (sent.size === 0) looks = 0;
    sent.add(command);
    command.start();
  }

  function sendNext(): void {
    while (sent.size < maxSent) {
      const stage = inOrder.find((each) => waiting[each].length > 0);
      const command = stage && waiting[stage].shift();
      if (!command) return;
      begin(command);
    }
  }

  return {
    failAll,
    run(stage, send) {
      return new Promise((resolve, reject) => {
        const command: Command = {
          reject,
          start() {
            send()
              .then(resolve, reject)
              .then(() => {
                looks &&= 0;
                if (sent.delete(command)) sendNext();
              });
          },
        };
        if (sent.size < maxSent) return begin(command);
        if (waiting[stage].length >= maxWaiting[stage]) return reject(new StoreBusy(retryAfterMs));
        waiting[stage].push(command);
      });
    },
  };
}
