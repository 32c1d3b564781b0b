import type { ApiResponse } from "./api-response.js";
import type { EndpointParts } from "./endpoint.js";

/**
 * `POST /v2/customer/{id}/tos-link` (docs.spherepay.co/api-reference/enhanced-due-diligence/tos):
 * 201 `{link, expiresAt}`, or `{link}` as on an older page; the address is `link` here and `url`
 * everywhere else.
 */
export function createTosLink({ customers, links, problems, behaviour }: EndpointParts) {
  return (id: string): ApiResponse => {
    if (customers.find(id) === undefined) {
      return problems.notFound();
    }
    const { url, expiresAt } = links.mint(id, "terms");
    return {
      status: 201,
      json: { link: url, ...(behaviour.tosLinkSaysEnd ? { expiresAt } : {}) },
    };
  };
}

/**
 * `POST /v2/customer/{id}/face-verification-link`
 * (docs.spherepay.co/api-reference/enhanced-due-diligence/face-verification-link): 201
 * `{url, expiresAt}`. For individuals of the API flow: for a business its owners are
 * checked instead, and mixing with the hosted flow is prohibited; both are 400.
 */
export function createFaceLink({ customers, links, problems }: EndpointParts) {
  return (id: string): ApiResponse => {
    const record = customers.find(id);
    if (record === undefined) {
      return problems.notFound();
    }
    if (record.customer.type !== "individual" || record.isHosted) {
      return problems.invalid();
    }
    return { status: 201, json: links.mint(id, "face") };
  };
}
