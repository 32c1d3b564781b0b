import type { Behaviour } from "../behaviour.js";
import type { CustomerType } from "../customers/customer.js";
import type { CustomerDraft } from "../customers/customer-book.js";
import { freshProfile, presetProfiles } from "../customers/presets.js";
import { isText, type JsonObject, objectMember, readObject } from "../json.js";
import type { ApiResponse, FieldError } from "./api-response.js";
import { customerJson } from "./customer-json.js";
import type { EndpointParts } from "./endpoint.js";
import {
  addressErrors,
  businessAddressErrors,
  isEmail,
  isMeta,
  isPhone,
  objectErrors,
  personalEcho,
  taxErrors,
} from "./field-errors.js";

/**
 * `POST /v2/customer` (docs.spherepay.co/api-reference/customer/post): 201 with the customer, or
 * 422 with every error and its JSON pointer. Type, e-mail, E.164 phone and address are required;
 * `businessInformation` is optional, because the hosted page can collect it.
 */
export function createCreateCustomer(parts: EndpointParts): (body: string) => ApiResponse {
  const { customers, problems, behaviour } = parts;
  return (body) => {
    const json = readObject(body);
    if (json === undefined) {
      return problems.invalid();
    }
    const errors = requestErrors(json, behaviour.itin);
    if (errors.length > 0) {
      return problems.validationFailed(errors);
    }
    const { customer } = customers.add(toDraft(json, behaviour));
    return { status: 201, json: customerJson(customer, behaviour) };
  };
}

/**
 * `POST /v2/customer/kyc-link` since July 2026 (docs.spherepay.co/api-reference/customer/kyc-link):
 * creates the customer and the hosted link at once, 201 `{customerId, url, expiresAt}`. It takes one
 * `address` for both types; no page shows which other members a business may send.
 */
export function createCreateByLink(parts: EndpointParts): (body: string) => ApiResponse {
  const { customers, links, problems } = parts;
  return (body) => {
    const json = readObject(body);
    if (json === undefined) {
      return problems.invalid();
    }
    const errors = [...contactErrors(json), ...addressErrors(json["address"], "/address")];
    if (errors.length > 0) {
      return problems.validationFailed(errors);
    }
    const type = typeOf(json);
    const { customer } = customers.add({
      type,
      email: String(json["email"]),
      phone: String(json["phone"]),
      tosStatus: "incomplete",
      profiles: presetProfiles("link-created", type),
      isHosted: true,
    });
    const link = links.mint(customer.id, "verification");
    return { status: 201, json: { customerId: customer.id, ...link } };
  };
}

/** The errors in the members that both ways of creating a customer require. */
function contactErrors({ type, email, phone }: JsonObject): FieldError[] {
  const errors: FieldError[] = [];
  if (type !== "individual" && type !== "business") {
    errors.push({ detail: "type must be individual or business", pointer: "/type" });
  }
  if (!isEmail(email)) {
    errors.push({ detail: "email must be an email", pointer: "/email" });
  }
  if (!isPhone(phone)) {
    errors.push({ detail: "phone must be in E.164 format", pointer: "/phone" });
  }
  return errors;
}

function requestErrors(json: JsonObject, itin: Behaviour["itin"]): readonly FieldError[] {
  const { type, meta, address, addresses } = json;
  const errors = [
    ...contactErrors(json),
    ...objectErrors(json, "personalInformation"),
    ...objectErrors(json, "businessInformation"),
  ];
  if (meta !== undefined && !isMeta(meta)) {
    errors.push({ detail: "meta must be a flat map of primitive values", pointer: "/meta" });
  }
  if (type === "individual") {
    errors.push(
      ...addressErrors(address, "/address"),
      ...taxErrors(objectMember(json, "personalInformation"), itin),
    );
  }
  if (type === "business") {
    errors.push(...businessAddressErrors(addresses));
  }
  return errors;
}

/** Expects a valid body. */
function toDraft(json: JsonObject, { termsBy, itin }: Readonly<Behaviour>): CustomerDraft {
  const type = typeOf(json);
  const personal = objectMember(json, "personalInformation");
  const business = objectMember(json, "businessInformation");
  const echo = personalEcho(personal, itin);
  const { firstName, lastName, dateOfBirth, taxIdentificationNumber } = personal;
  const { legalName, tradeName } = business;
  const { meta } = json;
  return {
    type,
    email: String(json["email"]),
    phone: String(json["phone"]),
    profiles: [freshProfile(type, taxIdentificationNumber !== undefined, termsBy)],
    ...(termsBy === "tosStatus" ? { tosStatus: "incomplete" } : {}),
    isHosted: false,
    ...(isText(firstName) ? { firstName } : {}),
    ...(isText(lastName) ? { lastName } : {}),
    ...(isText(dateOfBirth) ? { dateOfBirth } : {}),
    ...(isText(legalName) ? { businessLegalName: legalName } : {}),
    ...(isText(tradeName) ? { businessTradeName: tradeName } : {}),
    ...(Object.keys(echo).length > 0 ? { personalInformation: echo } : {}),
    ...(isMeta(meta) ? { meta } : {}),
  };
}

function typeOf(json: JsonObject): CustomerType {
  return json["type"] === "business" ? "business" : "individual";
}
