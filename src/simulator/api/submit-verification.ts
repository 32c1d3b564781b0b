import type { ApiAnswer } from "./api-response.js";
import { type EndpointParts, refuseOutstanding } from "./kyc-link.js";

/**
 * `POST /v2/customer/{id}/submit-verification` of the release of December 2025
 * (docs.spherepay.co/api-reference/onboarding/submit-verification): 404 for an unknown customer,
 * 400 in the wrong state, 422 while criteria are outstanding, else 201 `{customerId}` (`{id}` on an
 * older page) without any url. What was incomplete is pending from then on.
 */
export function createSubmitVerification(parts: EndpointParts): (id: string) => ApiAnswer {
  const { customers, problems, behaviour } = parts;
  return (id) => {
    const record = customers.find(id);
    if (record === undefined) {
      return problems.notFound();
    }
    const profiles = record.customer.verificationProfiles;
    // Mixing the hosted flow and the API flow for one customer is prohibited.
    if (record.isHosted || !profiles.some((profile) => profile.status === "incomplete")) {
      return problems.invalid();
    }
    const refusal = refuseOutstanding(record, problems, behaviour);
    if (refusal !== undefined) {
      return refusal;
    }
    customers.change(id, ({ customer }) => {
      for (const profile of customer.verificationProfiles) {
        if (profile.status === "incomplete") {
          profile.status = "pending";
        }
      }
    });
    return { status: 201, json: { [behaviour.submittedAs]: id } };
  };
}
