/** The type of a language's words for steps. They are loaded with the first step that is opened. */

/** What every step says. */
type FrameKey = `step.${"back"}`;

/** The step in which a code is sent and typed. */
type CodeKey =
  | `code.${"where" | "where_to" | "send" | "send_to" | "sending" | "have"}`
  | `code.${"sent" | "sent_to" | "ask" | "until" | "label" | "confirm" | "checking"}`
  | `code.${"again" | "again_in" | "again_at" | "wait" | "wrong_phone" | "wrong_email" | "wrong_help"}`
  | `code.${"empty" | "odd" | "refused" | "expired"}`;

/** Every key of the words for steps. */
export type StepMessageKey = FrameKey | CodeKey;

/** A language's words for steps. */
export type StepMessages = Readonly<Record<StepMessageKey, string>>;
