import type { CodeType, SentCode } from "../codes/code-book.js";
import type { CustomerRecord } from "../customers/customer-book.js";
import { moveRequirement } from "../customers/requirement-lists.js";
import { type JsonObject, readObject } from "../json.js";
import type { ApiResponse, FieldError } from "./api-response.js";
import type { EndpointParts } from "./endpoint.js";

const longestCode = 10;

/**
 * `POST /v2/customer/{id}/otp-send`
 * (docs.spherepay.co/api-reference/enhanced-due-diligence/send-verification-code): `{type}`, `email`
 * or `phone`; 404 for an unknown customer, else `{customerId, expiresAt}`. It goes to what is on file,
 * which cannot be given here. A customer of the hosted flow is 400: mixing is prohibited.
 */
export function createSendCode(parts: EndpointParts) {
  const { codes, problems, behaviour } = parts;
  return (id: string, body: string): ApiResponse => {
    const call = readCall(parts, id, body);
    if ("refusal" in call) {
      return call.refusal;
    }
    if (call.errors.length > 0) {
      return problems.validationFailed(call.errors);
    }
    const sent = codes.send(call.record.customer, call.type);
    const { expiresAt } = sent;
    return {
      status: behaviour.codeStatus,
      json: { ...codeJson(parts, sent, false), expiresAt },
    };
  };
}

/**
 * `POST /v2/customer/{id}/otp-verify`
 * (docs.spherepay.co/api-reference/enhanced-due-diligence/verify-verification-code): `{type, code}`,
 * the code a text of one to ten characters; `{customerId, verifiedAt}`. No page states how a wrong,
 * expired or replaced code is refused, nor a limit of tries.
 */
export function createVerifyCode(parts: EndpointParts) {
  const { codes, customers, problems, behaviour } = parts;
  return (id: string, body: string): ApiResponse => {
    const call = readCall(parts, id, body);
    if ("refusal" in call) {
      return call.refusal;
    }
    const { record, type, json } = call;
    const { code: given } = json;
    const isNumber = typeof given === "number" && behaviour.numericCode === "taken";
    const code = isNumber ? String(given) : given;
    const errors = [
      ...call.errors,
      ...(typeof code === "string" && code.length >= 1 && code.length <= longestCode
        ? []
        : [{ detail: "code must be text of 1 to 10 characters", pointer: "/code" }]),
    ];
    if (errors.length > 0 || typeof code !== "string") {
      return problems.validationFailed(errors);
    }
    if (!codes.accept(id, type, code)) {
      return behaviour.codeRefusal === 400
        ? problems.invalid()
        : problems.validationFailed([
            { detail: "The code is wrong or has expired. Send a new one.", pointer: "/code" },
          ]);
    }
    customers.change(id, ({ customer }) => {
      moveRequirement(customer, `${type}_verification`, "complete");
    });
    const { email, phone, updatedAt: verifiedAt } = record.customer;
    const to = type === "email" ? email : phone;
    return {
      status: behaviour.codeStatus,
      json: { ...codeJson(parts, { customerId: id, type, to }, true), verifiedAt },
    };
  };
}

/** What both calls have in common: whom it is about and which type. */
type CodeCall =
  | { readonly refusal: ApiResponse }
  | {
      readonly record: CustomerRecord;
      readonly json: JsonObject;
      readonly type: CodeType;
      readonly errors: readonly FieldError[];
    };

function readCall({ customers, problems }: EndpointParts, id: string, body: string): CodeCall {
  const record = customers.find(id);
  if (record === undefined) {
    return { refusal: problems.notFound() };
  }
  const json = readObject(body);
  if (json === undefined || record.isHosted) {
    return { refusal: problems.invalid() };
  }
  const { type } = json;
  const isType = type === "email" || type === "phone";
  const errors = isType ? [] : [{ detail: "type must be email or phone", pointer: "/type" }];
  return { record, json, type: type === "phone" ? "phone" : "email", errors };
}

function codeJson(
  { behaviour }: EndpointParts,
  { customerId, type, to }: Pick<SentCode, "customerId" | "type" | "to">,
  verified: boolean,
): object {
  return behaviour.codeAnswer === "customerId" ? { customerId } : { type, contact: to, verified };
}
