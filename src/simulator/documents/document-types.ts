import type { Behaviour } from "../behaviour.js";
import type { CustomerType } from "../customers/customer.js";

/** Whose document it is. */
export type DocumentOwner = CustomerType | "representative";

/** What SpherePay documents about one kind of document. */
export interface DocumentRule {
  /** Whether it was issued by a government: its country is required and a side may be given. */
  readonly isGovernmentId: boolean;
  readonly hasTwoSides: boolean;
  /** The requirements it serves, where the customer has one of that name; older names included. */
  readonly requirements: readonly string[];
}

const identity = ["identity_document", "photo_id", "identification_document"];
const twoSides: DocumentRule = {
  isGovernmentId: true,
  hasTwoSides: true,
  requirements: identity,
};
const plain = (...requirements: readonly string[]): DocumentRule => ({
  isGovernmentId: false,
  hasTwoSides: false,
  requirements,
});
const addressProof = plain("proof_of_address_document", "proof_of_address");
const livenessReport = plain("liveness_report_document");

/**
 * The kinds that an owner may send (docs.spherepay.co/api-reference/document/post). Names of a
 * business's requirements are by analogy: no page shows them.
 */
export function documentTypesOf(
  owner: DocumentOwner,
  behaviour: Readonly<Behaviour>,
): ReadonlyMap<string, DocumentRule> {
  const { driversType, incorporationType, individualAddressProof, release } = behaviour;
  if (owner === "business") {
    return new Map([
      [
        incorporationType,
        plain("incorporation_certificate_document", "incorporation_cert_document"),
      ],
      ["shareholder_registry", plain("shareholder_registry_document")],
      ["proof_of_address", addressProof],
      // Gone since early 2026.
      ...(release === "2025-12"
        ? ([["directors_registry", plain("directors_registry_document")]] as const)
        : []),
    ]);
  }
  const takesAddressProof = owner === "representative" || individualAddressProof === "taken";
  return new Map([
    ["passport", { ...twoSides, hasTwoSides: false }],
    ["id_card", twoSides],
    [driversType, twoSides],
    ["residence_permit", twoSides],
    ["liveness_report", livenessReport],
    ...(takesAddressProof ? ([["proof_of_address", addressProof]] as const) : []),
  ]);
}
