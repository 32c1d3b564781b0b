import type { ApiAnswer, ApiProblems, FieldError } from "./api-answer.js";
import type { CustomerBook, CustomerDraft } from "./customer-book.js";
import {
  addressErrors,
  businessAddressErrors,
  isEmail,
  isMeta,
  isObject,
  isPhone,
  isText,
  type JsonObject,
  taxErrors,
} from "./field-checks.js";
import { freshProfile } from "./presets.js";

/**
 * `POST /v2/customer` (docs.spherepay.co/api-reference/customer/post): 201 with the customer, or
 * 422 with everything that is wrong, each with its JSON pointer. Needed are type, e-mail, E.164
 * phone and address; `businessInformation` is not, because the hosted page can gather it.
 */
export function createCreateCustomer(
  customers: CustomerBook,
  problems: ApiProblems,
): (body: string) => ApiAnswer {
  return (body) => {
    const json = parseJson(body);
    if (!isObject(json)) {
      return problems.invalid();
    }
    const errors = requestErrors(json);
    if (errors.length > 0) {
      return problems.validationFailed(errors);
    }
    return { status: 201, json: customers.add(toDraft(json)).customer };
  };
}

function requestErrors(json: JsonObject): readonly FieldError[] {
  const { type, email, phone, meta, address, addresses } = json;
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
  if (meta !== undefined && !isMeta(meta)) {
    errors.push({ detail: "meta must be a flat map of primitive values", pointer: "/meta" });
  }
  if (type === "individual") {
    errors.push(
      ...addressErrors(address, "/address"),
      ...taxErrors(objectMember(json, "personalInformation")),
    );
  }
  if (type === "business") {
    errors.push(...businessAddressErrors(addresses));
  }
  return errors;
}

/** Expects a body without errors. */
function toDraft(json: JsonObject): CustomerDraft {
  const type = json["type"] === "business" ? "business" : "individual";
  const personal = objectMember(json, "personalInformation");
  const business = objectMember(json, "businessInformation");
  const { taxIdentificationNumber, ...echo } = personal;
  const { firstName, lastName, dateOfBirth } = personal;
  const { legalName, tradeName } = business;
  const { meta } = json;
  return {
    type,
    email: String(json["email"]),
    phone: String(json["phone"]),
    profiles: [freshProfile(type, taxIdentificationNumber !== undefined)],
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

function objectMember(json: JsonObject, name: string): JsonObject {
  const member = json[name];
  return isObject(member) ? member : {};
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
