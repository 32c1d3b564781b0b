import type { CodeMessageKey } from "./messages.js";

/** What the step of a code says. */
export const messages: Readonly<Record<CodeMessageKey, string>> = {
  "code.where": "We’ll send you a code. Enter it here.",
  "code.where_to": "We’ll send a code to {to}. Enter it here.",
  "code.send": "Send code",
  "code.send_to": "Send code to {to}",
  "code.sending": "Sending…",
  "code.have": "I already have a code",
  "code.sent": "We’ve sent you a code.",
  "code.sent_to": "We’ve sent a code to {to}.",
  "code.ask": "Enter the last code you received.",
  "code.until": "It works until {time}.",
  "code.label": "Code",
  "code.confirm": "Confirm",
  "code.checking": "Checking…",
  "code.again": "Send a new code",
  "code.again_in": "You can send a new code in {time}.",
  "code.again_at": "You can send a new code at {time}.",
  "code.wait": "That was too many tries. Please try again at {time}.",
  "code.wrong_phone": "Wrong number?",
  "code.wrong_email": "Wrong email address?",
  "code.wrong_help": "This site’s support team can change it.",
  "code.empty": "Enter the code.",
  "code.odd": "Enter only the code: up to 10 letters or digits.",
  "code.refused": "That isn’t the code. Check it and try again.",
  "code.expired": "This code has expired. Send a new one.",
};
