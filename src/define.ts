/**
 * Registers `<sphere-kyc-onboarding>`. The one module of the package that acts on import; importing
 * it twice, or beside another copy of it, is harmless.
 */
import { SphereKycOnboarding } from "./element/sphere-kyc-onboarding.js";

if (typeof customElements !== "undefined" && !customElements.get("sphere-kyc-onboarding")) {
  customElements.define("sphere-kyc-onboarding", SphereKycOnboarding);
}

declare global {
  interface HTMLElementTagNameMap {
    "sphere-kyc-onboarding": SphereKycOnboarding;
  }
}
