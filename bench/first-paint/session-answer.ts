/** What `POST /kyc/session` returns to every element of these benches: always the same bytes. */

const customer = {
  id: "customer_0001",
  type: "individual",
  flow: "api",
  verificationProfiles: [
    {
      name: "kyc_profile_a",
      status: "incomplete",
      criteria: {
        complete: ["email_address", "phone_number", "residential_address"],
        pending: ["tax_identification_number"],
        required: [
          "terms_of_service",
          "identity_document",
          "liveness_check",
          "identity_verification",
          "kyc_a_approval",
        ],
        errors: [],
      },
    },
  ],
  actions: {
    terms_of_service: { kind: "link" },
    identity_document: { kind: "link" },
    liveness_check: { kind: "link" },
  },
};

const session = {
  token: "a-token-for-this-bench-only.".repeat(12),
  expiresAt: "2027-01-01T00:00:00.000Z",
};

/** A new customer as the host handler returns them, with four of seven items done or in review. */
export const sessionAnswer: string = JSON.stringify({ ...session, customer });

/** The same for a customer with `count` open requirements. */
export function answerWith(count: number): string {
  const required = Array.from({ length: count }, (_, index) => `requirement_number_${index + 1}`);
  const actions = Object.fromEntries(required.map((name) => [name, { kind: "link" }]));
  const criteria = { complete: [], pending: [], required, errors: [] };
  const profile = { name: "kyc_profile_a", status: "incomplete", criteria };
  return JSON.stringify({
    ...session,
    customer: { ...customer, verificationProfiles: [profile], actions },
  });
}
