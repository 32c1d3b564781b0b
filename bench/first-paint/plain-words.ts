/** The sentences of the plain element: what its one screen says, and nothing else. */

/** A requirement's name and hint, and what its button says when it is the next step. */
export const requirements: Readonly<
  Record<string, readonly [name: string, hint: string, begin?: string]>
> = {
  email_address: ["Email address", "One you check often.", "Add your email"],
  phone_number: ["Phone number", "One that can receive codes.", "Add your phone number"],
  residential_address: ["Home address", "Where you live, not a P.O. box.", "Add your address"],
  tax_identification_number: [
    "Tax number",
    "You can find it on letters from your tax office.",
    "Add your tax number",
  ],
  terms_of_service: ["Terms of service", "Read and accept. One minute.", "Accept the terms"],
  identity_document: [
    "Identity document",
    "Passport, ID card or driving licence.",
    "Add your document",
  ],
  liveness_check: ["Face check", "A short selfie video.", "Start the face check"],
  identity_verification: ["Identity check", "You do this with our partner, after you continue."],
  kyc_a_approval: ["Final review", "Usually up to 2 business days."],
};

export const words = {
  loading: "Loading your verification",
  failed: "We could not load your verification.",
  heading: "Verify your identity",
  text: "Required by law before you can send or receive money.",
  next: "Next step",
  after: "After that",
  ours: "What happens next",
  pendingHint: "We are checking what you sent.",
  required: "To do",
  pending: "In review",
  complete: "Done",
  later: "Later",
  open: "Open",
  begin: "Go to this step",
} as const;
