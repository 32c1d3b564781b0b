/** The step that the provider's page carries out. */
export const identityVerification = "identity_verification";

/** The step that SpherePay's terms-of-service page carries out. */
export const termsOfService = "terms_of_service";

/** The step that the provider's face check carries out. */
export const livenessCheck = "liveness_check";

/**
 * Whether a requirement names the decision at the end (`kyc_a_approval`, `kyb_a_approval`, and so
 * on per profile).
 */
export function isApprovalStep(requirement: string): boolean {
  return /^ky[cb]_[a-z]+_approval$/.test(requirement);
}

/**
 * Whether SpherePay itself carries the requirement out, so that it rightly stays in `required`
 * until the end (docs.staging.spherepay.co/platform/customers/status-reference).
 */
export function isSpherePayStep(requirement: string): boolean {
  return requirement === identityVerification || isApprovalStep(requirement);
}
