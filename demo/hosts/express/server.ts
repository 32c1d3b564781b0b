/** The handler in Express: one line, `app.use`. */
import express from "express";
import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { toNodeListener } from "sphere-kyc-onboarding/host/node";

const {
  SPHERE_API_URL = "https://api.spherepay.co",
  SPHERE_API_KEY = "",
  SPHERE_CUSTOMER_ID = "",
  SPHERE_WEBHOOK_SECRET,
  KYC_SESSION_SECRET = "",
  DEMO_LOGIN = "",
  LINK_HOSTS = "in.sumsub.com sumsub.com spherepay.co",
  PORT = "4181",
} = process.env;

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

const app = express();
app.disable("x-powered-by");
app.use("/kyc", toNodeListener(onboarding));

const server = app.listen(Number(PORT), "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : PORT;
  console.log(`Backend: http://127.0.0.1:${port}/kyc`);
});
