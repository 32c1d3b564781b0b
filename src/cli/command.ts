/** What a command writes to and what it knows of the process. */
export interface Surroundings {
  /** Takes what was asked for. */
  readonly write: (text: string) => void;
  /** Takes what is wrong. */
  readonly complain: (text: string) => void;
  /** Variables by name, such as `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Fulfilled when somebody wants the command to end; until it is called, that ends the process. */
  readonly untilStopped: () => Promise<unknown>;
}

/**
 * A command: takes what stands after its name and answers the exit code. Never ends the process and
 * never throws.
 */
export type Command = (args: readonly string[], surroundings: Surroundings) => Promise<number>;

/** A command in the dispatcher's table. */
export interface CommandEntry {
  /** One line for the overview. */
  readonly summary: string;
  /** Loads the command's code, which no other command needs. */
  readonly load: () => Promise<Command>;
}
