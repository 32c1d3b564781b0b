import type { SimulatedCustomer } from "../customers/customer.js";
import type { ApiResponse } from "./api-response.js";
import { customerJson } from "./customer-json.js";
import type { EndpointParts } from "./endpoint.js";

const knownStatuses = ["incomplete", "pending", "approved", "rejected"];
const knownTypes = ["individual", "business"];
const maxSearchLength = 255;
// No page documents the largest `limit`.
const maxLimit = 100;

/**
 * `GET /v2/customer` (docs.spherepay.co/api-reference/customer/get): `page` from 1, `limit` (10 when
 * left out), `status` of any profile, `type`, exact `email`, `search`. Oldest first. An
 * invalid value is 400.
 */
export function createListCustomers({ customers, problems, behaviour }: EndpointParts) {
  return (query: URLSearchParams): ApiResponse => {
    const page = wholeNumber(query.get("page") ?? "1");
    const limit = wholeNumber(query.get("limit") ?? "10");
    const status = query.get("status");
    const type = query.get("type");
    const email = query.get("email");
    const search = query.get("search")?.toLowerCase();
    if (
      page === undefined ||
      limit === undefined ||
      limit > maxLimit ||
      (status !== null && !knownStatuses.includes(status)) ||
      (type !== null && !knownTypes.includes(type)) ||
      (search !== undefined && (search === "" || search.length > maxSearchLength))
    ) {
      return problems.invalid();
    }
    const found = customers
      .ids()
      .map((id) => customers.get(id).customer)
      .filter(
        (customer) =>
          (status === null || customer.verificationProfiles.some((p) => p.status === status)) &&
          (type === null || customer.type === type) &&
          (email === null || customer.email === email) &&
          (search === undefined || searchable(customer).includes(search)),
      );
    const total = found.length;
    const totalPages = Math.ceil(total / limit);
    const shown = found.slice((page - 1) * limit, page * limit);
    return {
      status: 200,
      json: {
        customers: shown.map((customer) => customerJson(customer, behaviour)),
        pagination: {
          page,
          limit,
          total,
          totalPages,
          hasNext: page < totalPages,
          hasPrevious: page > 1,
        },
      },
    };
  };
}

/** A whole number from 1; undefined for anything else. */
function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

function searchable({ id, email, firstName, lastName, businessLegalName }: SimulatedCustomer) {
  return [id, email, firstName, lastName, businessLegalName].join("\n").toLowerCase();
}
