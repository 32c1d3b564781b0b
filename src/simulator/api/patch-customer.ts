import type { Behaviour } from "../behaviour.js";
import type { CustomerRecord } from "../customers/customer-book.js";
import { moveRequirement } from "../customers/requirement-lists.js";
import { isText, type JsonObject, objectMember, readObject } from "../json.js";
import type { ApiResponse, FieldError } from "./api-response.js";
import { customerJson } from "./customer-json.js";
import type { EndpointParts } from "./endpoint.js";
import {
  addressErrors,
  hasTaxFields,
  isMeta,
  nameErrors,
  objectErrors,
  personalEcho,
  taxErrors,
} from "./field-errors.js";

const lockedName = /^(firstName|middleName|lastName|dateOfBirth|taxIdentificationNumber.*)$/;

/**
 * `PATCH /v2/customer/{id}` (docs.spherepay.co/api-reference/customer/patch-id): `address`,
 * `personalInformation` and `meta` (which replaces the whole map) of an individual. A tax number comes
 * with its type, its country and the address. Name, birth date
 * and tax fields are locked once a profile has left `incomplete`: 400. A business, and a customer of
 * the hosted flow, change through the hosted page: 400.
 */
export function createPatchCustomer({ customers, problems, behaviour }: EndpointParts) {
  return (id: string, body: string): ApiResponse => {
    const record = customers.find(id);
    const json = readObject(body);
    if (record === undefined) {
      return problems.notFound();
    }
    if (json === undefined || isClosed(record)) {
      return problems.invalid();
    }
    const errors = changeErrors(json, behaviour);
    if (behaviour.addressRefusal === 400 && errors.some(isAboutAddress)) {
      return problems.invalid();
    }
    if (errors.length > 0) {
      return problems.validationFailed(errors);
    }
    const personal = objectMember(json, "personalInformation");
    if (isSubmitted(record) && Object.keys(personal).some((name) => lockedName.test(name))) {
      return problems.invalid();
    }
    customers.change(id, (changed) => apply(changed, json, behaviour));
    return { status: 200, json: customerJson(record.customer, behaviour) };
  };
}

function isClosed({ customer, isHosted }: CustomerRecord): boolean {
  return customer.type !== "individual" || isHosted;
}

function isSubmitted({ customer }: CustomerRecord): boolean {
  return customer.verificationProfiles.some((profile) => profile.status !== "incomplete");
}

function isAboutAddress({ pointer }: FieldError): boolean {
  return pointer.startsWith("/address");
}

function changeErrors(
  json: JsonObject,
  { itin, addressCheck }: Readonly<Behaviour>,
): readonly FieldError[] {
  const { address, meta } = json;
  const personal = objectMember(json, "personalInformation");
  const isAddressNeeded = address !== undefined || hasTaxFields(personal);
  const inAddress = isAddressNeeded ? addressErrors(address, "/address") : [];
  return [
    ...inAddress,
    ...(addressCheck === "refuses" && address !== undefined && inAddress.length === 0
      ? [{ detail: "postalCode does not exist", pointer: "/address/postalCode" }]
      : []),
    ...(meta === undefined || isMeta(meta)
      ? []
      : [{ detail: "meta must be a flat map of primitive values", pointer: "/meta" }]),
    ...objectErrors(json, "personalInformation"),
    ...nameErrors(personal),
    ...taxErrors(personal, itin),
  ];
}

function apply(
  { customer }: CustomerRecord,
  json: JsonObject,
  { itin, personalPatch, patchMoves }: Readonly<Behaviour>,
): void {
  const { meta, address } = json;
  const personal = objectMember(json, "personalInformation");
  const echo = personalEcho(personal, itin);
  if (Object.keys(echo).length > 0) {
    const kept = personalPatch === "merges" ? customer.personalInformation : {};
    customer.personalInformation = { ...kept, ...echo };
  }
  for (const name of ["firstName", "lastName", "dateOfBirth"] as const) {
    const value = personal[name];
    if (isText(value)) {
      customer[name] = value;
    }
  }
  if (isMeta(meta)) {
    customer.meta = { ...meta };
  }
  if (patchMoves === "nothing") {
    return;
  }
  if (address !== undefined) {
    moveRequirement(customer, "residential_address", "complete");
  }
  if (hasTaxFields(personal)) {
    moveRequirement(customer, "tax_identification_number", "complete");
  }
}
