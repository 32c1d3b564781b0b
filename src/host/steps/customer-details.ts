/**
 * Owns: the details that a customer may send, and what SpherePay is sent of them: an allow-list in
 * both directions, so that `meta`, which would replace the host's own, cannot be sent at all.
 * Does not own: sending it, or where an error leads.
 */
import { Failure } from "../http/failure.js";

/** An address on the wire, and at SpherePay. */
export interface Address {
  readonly line1: string;
  readonly line2?: string;
  readonly city: string;
  readonly state?: string;
  readonly postalCode?: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
}

/** A tax number on the wire. */
export interface TaxNumber {
  readonly number: string;
  /** SpherePay's word, such as `ssn`, `cpf`, `national_id`. */
  readonly type: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  /** What the number is, for the type `other`. */
  readonly description?: string;
}

/** What a customer has sent. */
export interface CustomerDetails {
  readonly address?: Address;
  readonly tax?: TaxNumber;
}

const longest = 256;
const countryForm = /^[A-Z]{3}$/;
const typeForm = /^[a-z][a-z0-9_]{0,63}$/;
const invisible = /\p{Cc}|\p{Cs}/u;

const refused = (fields: readonly string[]) =>
  new Failure("details_refused", "details_incomplete", { requirements: fields });
const malformed = () => new Failure("bad_request", "body_malformed");

/** Reads the texts of one part by name, and notes which are missing or cannot be right. */
function readTexts<N extends string>(
  given: unknown,
  part: string,
  forms: Readonly<Record<N, RegExp | undefined>>,
  needed: readonly N[],
): { readonly texts: Partial<Record<N, string>>; readonly wrong: readonly string[] } {
  if (Object.prototype.toString.call(given) !== "[object Object]") throw malformed();
  const texts: Partial<Record<N, string>> = {};
  const wrong: string[] = [];
  for (const name of Object.keys(forms) as N[]) {
    const value: unknown = Reflect.get(Object(given), name) ?? "";
    if (typeof value !== "string") throw malformed();
    const text = value.trim();
    const fits =
      text.length <= longest && !invisible.test(text) && (forms[name]?.test(text) ?? true);
    if (text === "" ? needed.includes(name) : !fits) wrong.push(`${part}/${name}`);
    else if (text !== "") texts[name] = text;
  }
  return { texts, wrong };
}

const addressForms = {
  line1: undefined,
  line2: undefined,
  city: undefined,
  state: undefined,
  postalCode: undefined,
  country: countryForm,
};
const taxForms = {
  number: undefined,
  type: typeForm,
  country: countryForm,
  description: undefined,
};

function readAddress(given: unknown) {
  const { texts, wrong } = readTexts(given, "address", addressForms, ["line1", "city", "country"]);
  const { line1 = "", city = "", country = "", ...rest } = texts;
  return { address: { line1, city, country, ...rest }, wrong };
}

function readTax(given: unknown) {
  const isOther = Object(given).type === "other";
  const needed = ["number", "type", "country", ...(isOther ? (["description"] as const) : [])];
  const names = needed as readonly (keyof typeof taxForms)[];
  const { texts, wrong } = readTexts(given, "tax", taxForms, names);
  const { number = "", type = "", country = "", ...rest } = texts;
  return { tax: { number, type, country, ...rest }, wrong };
}

/**
 * Reads the body of `PATCH /details`. Nothing is required that a country may lack; blanks around a
 * value are left out, and so are empty values.
 * @throws {Failure} `bad_request` for what is no details; `details_refused`, pointing at the fields.
 */
export function readDetails(json: unknown): CustomerDetails {
  const given = Object(json);
  const address = given.address == null ? undefined : readAddress(given.address);
  const tax = given.tax == null ? undefined : readTax(given.tax);
  if (!address && !tax) throw malformed();
  const wrong = [...(address?.wrong ?? []), ...(tax?.wrong ?? [])];
  if (wrong.length > 0) throw refused(wrong);
  return {
    ...(address && { address: address.address }),
    ...(tax && { tax: tax.tax }),
  };
}

/**
 * The body of SpherePay's `PATCH /v2/customer/{id}`, with the flat names of "Update customer": a tax
 * number goes with its type, its country and the address.
 * @throws {Failure} `details_refused`, pointing at `/address`, for a tax number without one.
 */
export function patchOf({ address, tax }: CustomerDetails): object {
  if (tax && !address) throw refused(["address"]);
  return {
    ...(address && { address }),
    ...(tax && {
      personalInformation: {
        taxIdentificationNumber: tax.number,
        taxIdentificationNumberType: tax.type,
        taxIdentificationNumberCountry: tax.country,
        ...(tax.description !== undefined && {
          taxIdentificationNumberDescription: tax.description,
        }),
      },
    }),
  };
}

const pointers: Readonly<Record<string, string>> = {
  taxIdentificationNumber: "tax/number",
  taxIdentificationNumberType: "tax/type",
  taxIdentificationNumberCountry: "tax/country",
  taxIdentificationNumberDescription: "tax/description",
};

/** The field that a pointer of SpherePay's means; `undefined` for one that no customer has filled in. */
export function fieldAt(pointer: string): string | undefined {
  const [, part = "", name, ...rest] = pointer.split("/");
  if (rest.length > 0) return undefined;
  if (part === "address") {
    if (name === undefined) return "address";
    return Object.hasOwn(addressForms, name) ? `address/${name}` : undefined;
  }
  const field = part === "personalInformation" ? name : name === undefined ? part : undefined;
  return field !== undefined && Object.hasOwn(pointers, field) ? pointers[field] : undefined;
}
