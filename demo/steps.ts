/**
 * The host application's own page for one requirement of a business, reached from the element's slot
 * of that name. What SpherePay asks of individuals needs no such page: the element completes it.
 */
export interface Step {
  readonly requirement: string;
  /** The control in the element's row. */
  readonly action: string;
  readonly title: string;
  readonly text: string;
  readonly button: string;
  /** What SpherePay does with it; `hold` means a review. */
  readonly outcome: "complete" | "hold";
}

/** The steps of the simulated demo. */
export const steps: readonly Step[] = [
  {
    requirement: "incorporation_certificate_document",
    action: "Upload",
    title: "Certificate of incorporation",
    text: "A real site asks for the certificate of your company here.",
    button: "Send a sample document",
    outcome: "hold",
  },
  {
    requirement: "shareholder_registry_document",
    action: "Upload",
    title: "Shareholder registry",
    text: "A real site asks for the list of your company’s shareholders here.",
    button: "Send a sample document",
    outcome: "hold",
  },
  {
    requirement: "business_representative",
    action: "Name",
    title: "Business representative",
    text: "A real site asks here who acts for your company.",
    button: "Name a sample person",
    outcome: "complete",
  },
];

/** The step for a requirement, if this application has one. */
export function stepFor(requirement: string): Step | undefined {
  return steps.find((step) => step.requirement === requirement);
}
