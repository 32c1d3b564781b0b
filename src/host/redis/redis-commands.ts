import type { Stage } from "./command-queue.js";

/** What a script returns. */
export type Reply = string | number | null | readonly Reply[];

/**
 * The commands that the shared store sends. Each rejects at once when Redis is away, soon when it is
 * silent, and with `StoreBusy` when too many wait.
 */
export interface RedisCommands {
  get(key: string): Promise<string | null>;
  /** Keeps a value for so many milliseconds. */
  set(key: string, value: string, keepMs: number): Promise<void>;
  /**
   * Runs a Lua script whole: no other command comes in between.
   * @param stage Default `next`: something has begun already.
   */
  run(
    script: string,
    keys: readonly string[],
    args: readonly (string | number)[],
    stage?: Stage,
  ): Promise<Reply>;
  /**
   * Runs a script that ends something, and may run twice. Resolves after the first attempt; one that
   * failed is repeated for a minute.
   */
  settle(
    script: string,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<void>;
}

/** Messages between processes: the change of a customer, or the end of something that was being made. */
export interface RedisSignals {
  /** The channel's name, for scripts that publish. */
  readonly channel: string;
  /** Whether messages arrive at this process now. */
  isHearing(): boolean;
  /** Called for every message, also of this process; with `undefined` when some may have been missed. */
  listen(listener: (message: string | undefined) => void): () => void;
}

/**
 * Makes the name of a key. Parts that come from elsewhere hold no colon. All names begin with one hash
 * tag: a cluster keeps all of them in one place, so that a script may use several.
 */
export type KeyOf = (...parts: readonly string[]) => string;
