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
    ...(isText(country) && countryPattern.test(country)
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

/** The errors of tax fields: when one of them is sent, number, type and country are required. */
export function taxErrors(personalInformation: JsonObject): readonly FieldError[] {
  const prefix = "taxIdentificationNumber";
  if (!Object.keys(personalInformation).some((name) => name.startsWith(prefix))) {
    return [];
  }
  const isOther = personalInformation[`${prefix}Type`] === "other";
  const needed = ["", "Type", "Country", ...(isOther ? ["Description"] : [])];
  return needed
    .map((suffix) => prefix + suffix)
    .filter((name) => !isText(personalInformation[name]))
    .map((name) => ({ detail: `${name} is required`, pointer: `/personalInformation/${name}` }));
}
