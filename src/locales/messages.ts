/**
 * Owns: the type of a language: every key is required, so a language that lacks words does not
 * compile, and neither does one with a key that nobody uses any more.
 * Does not own: choosing a language, or filling in values (`element/localize.ts`).
 *
 * English alone comes in two parts: its first words travel with the element, so that the first
 * checklist waits for nothing; the rest follows as a language of its own. The other languages
 * keep what few people come to read in files of their own (`rare/`), so that neither grows too large.
 *
 * Values are plain text, never markup. `{name}` is replaced by a value. `left.one` and its
 * neighbours are chosen by `Intl.PluralRules`: a language has exactly the categories it knows.
 */
import type { OverallStatus, ProfileStatus } from "../core/checklist.js";
import type { BusinessRequirement, KnownRequirement } from "../core/requirements.js";

/** Words that the checklist of somebody new may need: one profile, nothing submitted yet. */
export type FirstKey =
  | `heading.${"loading" | "incomplete.individual"}`
  | `text.${"incomplete" | "ready"}`
  | "progress"
  | `group.${"yours" | "ours"}`
  | `requirement.${Exclude<KnownRequirement, Seldom>}`
  | `hint.${Exclude<KnownRequirement, "approval" | Seldom | Detail>}`
  | `hint.${"approval.individual" | "pending" | "without_action"}`
  | `state.${"pending" | "complete" | "later" | "required"}`
  | `action.${"open" | "submit" | "retry" | "support" | "reload"}`
  | `left.${"other" | "review"}`
  | "destination"
  | "problem.unloaded";

/** What the site has usually asked for before anybody sees a checklist. */
type Detail =
  | "email_address"
  | "phone_number"
  | "residential_address"
  | "tax_identification_number";

/** What SpherePay no longer asks for, or only some: in its platform-managed model, in some countries. */
type Seldom =
  | "email_verification"
  | "phone_verification"
  | "proof_of_address_document"
  | "liveness_report_document";

/** Every other word. */
export type LaterKey =
  | `heading.${SettledScreen | "sign_in" | "rejected.individual" | "rejected.business"}`
  | `text.${Exclude<SettledScreen, "blocked" | "pending"> | "rejected"}`
  | `text.${"hosted" | "began" | "look" | "sent" | "pending.individual" | "pending.business"}`
  | `profile.${"kyc_profile_a" | "kyc_profile_b" | "kyb_profile_a"}`
  | `status.${ProfileStatus}`
  | "left.off"
  | "more"
  | "heading.incomplete.business"
  | "hint.approval.business"
  | `requirement.${Seldom}`
  | `hint.${"error" | "repeated" | Detail | Seldom}`
  | "state.error"
  | "action.fix"
  | `action.${"new_link" | "continue" | "check" | "sign_in" | "copy" | "close"}`
  | `busy.${"asking" | "leaving" | "code"}`
  | "leaving"
  | `step.${"sent" | "review" | "decision" | "decision_hint"}`
  | "continue_hint"
  | `note.${"checking" | "back" | "unchanged" | "latest" | "done" | "failed" | "added"}`
  | `note.${"link_expired" | "sent" | "login_changed" | "paused" | "in_app"}`
  | `phone.${"open" | "text" | "code" | "until" | "expired" | "new_code"}`
  | `copy.${"done" | "failed"}`
  | "reference"
  | `problem.${ProblemWords | "offline"}`
  | BusinessItemKey;

/** Names and hints that only a business needs. */
type BusinessItemKey =
  | `requirement.${BusinessRequirement}`
  | `hint.${"incorporation_certificate_document" | "shareholder_registry_document" | "business_representative"}`;

/** The sentences that problems are told in: several codes mean the same to a customer. */
export type ProblemWords =
  | "sign_in"
  | "site"
  | "not_here"
  | "in_flight"
  | "wrong_state"
  | "outstanding"
  | "busy"
  | "unanswered"
  | "unreadable"
  | "link_expired"
  | "link_refused";

type SettledScreen =
  | "not_started"
  | "session_ended"
  | "blocked"
  | Exclude<OverallStatus, "incomplete" | "rejected">;

/** Plural categories that not every language has. */
type PluralKey = `left.${"zero" | "one" | "two" | "few" | "many"}`;

/** Every key that each language has. */
export type MessageKey = FirstKey | LaterKey;

/** What few people come to read: the words of a business, and of several profiles. */
type RareKey =
  | BusinessItemKey
  | `heading.${"incomplete" | "rejected"}.business`
  | "text.pending.business"
  | "hint.approval.business"
  | `profile.${"kyc_profile_a" | "kyc_profile_b" | "kyb_profile_a"}`
  | `status.${ProfileStatus}`
  | "hint.repeated";

/** The words of one language that few people come to read. */
export type RareMessages = Readonly<Record<RareKey, string>>;

/** A language without them. */
export type UsualMessages = Omit<Messages, RareKey>;

/** A complete language. */
export type Messages = Readonly<
  Record<MessageKey, string> &
    Partial<Record<PluralKey, string>> & {
      /** The direction it is written in. */
      readonly dir: "ltr" | "rtl";
    }
>;

/**
 * A page's own words, by any of the keys and by `requirement.NAME`, `hint.NAME` or `profile.NAME`
 * for names that the element does not know.
 */
export type OwnMessages = Readonly<
  Partial<
    Record<MessageKey | PluralKey | `${"requirement" | "hint" | "profile"}.${string}`, string>
  >
>;
