import { Failure } from "../../http/failure.js";
import type { CustomerRead } from "../../spherepay/types.js";
import { noSuchRequirement } from "../code-failures.js";
import { standingOf } from "../standing.js";
import { type DocumentNote, isOtherSide } from "./document-note.js";
import type { OfferedDocument } from "./document-types.js";

/** Whether SpherePay says that it could not accept what it was given for a requirement. */
export const hasError = (customer: CustomerRead, requirement: string): boolean =>
  customer.verificationProfiles.some(({ criteria }) =>
    criteria?.errors.some(({ name }) => name === requirement),
  );

/**
 * Checks that SpherePay takes this document of the customer now: a profile that is not decided asks for
 * it, or it is the other side of one that has just been received.
 * @throws {Failure} `no_such_requirement` or `wrong_state`.
 */
export function checkAsked(
  customer: CustomerRead,
  requirement: string,
  document: OfferedDocument,
  note: DocumentNote,
  nowMs: number,
): void {
  const standing = standingOf(customer, requirement);
  if (standing === "none") throw noSuchRequirement();
  const isTaken = customer.verificationProfiles.some(({ status, criteria }) => {
    if (!criteria || status === "approved" || status === "rejected") return false;
    const { required, pending, errors } = criteria;
    return standing === "asked"
      ? required.includes(requirement) || errors.some(({ name }) => name === requirement)
      : pending.includes(requirement) && isOtherSide(note, document, nowMs);
  });
  if (!isTaken) throw new Failure("wrong_state", "not_asked_for");
}
