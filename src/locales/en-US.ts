import { messages as english } from "./en.js";
import type { Messages } from "./messages.js";

/** American English: English, with what differs. */
export const messages: Messages = {
  ...english,
  "hint.residential_address": "Where you live, not a P.O. box.",
  "hint.identity_document": "Passport, ID card, or driver’s license.",
  "hint.business_representative": "Someone authorized to act for the business.",
};
