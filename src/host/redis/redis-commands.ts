/** What a script returns. */
export type Reply = string | number | null | readonly Reply[];

/** The commands that the shared store sends. Each rejects at once when Redis is away, and soon when it hangs. */
export interface RedisCommands {
  get(key: string): Promise<string | null>;
  /** Keeps a value for so many milliseconds. */
  set(key: string, value: string, keepMs: number): Promise<void>;
  /** Runs a Lua script whole: no other command comes in between. */
  run(script: string, keys: readonly string[], args: readonly (string | number)[]): Promise<Reply>;
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

/** Makes the name of a key. Parts that come from elsewhere hold no colon. */
export type KeyOf = (...parts: readonly string[]) => string;
