/**
 * The handler as a Next route: `app/kyc/[...path]/route.js`. It is made by the first request, because
 * `next build` loads this file as well, where there are no secrets.
 */
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";

let handler;

function createHandler() {
  const {
    SPHERE_API_URL = "https://api.spherepay.co",
    SPHERE_API_KEY = "",
    SPHERE_CUSTOMER_ID = "",
    SPHERE_WEBHOOK_SECRET,
    KYC_SESSION_SECRET = "",
    DEMO_LOGIN = "",
    LINK_HOSTS = "in.sumsub.com sumsub.com spherepay.co",
  } = process.env;

  return createOnboardingHandler({
    apiKey: SPHERE_API_KEY,
    baseUrl: SPHERE_API_URL,
    secret: KYC_SESSION_SECRET,
    linkHosts: LINK_HOSTS.split(" "),
    // SpherePay's webhook leads to /kyc/webhook; what it tells reaches open pages by /kyc/events.
    ...(SPHERE_WEBHOOK_SECRET && { webhookSecret: SPHERE_WEBHOOK_SECRET }),
    // Your own login goes here: who sends this request, and which SpherePay customer is it?
    resolveCustomer({ headers }) {
      const isLoggedIn = DEMO_LOGIN !== "" && headers.get("Cookie") === `login=${DEMO_LOGIN}`;
      return isLoggedIn ? SPHERE_CUSTOMER_ID : null;
    },
  });
}

async function onboarding(request) {
  handler ??= createHandler();
  return handler(request);
}

/** Never at build time, never from a cache. */
export const dynamic = "force-dynamic";

export { onboarding as GET, onboarding as OPTIONS, onboarding as POST };
