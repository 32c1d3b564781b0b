/**
 * Owns: the type of a language: every key is required, so a language that lacks words does not
 * compile, and neither does one with a key that nothing uses any more.
 *
 * Values are plain text, never markup. `{name}` is replaced by a value. `minutes.one` and its
 * neighbours are chosen by `Intl.PluralRules`: a language has exactly the categories it knows.
 */
import type { OverallStatus, ProfileStatus } from "../core/checklist.js";
import type { BusinessRequirement, KnownRequirement } from "../core/requirements.js";
import type { StepMessageKey } from "./steps/messages.js";

type CustomerType = "individual" | "business";

/** The heading of each screen. */
type HeadingKey =
  | `heading.${"loading" | "not_started" | "sign_in" | "session_ended" | "blocked"}`
  | `heading.${Exclude<OverallStatus, "incomplete" | "rejected">}`
  | `heading.${"incomplete" | "rejected"}.${CustomerType}`;

/** The sentence under a heading. */
type TextKey =
  | `text.${"ready" | "look" | "sent" | "hosted" | "began" | "not_started" | "session_ended"}`
  | `text.${Exclude<OverallStatus, "pending">}`
  | `text.pending.${CustomerType}`;

/** The list itself, the tag on each row, and the sentence under the submit. */
type ListKey =
  | "progress"
  | "minutes.other"
  | `group.${"next" | "after" | "yours" | "ours"}`
  | "done"
  | "more"
  | `state.${"required" | "pending" | "complete" | "later" | "error"}`
  | `left.${"review" | "off"}`
  | "destination";

/** The name of each requirement, and the sentence under it. */
type RequirementKey =
  | `requirement.${KnownRequirement | BusinessRequirement | "unnamed"}`
  | `hint.${Exclude<KnownRequirement, "approval">}`
  | `hint.approval.${CustomerType}`
  | `hint.${"incorporation_certificate_document" | "shareholder_registry_document" | "business_representative"}`
  | `hint.${"pending" | "error" | "repeated" | "without_action"}`;

/** The primary button of each requirement that a customer can open, and of those without words. */
type DoKey = `do.${Exclude<KnownRequirement, "identity_verification" | "approval"> | "unnamed"}`;

/** Where there are several verification profiles. */
type ProfileKey =
  | `profile.${"kyc_profile_a" | "kyc_profile_b" | "kyb_profile_a" | "unnamed"}`
  | `status.${ProfileStatus}`;

/** The way of a review, and the question above "Continue verification". */
type ReviewKey = `step.${"sent" | "review" | "decision" | "decision_hint"}` | "continue_hint";

/** Buttons, and what they say while they work. */
type ButtonKey =
  | `action.${"submit" | "continue" | "new_link" | "open" | "fix" | "check" | "retry"}`
  | `action.${"sign_in" | "support" | "copy" | "close"}`
  | `copy.${"done" | "failed"}`
  | `busy.${"asking" | "leaving" | "qr"}`
  | "leaving";

/** Sentences beside the list. */
type NoteKey =
  | `note.${"checking" | "back" | "done" | "failed" | "added" | "unchanged" | "latest"}`
  | `note.${"saved" | "next"}`
  | `note.${"link_expired" | "sent" | "login_changed" | "paused" | "in_app" | "slow"}`;

/** The QR panel. */
type QrKey = `qr.${"open" | "text" | "code" | "until" | "expired" | "new_code"}`;

/** The sentences for problems: several codes mean the same to a customer. */
export type ProblemWords =
  | "sign_in"
  | "site"
  | "not_here"
  | "in_flight"
  | "wrong_state"
  | "outstanding"
  | "busy"
  | "unanswered"
  | "offline"
  | "unreached"
  | "unreadable"
  | "link_expired"
  | "link_refused";

/** Problems; `unloaded` = a part of the element could not be loaded. */
type ProblemKey = `problem.${ProblemWords | "unloaded"}` | "reference";

/** Every key that each language has. */
export type MessageKey =
  | HeadingKey
  | TextKey
  | ListKey
  | RequirementKey
  | DoKey
  | ProfileKey
  | ReviewKey
  | ButtonKey
  | NoteKey
  | QrKey
  | ProblemKey;

/** Plural categories that not every language has. */
type PluralKey = `minutes.${"zero" | "one" | "two" | "few" | "many"}`;

/** A complete language. */
export type Messages = Readonly<
  Record<MessageKey, string> &
    Partial<Record<PluralKey, string>> & {
      /** The direction it is written in. */
      readonly dir: "ltr" | "rtl";
    }
>;

/**
 * A page's own words, by any of the keys and by `requirement.NAME`, `do.NAME`, `hint.NAME` or `profile.NAME`
 * for names that the element does not know.
 */
export type OwnMessages = Readonly<
  Partial<
    Record<
      | MessageKey
      | StepMessageKey
      | PluralKey
      | `${"requirement" | "do" | "hint" | "profile"}.${string}`,
      string
    >
  >
>;
