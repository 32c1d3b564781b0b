/** The type of a language's words for steps. They are loaded with the first step that is opened. */

/** What every step says. */
export type FrameMessageKey = `step.${"back" | "choose"}`;

/** The step in which a code is sent and typed. */
export type CodeMessageKey =
  | `code.${"where" | "where_to" | "send" | "send_to" | "sending" | "have"}`
  | `code.${"sent" | "sent_to" | "ask" | "until" | "label" | "confirm" | "checking"}`
  | `code.${"again" | "again_in" | "again_at" | "wait" | "wrong_phone" | "wrong_email" | "wrong_help"}`
  | `code.${"empty" | "odd" | "refused" | "expired"}`;

/** Every form of fields. */
type FieldsKey =
  | `fields.${"save" | "saving" | "optional" | "summary" | "empty" | "unchosen"}`
  | `fields.${"refused" | "like" | "all" | "locked"}`;

/** The parts of an address, as countries call them. */
type AddressKey =
  | `address.${"country" | "line1" | "line2" | "city" | "town" | "suburb" | "district"}`
  | `address.${"state" | "province" | "county" | "department" | "governorate" | "island"}`
  | `address.${"parish" | "prefecture" | "emirate" | "region"}`
  | `address.${"postal" | "postcode" | "zip" | "pin" | "cep" | "eircode"}`;

/** The step of a tax number. */
type TaxKey =
  | `tax.${"address" | "country" | "kind" | "number" | "description"}`
  | `tax.${"ssn" | "itin" | "cpf" | "national_id" | "passport" | "other"}`;

/** What the steps of an address and a tax number say. */
export type FieldsMessageKey = FieldsKey | AddressKey | TaxKey;

/** The step in which a document is chosen and sent. */
export type DocumentMessageKey =
  | `document.${"which" | "passport" | "id_card" | "drivers" | "residence_permit" | "no_type" | "country"}`
  | `document.${"no_country" | "hint" | "formats" | "drop" | "private" | "slot_front" | "slot_back"}`
  | `document.${"slot_file" | "choose" | "add_front" | "add_back" | "add_file" | "another" | "send" | "cancel"}`
  | `document.${"replace" | "remove" | "anyway" | "reading" | "waiting" | "held" | "sending"}`
  | `document.${"checking" | "share" | "received" | "ask_refused" | "ask_twice" | "empty" | "large"}`
  | `document.${"type" | "gone" | "refused" | "refused_country" | "wait" | "failed" | "all"}`
  | `document.${"other" | "help"}`;

/** Every key of the words for steps. */
export type StepMessageKey =
  | FrameMessageKey
  | CodeMessageKey
  | FieldsMessageKey
  | DocumentMessageKey;

/** A language's words for steps. */
export type StepMessages = Readonly<Record<StepMessageKey, string>>;
