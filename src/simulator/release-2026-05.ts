import type { ApiRoute } from "./api.js";
import { createCreateCustomer } from "./create-customer.js";
import { createKycLink, type KycLinkOptions } from "./kyc-link.js";

/**
 * The API of May 2026: create and get a customer, and `kyc-link`, which is submission and link in
 * one. Another release is another list of routes.
 */
export function createRelease202605(options: KycLinkOptions): readonly ApiRoute[] {
  const { customers, problems } = options;
  const createCustomer = createCreateCustomer(customers, problems);
  const kycLink = createKycLink(options);
  return [
    {
      method: "POST",
      path: /^\/v2\/customer$/,
      answer: ({ body }) => createCustomer(body),
    },
    {
      method: "GET",
      path: /^\/v2\/customer\/(?<id>[^/]+)$/,
      answer: ({ id }) => {
        const record = customers.find(id);
        if (record === undefined) {
          return problems.notFound();
        }
        const json = record.replacement === undefined ? record.customer : record.replacement.json;
        return { status: 200, json };
      },
    },
    {
      method: "POST",
      path: /^\/v2\/customer\/(?<id>[^/]+)\/kyc-link$/,
      answer: ({ id }) => kycLink(id),
    },
  ];
}
