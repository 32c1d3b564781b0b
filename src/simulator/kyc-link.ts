import type { ApiAnswer, ApiProblems } from "./api-answer.js";
import type { CustomerBook, CustomerRecord } from "./customer-book.js";
import type { LinkBook } from "./link-book.js";
import { isSpherePayStep } from "./spherepay-steps.js";

/**
 * When `kyc-link` is open. SpherePay's pages contradict one another, so each reading is a rule:
 * `spherepay-steps`: only what SpherePay does itself may be left in `required`;
 * `strict`: nothing may be left; `none`: right after creation, as the hosted-link guide does it.
 */
export type KycLinkGate = "spherepay-steps" | "strict" | "none";

/** What the answer depends on. */
export interface KycLinkOptions {
  readonly customers: CustomerBook;
  readonly links: LinkBook;
  readonly problems: ApiProblems;
  readonly gate: KycLinkGate;
  readonly mintWhilePending: boolean;
  readonly namesMissing: boolean;
}

/**
 * `POST /v2/customer/{id}/kyc-link` as of May 2026 (docs.spherepay.co/api-reference/customer/kyc):
 * 404 for an unknown customer, 400 in the wrong state, 422 while criteria are outstanding, else
 * 201 `{url, expiresAt}`. It moves no status: that happens when the customer has finished.
 */
export function createKycLink(options: KycLinkOptions): (id: string) => ApiAnswer {
  const { customers, links, problems, gate, mintWhilePending, namesMissing } = options;
  return (id) => {
    const record = customers.find(id);
    if (record === undefined) {
      return problems.notFound();
    }
    if (!isOpenState(record, mintWhilePending)) {
      return problems.invalid();
    }
    const names = outstandingNames(record, gate);
    if (names.length === 0) {
      return { status: 201, json: links.mint(id) };
    }
    // Whether the real 422 names what is missing is not documented; these pointers are invented.
    return problems.validationFailed(
      namesMissing
        ? names.map((name) => ({ detail: `${name} is outstanding`, pointer: `/${name}` }))
        : undefined,
    );
  };
}

function isOpenState({ customer }: CustomerRecord, mintWhilePending: boolean): boolean {
  const statuses = customer.verificationProfiles.map((profile) => profile.status);
  return statuses.includes("incomplete") || (mintWhilePending && statuses.includes("pending"));
}

function outstandingNames({ customer, isHosted }: CustomerRecord, gate: KycLinkGate): string[] {
  // A customer of the hosted flow has nothing to do before the hosted page; only the literal
  // reading, by which every entry must be done, holds it back too.
  if (gate === "none" || (isHosted && gate !== "strict")) {
    return [];
  }
  const required = customer.verificationProfiles
    .filter((profile) => profile.status === "incomplete")
    .flatMap((profile) => profile.criteria.required);
  return [...new Set(required)].filter((name) => gate === "strict" || !isSpherePayStep(name));
}
