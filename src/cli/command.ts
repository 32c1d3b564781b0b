/** What a command writes to, and what it knows about the process. */
export interface CommandContext {
  /** Takes the output. */
  readonly write: (text: string) => void;
  /** Takes error messages. */
  readonly writeError: (text: string) => void;
  /** Variables by name, such as `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Resolves when the process is asked to end. Before the first call, that request ends the process. */
  readonly untilStopped: () => Promise<unknown>;
}

/** A command: takes the arguments after its name, returns the exit code. Never throws. */
export type Command = (args: readonly string[], context: CommandContext) => Promise<number>;

/** A command in the table of commands. */
export interface CommandEntry {
  /** One line for the overview. */
  readonly summary: string;
  /** Loads the command's code, which no other command needs. */
  readonly load: () => Promise<Command>;
}
