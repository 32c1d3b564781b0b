/** The handler in Deno: it is what `Deno.serve` takes. */
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";

const {
  SPHERE_API_URL = "https://api.spherepay.co",
  SPHERE_API_KEY = "",
  SPHERE_CUSTOMER_ID = "",
  SPHERE_WEBHOOK_SECRET,
  KYC_SESSION_SECRET = "",
  DEMO_LOGIN = "",
  LINK_HOSTS = "in.sumsub.com sumsub.com spherepay.co",
  PORT = "4185",
} = Deno.env.toObject();

const onboarding = createOnboardingHandler({
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

Deno.serve(
  {
    port: Number(PORT),
    hostname: "127.0.0.1",
    onListen: ({ port }) => console.log(`Backend: http://127.0.0.1:${port}/kyc`),
  },
  onboarding,
);
