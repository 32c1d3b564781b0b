/**
 * Owns: the type of a language: every key is required, so a language that lacks words does not
 * compile, and neither does one with a key that nobody uses any more.
 * Does not own: choosing a language, or filling in values (`element/localize.ts`).
 *
 * Values are plain text, never markup. `{name}` is replaced by a value. A key that ends in `.one`
 * or `.other` is chosen by `Intl.PluralRules`.
 */
import type { OverallStatus } from "../core/checklist.js";
import type { ProblemCode } from "../core/problem.js";
import type { KnownRequirement } from "../core/requirements.js";

/** Screens that open with a heading of their own. */
export type HeadedScreen = OverallStatus | "loading" | "not_started" | "session_ended" | "blocked";

/** Every key of a language. */
export type MessageKey =
  | `heading.${Exclude<HeadedScreen, "incomplete" | "rejected">}`
  | `heading.${"incomplete" | "rejected"}.${"individual" | "business"}`
  | `text.${Exclude<HeadedScreen, "loading" | "blocked" | "pending">}`
  | `text.${"ready" | "hosted" | "began"}`
  | `text.pending.${"individual" | "business"}`
  | "progress"
  | `group.${"yours" | "ours" | "profile"}`
  | `profile.${"kyc_profile_a" | "kyc_profile_b" | "kyb_profile_a"}`
  | `requirement.${KnownRequirement}`
  | `hint.${KnownRequirement}`
  | `state.${"pending" | "complete" | "later" | "required" | "error"}`
  | `status.${OverallStatus}`
  | `hint.${"pending" | "without_action" | "error"}`
  | `action.${"open" | "fix" | "submit" | "new_link" | "continue" | "retry" | "check" | "support" | "sign_in"}`
  | `busy.${"asking" | "leaving" | "loading"}`
  | `left.${"one" | "other" | "review" | "off"}`
  | "destination"
  | "leaving"
  | `step.${"sent" | "review" | "review_hint" | "decision" | "decision_hint"}`
  | "continue_hint"
  | `note.${"checking" | "link_expired" | "sent" | "login_changed" | "paused"}`
  | "reference"
  | "more"
  | `problem.${ProblemCode}`;

/** A complete language. */
export type Messages = Readonly<Record<MessageKey, string>>;

/**
 * A page's own words: any key, and `requirement.NAME`, `hint.NAME` or `profile.NAME` for names that
 * the element does not know.
 */
export type OwnMessages = Readonly<
  Partial<Record<MessageKey | `${"requirement" | "hint" | "profile"}.${string}`, string>>
>;
