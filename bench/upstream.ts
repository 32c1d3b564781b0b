/** A SpherePay without delay: it returns one customer of the usual size under every id. */
import { createServer } from "node:http";
import { announce } from "./announce.js";

const customerOf = (id: string) => ({
  id,
  type: "individual",
  email: "ana@example.com",
  phone: "+15550100",
  personalInformation: { firstName: "Ana", lastName: "Reyes", dateOfBirth: "1990-01-01" },
  address: { line1: "1 Main Street", city: "Springfield", country: "USA", postalCode: "00000" },
  verificationProfiles: [
    {
      name: "kyc_profile_a",
      status: "incomplete",
      criteria: {
        complete: ["email_address", "phone_number", "residential_address"],
        pending: ["liveness_report_document"],
        required: ["terms_of_service", "identity_verification", "kyc_a_approval"],
        errors: [{ name: "identity_document", detail: "The picture is blurred" }],
      },
    },
  ],
  meta: { segment: "retail" },
  createdAt: "2026-11-01T10:00:00.000Z",
  updatedAt: "2026-11-21T19:42:00.000Z",
});

announce(
  createServer((request, response) => {
    const id = request.url?.split("/")[3] ?? "";
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(customerOf(id)));
  }),
);
