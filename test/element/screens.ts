import { messages as en } from "../../src/locales/en.js";
import { aCustomer, aProfile, problem, silence } from "./answers.js";
import { phoneScreens } from "./phone-screens.js";
import { itemScreens } from "./screens-items.js";
import { problemScreens } from "./screens-problems.js";
import { aStage, type Stage } from "./stage.js";
import * as stages from "./stages.js";
import { aLeftStage, aReadyStage, open, scripted, submitText, supported } from "./stages.js";

/** One screen: how to get there, and what a person reads. */
export interface ScreenRow {
  readonly name: string;
  readonly build: () => Promise<Stage>;
  readonly texts: readonly string[];
  /** Labels of the buttons and links, in order; one that cannot be pressed ends in "…". */
  readonly buttons: readonly string[];
}

const off = `${submitText}…`;
const phone = en["phone.open"];

/** Every screen, each reached as a customer reaches it. */
export const screens: readonly ScreenRow[] = [
  {
    name: "loading",
    build: async () => {
      const stage = aStage({ network: silence });
      await stage.shows("Loading your verification");
      return stage;
    },
    texts: ["Loading your verification"],
    buttons: [],
  },
  {
    name: "not started",
    build: () => open({ handler: { resolveCustomer: () => ({ id: null }) } }, "has not begun yet"),
    texts: ["Fill in your details on this site first."],
    buttons: ["Check again"],
  },
  {
    name: "being prepared",
    build: () => open({ customer: { preset: "empty" } }, "preparing your checklist"),
    texts: ["This usually takes a moment."],
    buttons: ["Check again"],
  },
  {
    name: "an individual's checklist",
    build: () => open(supported, "Verify your identity"),
    texts: ["4 of 7 done", "Your part", "Face check", "What happens next", "Final review"],
    buttons: ["Open", "Contact support", "Open", off],
  },
  {
    name: "a business's checklist",
    build: () => open({ customer: { preset: "business" }, ...supported }, "Verify your business"),
    texts: ["5 of 8 done", "Certificate of incorporation", "From your company registry."],
    buttons: ["Contact support", "Contact support", "Contact support", off, "Check again"],
  },
  {
    name: "two profiles",
    build: () =>
      open({ customer: { preset: "two-profiles" }, ...supported }, "Verify your identity"),
    texts: ["US dollars and euros", "Brazilian reais (Pix)", "4 of 7 done", "Same as above."],
    buttons: ["Open", "Contact support", "Open", off],
  },
  {
    name: "a link-created customer's checklist",
    build: stages.aHostedStage,
    texts: [
      "Verify your identity",
      "Identity document",
      "You will finish on our partner’s secure page",
    ],
    buttons: [submitText, phone],
  },
  {
    name: "a checklist of unknown names and statuses",
    build: () =>
      scripted(
        aCustomer({
          verificationProfiles: [
            aProfile(
              "incomplete",
              { required: ["quantum_check", "kyc_z_approval"] },
              "kyc_profile_z",
            ),
            aProfile("under_revision", {}, "moon_profile"),
          ],
        }),
        "Quantum check",
        supported,
      ),
    texts: ["Kyc profile z", "Moon profile", "Being updated", "Final review"],
    buttons: ["Contact support", off, "Check again"],
  },
  {
    name: "inside another app's browser",
    build: stages.anInAppStage,
    texts: ["You are inside another app", "open this page in your browser"],
    buttons: [submitText, phone],
  },
  {
    name: "back, and nothing has changed",
    build: stages.anUnchangedStage,
    texts: ["Welcome back. Nothing has changed yet."],
    buttons: [submitText, phone],
  },
  {
    name: "back, and something has changed",
    build: stages.aChangedStage,
    texts: ["Welcome back. Done now: Terms of service and Face check.", "6 of 7 done"],
    buttons: ["Contact support", off, "Check again"],
  },
  ...itemScreens,
  {
    name: "ready",
    build: () => aReadyStage(),
    texts: ["Everything we need from you is here.", "You will finish on our partner’s secure page"],
    buttons: [submitText, phone],
  },
  {
    name: "asking for the link",
    build: stages.anAskingStage,
    texts: ["Preparing…"],
    buttons: ["Preparing……", `${phone}…`],
  },
  {
    name: "leaving",
    build: () => aLeftStage(),
    texts: ["Opening…", "then come back here."],
    buttons: ["Opening……", `${phone}…`],
  },
  {
    name: "back",
    build: stages.aBackStage,
    texts: ["Welcome back. We are checking what changed."],
    buttons: [submitText, phone],
  },
  {
    name: "back after the link has expired",
    build: stages.anExpiredStage,
    texts: ["You can get a new one below.", "You began on", "Pick up where you left off."],
    buttons: ["Get a new link", phone],
  },
  ...phoneScreens,
  {
    name: "submitted with nothing to visit",
    build: stages.aSentStage,
    texts: ["This page shows the next step as soon as it is ready.", "Our turn"],
    buttons: ["Check again"],
  },
  {
    name: "refused without a reason",
    build: stages.aRefusedStage,
    texts: ["Something is still missing.", "7 of 7 done", "Tax number", "Reference"],
    buttons: [off, "Check again"],
  },
  {
    name: "in review, to be continued",
    build: stages.aPendingStage,
    texts: ["Usually up to 2 business days.", "Sent", "Did not finish the identity check?"],
    buttons: ["Continue verification", phone, "Check again"],
  },
  {
    name: "in review",
    build: () => scripted(aCustomer({ verificationProfiles: [aProfile("pending")] }), "reviewing"),
    texts: ["Usually up to 2 business days.", "In review", "Decision"],
    buttons: ["Check again"],
  },
  {
    name: "approved",
    build: () =>
      scripted(aCustomer({ verificationProfiles: [aProfile("approved")] }), "You are verified"),
    texts: ["You can now send and receive money."],
    buttons: [],
  },
  {
    name: "rejected",
    build: stages.aRejectedStage,
    texts: ["We could not verify your identity", "This decision is final here", "customer_"],
    buttons: ["Contact support"],
  },
  {
    name: "being updated",
    build: () =>
      scripted(aCustomer({ verificationProfiles: [aProfile("under_revision")] }), "being updated"),
    texts: ["There is nothing for you to do right now."],
    buttons: ["Check again"],
  },
  {
    name: "session ended",
    build: stages.aSessionEndedStage,
    texts: ["this page closed your session. Nothing is lost."],
    buttons: [en["action.sign_in"]],
  },
  {
    name: "not signed in",
    build: () => open({ handler: { resolveCustomer: () => null } }, "Please sign in"),
    texts: ["Please sign in", "Sign in on this site to continue. Nothing is lost."],
    buttons: [en["action.sign_in"]],
  },
  {
    name: "login changed",
    build: stages.aLoginChangedStage,
    texts: ["Verify your business", "This is its checklist."],
    buttons: [off, "Check again"],
  },
  {
    name: "offline",
    build: stages.anOfflineStage,
    texts: ["This is our latest information.", "Everything we need from you is here."],
    buttons: [submitText, phone, "Check again"],
  },
  {
    name: "blocked with a reference",
    build: () =>
      open(
        { network: () => problem(502, "host_misconfigured", { correlationId: "ref-4711" }) },
        "We cannot show your verification",
      ),
    texts: ["Something on this site is not working.", "Reference", "ref-4711"],
    buttons: ["Try again"],
  },
  ...problemScreens,
];
