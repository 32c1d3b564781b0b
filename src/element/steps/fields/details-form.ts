/**
 * Owns: which fields are on the form, for what was chosen so far, and what is sent of them.
 * Does not own: their words and look (`fields-view.ts`).
 * Why: what is drawn, checked, sent and pointed at by the host must be the same fields.
 */
import type { FieldsAction } from "../../../core/action.js";
import type { StepMessageKey } from "../../../locales/steps/messages.js";
import { countries } from "../countries.js";
import { type AddressFormat, addressFormat } from "./address-format.js";
import { taxKinds } from "./tax-kinds.js";

/** One field, by the pointer of the wire without its first slash. */
export interface FormField {
  readonly pointer: string;
  readonly label: StepMessageKey;
  /** Without it nothing is sent. */
  readonly isNeeded: boolean;
  /** Some customers have nothing to fill in. */
  readonly isOptional?: boolean;
  /** A field to choose in: a country, or one of these kinds. */
  readonly choices?: "countries" | readonly string[];
  /** Short ones stand side by side. */
  readonly isShort?: boolean;
  readonly autocomplete: string;
}

/** What was filled in, by pointer. */
export type Values = ReadonlyMap<string, string>;

/** The form as it is now. */
export interface DetailsForm {
  readonly fields: readonly FormField[];
  /** The kind of tax number: a country's only one, or the one that was chosen; else the empty text. */
  readonly kind: string;
  readonly postalExample: string;
  /** What is sent, of the fields that are on the form. */
  body(values: Values): string;
}

const tokens = {
  line1: "address-line1",
  line2: "address-line2",
  city: "address-level2",
  state: "address-level1",
  postalCode: "postal-code",
} as const;

const taxField = (
  name: "country" | "type" | "number" | "description",
  label: StepMessageKey,
  choices?: FormField["choices"],
): FormField => ({
  pointer: `tax/${name}`,
  label,
  isNeeded: true,
  autocomplete: "off",
  ...(choices && { choices }),
});

function taxFields(kinds: readonly string[], kind: string): FormField[] {
  return [
    taxField("country", "tax.country", "countries"),
    ...(kinds.length > 1 ? [taxField("type", "tax.kind", kinds)] : []),
    ...(kind === "other" ? [taxField("description", "tax.description")] : []),
    taxField("number", "tax.number"),
  ];
}

function addressFields({ parts, labels, optional }: AddressFormat): FormField[] {
  const hasCity = parts.includes("city");
  return [
    {
      pointer: "address/country",
      label: "address.country",
      isNeeded: true,
      choices: "countries",
      autocomplete: "country",
    },
    ...parts.map((part) => ({
      pointer: `address/${part}`,
      label: labels[part],
      // Without a city, the region stands in its place.
      isNeeded: part === "line1" || part === (hasCity ? "city" : "state"),
      isOptional: optional.includes(part),
      isShort: !part.startsWith("line"),
      autocomplete: tokens[part],
    })),
  ];
}

const alpha3Of = (alpha2: string): string =>
  countries.find((each) => each.alpha2 === alpha2)?.alpha3 ?? "";

/**
 * The form for what was chosen so far.
 * @param withAddress Whether a tax number needs the address too.
 */
export function detailsForm(
  action: FieldsAction,
  values: Values,
  withAddress: boolean,
): DetailsForm {
  const isTax = action.fields === "tax";
  const kinds = taxKinds(alpha3Of(values.get("tax/country") ?? ""), action.taxTypes);
  const chosen = values.get("tax/type") ?? "";
  const kind = kinds.length === 1 ? (kinds[0] ?? "") : kinds.includes(chosen) ? chosen : "";
  const country = values.get("address/country") ?? "";
  const format = addressFormat(country);
  const fields = [
    ...(isTax ? taxFields(kinds, kind) : []),
    ...(!isTax || withAddress ? addressFields(format) : []),
  ];
  return {
    fields,
    kind,
    postalExample: format.postalExample,
    body(given) {
      const parts: Record<string, Record<string, string>> = {};
      for (const { pointer, choices } of fields) {
        const [part = "", name = ""] = pointer.split("/");
        const text = given.get(pointer)?.trim() ?? "";
        const sent = choices === "countries" ? alpha3Of(text) : text;
        if (sent) parts[part] = { ...parts[part], [name]: sent };
      }
      const { address, tax } = parts;
      // SpherePay needs a city, also of a place that is one.
      const place = new Intl.DisplayNames("en", { type: "region" });
      const city = address?.["city"] ?? address?.["state"] ?? (country && place.of(country));
      return JSON.stringify({
        ...(address && { address: { ...address, city } }),
        ...(tax && { tax: { ...tax, type: kind } }),
      });
    },
  };
}
