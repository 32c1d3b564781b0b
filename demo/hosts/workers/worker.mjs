/** The handler on Cloudflare Workers, whose environment arrives with the request. */
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";

/** @type {((request: Request) => Promise<Response>) | undefined} */
let onboarding;

/** @param {Readonly<Record<string, string>>} env */
function createHandler({
  SPHERE_API_URL = "https://api.spherepay.co",
  SPHERE_API_KEY = "",
  SPHERE_CUSTOMER_ID = "",
  KYC_SESSION_SECRET = "",
  DEMO_LOGIN = "",
  LINK_HOSTS,
}) {
  return createOnboardingHandler({
    apiKey: SPHERE_API_KEY,
    baseUrl: SPHERE_API_URL,
    secret: KYC_SESSION_SECRET,
    // A binding without a value is null.
    linkHosts: (LINK_HOSTS ?? "in.sumsub.com sumsub.com spherepay.co").split(" "),
    // One request may not write into the answer of another here: pages poll.
    events: false,
    // Your own login goes here: who sends this request, and which SpherePay customer is it?
    resolveCustomer({ headers }) {
      const isLoggedIn = DEMO_LOGIN !== "" && headers.get("Cookie") === `login=${DEMO_LOGIN}`;
      return isLoggedIn ? SPHERE_CUSTOMER_ID : null;
    },
  });
}

export default {
  /**
   * @param {Request} request
   * @param {Readonly<Record<string, string>>} env
   * @param {{ waitUntil(promise: Promise<unknown>): void }} context
   */
  fetch(request, env, context) {
    onboarding ??= createHandler(env);
    const answer = onboarding(request);
    // A visitor who leaves must not cancel a call to SpherePay that other requests share.
    context.waitUntil(answer);
    return answer;
  },
};
