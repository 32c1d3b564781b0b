/**
 * Owns: the type of a language: every key is required, so a language that lacks words does not
 * compile, and neither does one with a key that nobody uses any more.
 * Does not own: choosing a language, or filling in values (`element/localize.ts`).
 *
 * English alone comes in two parts: its first words travel with the element, so that the first
 * checklist waits for nothing; the rest follows as a language of its own.
 *
 * Values are plain text, never markup. `{name}` is replaced by a value. A key that ends in `.one`
 * or `.other` is chosen by `Intl.PluralRules`.
 */
import type { OverallStatus, ProfileStatus } from "../core/checklist.js";
import type { ProblemCode } from "../core/problem.js";
import type { KnownRequirement } from "../core/requirements.js";

/** Words that the first checklist may need. */
export type FirstKey =
  | `heading.${"loading" | "incomplete.individual" | "incomplete.business"}`
  | `text.${"incomplete" | "ready" | "hosted" | "began"}`
  | "progress"
  | `group.${"yours" | "ours"}`
  | `profile.${"kyc_profile_a" | "kyc_profile_b" | "kyb_profile_a"}`
  | `requirement.${KnownRequirement}`
  | `hint.${Hinted | "pending" | "without_action" | "error"}`
  | `state.${"pending" | "complete" | "later" | "required" | "error"}`
  | `status.${ProfileStatus}`
  | `action.${"open" | "fix" | "submit" | "new_link" | "retry" | "support"}`
  | `left.${"one" | "other" | "review" | "off"}`
  | "destination"
  | "note.link_expired"
  | "more"
  | "problem.offline";

/** Requirements whose name alone does not say what to prepare. */
type Hinted = Exclude<
  KnownRequirement,
  | "email_address"
  | "phone_number"
  | "residential_address"
  | "tax_identification_number"
  | "liveness_report_document"
>;

/** Every other word. */
export type LaterKey =
  | `heading.${SettledScreen | "rejected.individual" | "rejected.business"}`
  | `text.${Exclude<SettledScreen, "blocked" | "pending"> | "rejected"}`
  | `text.pending.${"individual" | "business"}`
  | `action.${"continue" | "check" | "sign_in"}`
  | `busy.${"asking" | "leaving"}`
  | "leaving"
  | `step.${"sent" | "review" | "review_hint" | "decision" | "decision_hint"}`
  | "continue_hint"
  | `note.${"checking" | "sent" | "login_changed" | "paused"}`
  | "reference"
  | Exclude<`problem.${ProblemCode}`, FirstKey>;

type SettledScreen =
  | "not_started"
  | "session_ended"
  | "blocked"
  | Exclude<OverallStatus, "incomplete" | "rejected">;

/** Every key of a language. */
export type MessageKey = FirstKey | LaterKey;

/** A complete language. */
export type Messages = Readonly<Record<MessageKey, string>>;

/**
 * A page's own words, by any of the keys and by `requirement.NAME`, `hint.NAME` or `profile.NAME` for names that
 * the element does not know.
 */
export type OwnMessages = Readonly<
  Partial<Record<MessageKey | `${"requirement" | "hint" | "profile"}.${string}`, string>>
>;
