/**
 * The host application's own page for one requirement, reached from the element's slot of that name.
 * A real host uploads documents to SpherePay here.
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
    requirement: "tax_identification_number",
    action: "Enter",
    title: "Tax number",
    text: "A real site asks for your tax number here.",
    button: "Send a sample number",
    outcome: "complete",
  },
  {
    requirement: "terms_of_service",
    action: "Read and accept",
    title: "Terms of service",
    text: "Meridian moves money through SpherePay. Its terms apply to you as well.",
    button: "I accept the terms",
    outcome: "complete",
  },
  {
    requirement: "identity_document",
    action: "Upload",
    title: "Identity document",
    text: "A real site asks for a photo of your passport, ID card or driving licence here.",
    button: "Send a sample document",
    outcome: "complete",
  },
  {
    requirement: "liveness_check",
    action: "Start",
    title: "Face check",
    text: "A real site records a short selfie video here. This one uses no camera.",
    button: "Send a sample video",
    outcome: "complete",
  },
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
