import { messages as en } from "../../src/locales/en.js";
/** Checklists by what stands in them. */
import { aCustomer, answering, aProfile, aScriptedHost, ownSteps, silence } from "./answers.js";
import type { ScreenRow } from "./screens.js";
import { until } from "./stage.js";
import { open, scripted, submitText, supported } from "./stages.js";

const anActionsCustomer = () =>
  aCustomer({
    verificationProfiles: [
      aProfile("incomplete", {
        pending: ["email_verification"],
        required: ["terms_of_service", "identity_document", "liveness_check", ...ownSteps],
      }),
    ],
    actions: {
      terms_of_service: { kind: "link" },
      identity_document: { kind: "page", href: "/documents" },
    },
  });

const anEveryKindCustomer = () =>
  aCustomer({
    verificationProfiles: [
      aProfile("incomplete", {
        complete: ["email_address", "phone_number", "tax_identification_number"],
        pending: ["identity_document"],
        required: ["terms_of_service", "liveness_check", ...ownSteps],
        errors: [
          {
            name: "proof_of_address_document",
            detail: "The document is older than 3 months. Please send a newer one.",
          },
        ],
      }),
    ],
    actions: {
      proof_of_address_document: { kind: "page", href: "/documents" },
      terms_of_service: { kind: "link" },
    },
  });

const anErrorCustomer = (error: Record<string, string>) =>
  aCustomer({ verificationProfiles: [aProfile("incomplete", { errors: [error] })] });

const aBegunCustomer = (required: readonly string[]) =>
  aCustomer({
    verificationProfiles: [aProfile("incomplete", { required })],
    submission: { startedAt: "2026-11-19T08:30:00Z" },
  });

const off = `${submitText}…`;
const phone = en["phone.open"];

/** Items in each of their states, with each way to mend or do them. */
export const itemScreens: readonly ScreenRow[] = [
  {
    name: "an error with its detail",
    build: () =>
      scripted(
        anErrorCustomer({ name: "identity_document", detail: "Too dark." }),
        "Too dark.",
        supported,
      ),
    texts: ["You can continue, but please look at this first.", "Identity document", "0 of 1 done"],
    buttons: ["Contact support", submitText, phone],
  },
  {
    name: "an error without a detail",
    build: () =>
      scripted(anErrorCustomer({ name: "identity_document" }), "Please check this", supported),
    texts: ["Please check this and send it again."],
    buttons: ["Contact support", submitText, phone],
  },
  {
    name: "every kind of item",
    build: () =>
      open(
        { network: aScriptedHost(anEveryKindCustomer()).network, ...supported },
        "Proof of address",
      ),
    texts: [
      "3 of 7 done",
      "The document is older than 3 months.",
      "We are checking what you sent.",
      "You do this on another page of this site.",
      "What happens next",
      "3 things left",
    ],
    buttons: ["Fix", "Open", "Contact support", off],
  },
  {
    name: "items with a link, with a page, and without an action",
    build: () => scripted(anActionsCustomer(), "Terms of service", supported),
    texts: [
      "We are checking what you sent.",
      "You do this on another page of this site.",
      "3 things",
    ],
    buttons: ["Open", "Open", "Contact support", off],
  },
  {
    name: "asking for the link of an item",
    build: async () => {
      const stage = await scripted(anActionsCustomer(), "Terms of service", supported);
      stage.network = answering({ link: silence });
      stage.press("Open");
      await until(() => stage.element.shadowRoot?.querySelector(".do .spin"));
      return stage;
    },
    texts: ["Terms of service", "3 things left"],
    buttons: ["…", "Open", "Contact support", off],
  },
  {
    name: "begun earlier, with items to do",
    build: () =>
      scripted(aBegunCustomer(["liveness_check", ...ownSteps]), "You began on", supported),
    texts: ["Pick up where you left off.", "Face check", "One thing left"],
    buttons: ["Contact support", off, "Check again"],
  },
  {
    name: "begun earlier, ready",
    build: () => scripted(aBegunCustomer(ownSteps), "You began on"),
    texts: ["You began on November", "Pick up where you left off."],
    buttons: [submitText, phone],
  },
  {
    name: "profiles that stand at different points",
    build: () =>
      scripted(
        aCustomer({
          verificationProfiles: [
            aProfile("approved"),
            aProfile("incomplete", { required: ["liveness_check"] }, "kyc_profile_b"),
          ],
        }),
        "Brazilian reais",
        supported,
      ),
    texts: ["US dollars and euros", "Verified", "To do", "Face check"],
    buttons: ["Contact support", off, "Check again"],
  },
];
