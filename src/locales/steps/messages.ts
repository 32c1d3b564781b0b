/** The type of a language's words for steps. They are loaded with the first step that is opened. */

/** What every step says. */
type FrameKey = `step.${"back"}`;

/** The step in which a code is sent and typed. */
export type CodeMessageKey =
  | `code.${"where" | "where_to" | "send" | "send_to" | "sending" | "have"}`
  | `code.${"sent" | "sent_to" | "ask" | "until" | "label" | "confirm" | "checking"}`
  | `code.${"again" | "again_in" | "again_at" | "wait" | "wrong_phone" | "wrong_email" | "wrong_help"}`
  | `code.${"empty" | "odd" | "refused" | "expired"}`;

/** Every form of fields. */
type FieldsKey =
  | `fields.${"save" | "saving" | "optional" | "choose" | "summary" | "empty" | "unchosen"}`
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

/** Every key of the words for steps. */
export type StepMessageKey = FrameKey | CodeMessageKey | FieldsMessageKey;

/** A language's words for steps. */
export type StepMessages = Readonly<Record<StepMessageKey, string>>;
