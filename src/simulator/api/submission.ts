import type { Behaviour, KycLinkGate } from "../behaviour.js";
import type { CustomerRecord } from "../customers/customer-book.js";
import { isSpherePayStep } from "../customers/spherepay-steps.js";
import type { ApiProblems, ApiResponse } from "./api-response.js";
import type { EndpointParts } from "./endpoint.js";

/**
 * `POST /v2/customer/{id}/kyc-link`: 404 for an unknown customer, 400 in the wrong state, else 201.
 *
 * As of May 2026 (docs.spherepay.co/api-reference/customer/kyc) it is submission and link in one:
 * 422 while criteria are outstanding, `{url, expiresAt}`. In the release of December 2025 the hosted
 * page collects everything, so nothing can be outstanding. Since July 2026 it renews the link of a
 * customer that was created by link, refuses all others, and includes the customer id.
 * It changes no status: that happens when the customer has finished.
 */
export function createKycLink(parts: EndpointParts): (id: string) => ApiResponse {
  const { customers, links, problems, behaviour } = parts;
  return (id) => {
    const record = customers.find(id);
    if (record === undefined) {
      return problems.notFound();
    }
    const { release } = behaviour;
    if (release === "2026-07" && !record.isHosted) {
      // It is certainly refused, but no page says with which status.
      return behaviour.notLinkCreated === 400 ? problems.invalid() : problems.validationFailed();
    }
    if (!isOpenState(record, behaviour.mintWhilePending)) {
      return problems.invalid();
    }
    const refusal =
      release === "2025-12" ? undefined : refuseOutstanding(record, problems, behaviour);
    if (refusal !== undefined) {
      return refusal;
    }
    const link = links.mint(id, "verification");
    return { status: 201, json: release === "2026-07" ? { customerId: id, ...link } : link };
  };
}

/**
 * `POST /v2/customer/{id}/submit-verification` of the release of December 2025
 * (docs.spherepay.co/api-reference/onboarding/submit-verification): 404 for an unknown customer,
 * 400 in the wrong state, 422 while criteria are outstanding, else 201 `{customerId}` (`{id}` on an
 * older page) without a url. Incomplete profiles become pending.
 */
export function createSubmitVerification(parts: EndpointParts): (id: string) => ApiResponse {
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

/** The 422 of a submission that is too early; undefined when the gate is open. */
function refuseOutstanding(
  record: CustomerRecord,
  problems: ApiProblems,
  { gate, namesMissing }: Readonly<Behaviour>,
): ApiResponse | undefined {
  const names = outstandingNames(record, gate);
  if (names.length === 0) {
    return undefined;
  }
  // Whether the real 422 names what is missing is not documented; these pointers are invented.
  return problems.validationFailed(
    namesMissing
      ? names.map((name) => ({ detail: `${name} is outstanding`, pointer: `/${name}` }))
      : undefined,
  );
}

function isOpenState({ customer }: CustomerRecord, mintWhilePending: boolean): boolean {
  const statuses = customer.verificationProfiles.map((profile) => profile.status);
  return statuses.includes("incomplete") || (mintWhilePending && statuses.includes("pending"));
}

function outstandingNames({ customer, isHosted }: CustomerRecord, gate: KycLinkGate): string[] {
  // A customer of the hosted flow has nothing to do before the hosted page; only the literal
  // reading, by which every entry must be done, applies to it too.
  if (gate === "none" || (isHosted && gate !== "strict")) {
    return [];
  }
  const required = customer.verificationProfiles
    .filter((profile) => profile.status === "incomplete")
    .flatMap((profile) => profile.criteria.required);
  return [...new Set(required)].filter((name) => gate === "strict" || !isSpherePayStep(name));
}
