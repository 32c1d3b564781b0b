import type { Behaviour } from "../behaviour.js";
import type { SimulatedMeta } from "../customers/customer.js";
import { isObject, isText, type JsonObject } from "../json.js";
import type { FieldError } from "./api-response.js";

const emailPattern = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/;
const maxEmailLength = 254;
const phonePattern = /^\+(?:[0-9]){6,14}[0-9]$/;
const countryPattern = /^[A-Z]{3}$/;

/** An e-mail address of 254 characters at most. */
export function isEmail(value: unknown): value is string {
  return isText(value) && value.length <= maxEmailLength && emailPattern.test(value);
}

/** A phone number in E.164, by the pattern of SpherePay's schema. */
export function isPhone(value: unknown): value is string {
  return isText(value) && phonePattern.test(value);
}

/** A country as ISO 3166-1 alpha-3 writes it, or XKX. */
export function isCountry(value: unknown): value is string {
  return isText(value) && countryPattern.test(value);
}

/** A flat map whose values are null or primitive. */
export function isMeta(value: unknown): value is SimulatedMeta {
  return (
    isObject(value) &&
    Object.values(value).every((entry) => entry === null || typeof entry !== "object")
  );
}

/** The errors of an address: `line1`, `city` and an ISO 3166-1 alpha-3 country are required. */
export function addressErrors(value: unknown, pointer: string): readonly FieldError[] {
  if (!isObject(value)) {
    return [{ detail: "address is required", pointer }];
  }
  const { line1, city, country } = value;
  const optional = ["line2", "state", "postalCode"].filter(
    (name) => value[name] !== undefined && value[name] !== null && typeof value[name] !== "string",
  );
  return [
    ...optional.map((name) => ({ detail: `${name} must be text`, pointer: `${pointer}/${name}` })),
    ...(isText(line1) ? [] : [{ detail: "line1 is required", pointer: `${pointer}/line1` }]),
    ...(isText(city) ? [] : [{ detail: "city is required", pointer: `${pointer}/city` }]),
    ...(isCountry(country)
      ? []
      : [{ detail: "country must be ISO 3166-1 alpha-3", pointer: `${pointer}/country` }]),
  ];
}

/** The errors of a business's addresses: a registered and an operating one are required. */
export function businessAddressErrors(value: unknown): readonly FieldError[] {
  const addresses: readonly unknown[] = Array.isArray(value) ? value : [];
  const types = addresses.map((address) => (isObject(address) ? address["type"] : undefined));
  const missing = ["registered", "operating"].filter((type) => !types.includes(type));
  return [
    ...missing.map((type) => ({
      detail: `an address of type ${type} is required`,
      pointer: "/addresses",
    })),
    ...addresses.flatMap((address, index) => addressErrors(address, `/addresses/${index}`)),
  ];
}

/** The error of an optional member that must be an object. */
export function objectErrors(json: JsonObject, name: string): readonly FieldError[] {
  return json[name] === undefined || isObject(json[name])
    ? []
    : [{ detail: `${name} must be an object`, pointer: `/${name}` }];
}

const taxPrefix = "taxIdentificationNumber";

/** Whether any tax field is there. */
export function hasTaxFields(personalInformation: JsonObject): boolean {
  return Object.keys(personalInformation).some((name) => name.startsWith(taxPrefix));
}

/**
 * The errors of tax fields: when one of them is sent, number, type and country are required, and with
 * `other` a description. The USA has `ssn`, and `itin` where that is not refused; the table of other
 * countries is on no page that could be read, so that they take any type.
 */
export function taxErrors(
  personalInformation: JsonObject,
  itin: Behaviour["itin"],
): readonly FieldError[] {
  if (!hasTaxFields(personalInformation)) {
    return [];
  }
  const pointer = (name: string) => `/personalInformation/${name}`;
  const [typeName, countryName] = [`${taxPrefix}Type`, `${taxPrefix}Country`];
  const { [typeName]: type, [countryName]: country } = personalInformation;
  const needed = ["", "Type", "Country", ...(type === "other" ? ["Description"] : [])]
    .map((suffix) => taxPrefix + suffix)
    .filter((name) => !isText(personalInformation[name]))
    .map((name) => ({ detail: `${name} is required`, pointer: pointer(name) }));
  const types = itin === "refused" ? ["ssn"] : ["ssn", "itin"];
  const isWrongType = country === "USA" && isText(type) && !types.includes(type);
  const isWrongCountry = isText(country) && !isCountry(country);
  return [
    ...needed,
    ...(isWrongType
      ? [{ detail: `type must be one of ${types.join(", ")}`, pointer: pointer(typeName) }]
      : []),
    ...(isWrongCountry
      ? [{ detail: "country must be ISO 3166-1 alpha-3", pointer: pointer(countryName) }]
      : []),
  ];
}

/** What SpherePay echoes: never the tax number, and an `itin` as it handles it. */
export function personalEcho(
  personalInformation: JsonObject,
  itin: Behaviour["itin"],
): Record<string, unknown> {
  const { [taxPrefix]: _number, ...echo } = personalInformation;
  const typeName = `${taxPrefix}Type`;
  const isTurned =
    itin === "ssn" && echo[`${taxPrefix}Country`] === "USA" && echo[typeName] === "itin";
  return isTurned ? { ...echo, [typeName]: "ssn" } : echo;
}

/** The errors of names, which are text that is not empty, and of the birth date, YYYY-MM-DD. */
export function nameErrors(personalInformation: JsonObject): readonly FieldError[] {
  const wrong = ["firstName", "middleName", "lastName"].filter(
    (name) => name in personalInformation && !isText(personalInformation[name]),
  );
  const { dateOfBirth } = personalInformation;
  const isDate = isText(dateOfBirth) && /^\d{4}-\d\d-\d\d$/.test(dateOfBirth);
  return [
    ...wrong.map((name) => ({
      detail: `${name} must be text`,
      pointer: `/personalInformation/${name}`,
    })),
    ...(dateOfBirth === undefined || (isDate && !Number.isNaN(Date.parse(dateOfBirth)))
      ? []
      : [
          {
            detail: "dateOfBirth must be YYYY-MM-DD",
            pointer: "/personalInformation/dateOfBirth",
          },
        ]),
  ];
}
