/** A value of a script's. */
export type Reply = string | number | null | readonly Reply[];

/** What the shared store asks of Redis. Each rejects at once when Redis is away, and soon when it hangs. */
export interface RedisCommands {
  get(key: string): Promise<string | null>;
  /** Keeps a value for so many milliseconds. */
  set(key: string, value: string, keepMs: number): Promise<void>;
  /** Runs a Lua script whole: no other command comes in between. */
  run(script: string, keys: readonly string[], args: readonly (string | number)[]): Promise<Reply>;
}

/** What processes tell each other: news of a customer, or the end of something that was being made. */
export interface RedisSignals {
  /** The channel's name, for scripts that publish. */
  readonly channel: string;
  /** Whether messages arrive at this process now. */
  isHearing(): boolean;
  /** Told every message, from this process too; `undefined` when some may have been missed. */
  listen(listener: (message: string | undefined) => void): () => void;
}

/** Says where something stands. Parts that come from elsewhere hold no colon. */
export type KeyOf = (...parts: readonly string[]) => string;
