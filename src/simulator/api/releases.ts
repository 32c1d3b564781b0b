import type { Release } from "../behaviour.js";
import { pathPattern } from "../path-pattern.js";
import type { ApiResponse } from "./api-response.js";
import { createCreateByLink, createCreateCustomer } from "./create-customer.js";
import { customerJson } from "./customer-json.js";
import type { ApiRoute, EndpointParts } from "./endpoint.js";
import { createListCustomers } from "./list-customers.js";
import { createPatchCustomer } from "./patch-customer.js";
import { createFaceLink, createTosLink } from "./requirement-links.js";
import { createSendDocument } from "./send-document.js";
import { createKycLink, createSubmitVerification } from "./submission.js";
import { createSendCode, createVerifyCode } from "./verification-codes.js";

/** Each release of SpherePay is a list of routes; most are common to all. */
export function createReleases(
  parts: EndpointParts,
): Readonly<Record<Release, readonly ApiRoute[]>> {
  const { customers, problems, behaviour } = parts;
  const createCustomer = createCreateCustomer(parts);
  const createByLink = createCreateByLink(parts);
  const listCustomers = createListCustomers(parts);
  const patchCustomer = createPatchCustomer(parts);
  const kycLink = createKycLink(parts);
  const tosLink = createTosLink(parts);
  const faceLink = createFaceLink(parts);
  const submitVerification = createSubmitVerification(parts);
  const sendCode = createSendCode(parts);
  const verifyCode = createVerifyCode(parts);
  const sendDocument = createSendDocument(parts);

  function getCustomer(id: string): ApiResponse {
    const record = customers.find(id);
    if (record === undefined) {
      return problems.notFound();
    }
    const { replacement, customer } = record;
    return {
      status: 200,
      json: replacement ? replacement.json : customerJson(customer, behaviour),
    };
  }

  const common = [
    route("POST", "/v2/customer", ({ body }) => createCustomer(body)),
    route("GET", "/v2/customer", ({ query }) => listCustomers(query)),
    route("GET", "/v2/customer/{id}", ({ id }) => getCustomer(id)),
    route("PATCH", "/v2/customer/{id}", ({ id, body }) => patchCustomer(id, body)),
    route("POST", "/v2/customer/{id}/kyc-link", ({ id }) => kycLink(id)),
    route("POST", "/v2/customer/{id}/tos-link", ({ id }) => tosLink(id)),
    route("POST", "/v2/customer/{id}/face-verification-link", ({ id }) => faceLink(id)),
    route("POST", "/v2/customer/{id}/otp-send", ({ id, body }) => sendCode(id, body)),
    route("POST", "/v2/customer/{id}/otp-verify", ({ id, body }) => verifyCode(id, body)),
    route("POST", "/v2/document", sendDocument),
  ];
  return {
    "2025-12": [
      ...common,
      route("POST", "/v2/customer/{id}/submit-verification", ({ id }) => submitVerification(id)),
    ],
    "2026-05": common,
    "2026-07": [
      route("POST", "/v2/customer/kyc-link", ({ body }) => createByLink(body)),
      ...common,
    ],
  };
}

function route(method: ApiRoute["method"], path: string, handle: ApiRoute["handle"]): ApiRoute {
  return { method, path: pathPattern(path), handle };
}
