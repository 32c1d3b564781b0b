/** The handler as a Next route: copy this file to `app/kyc/[...path]/route.ts`. */
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";

const {
  SPHERE_API_URL = "https://api.spherepay.co",
  SPHERE_API_KEY = "",
  SPHERE_CUSTOMER_ID = "",
  KYC_SESSION_SECRET = "",
  DEMO_LOGIN = "",
  LINK_HOSTS = "in.sumsub.com sumsub.com spherepay.co",
} = process.env;

const onboarding = createOnboardingHandler({
  apiKey: SPHERE_API_KEY,
  baseUrl: SPHERE_API_URL,
  secret: KYC_SESSION_SECRET,
  linkHosts: LINK_HOSTS.split(" "),
  // Your own login goes here: who sends this request, and which SpherePay customer is it?
  resolveCustomer({ headers }) {
    const isLoggedIn = DEMO_LOGIN !== "" && headers.get("Cookie") === `login=${DEMO_LOGIN}`;
    return isLoggedIn ? SPHERE_CUSTOMER_ID : null;
  },
});

/** Never at build time, never from a cache. */
export const dynamic = "force-dynamic";

export { onboarding as GET, onboarding as OPTIONS, onboarding as POST };
