import { firstWords } from "./en-first.js";
import type { Messages } from "./messages.js";

/** English. */
export const en: Messages = {
  ...firstWords,

  "heading.not_started": "Your verification has not begun yet",
  "heading.session_ended": "Please sign in again",
  "heading.blocked": "We cannot show your verification right now",
  "heading.preparing": "We are preparing your checklist",
  "heading.pending": "We are reviewing your details",
  "heading.approved": "You are verified",
  "heading.rejected.individual": "We could not verify your identity",
  "heading.rejected.business": "We could not verify your business",
  "heading.updating": "Your status is being updated",
  "text.not_started": "Fill in your details on this site first. Your checklist then appears here.",
  "text.session_ended": "To protect your details, this page closed your session. Nothing is lost.",
  "text.preparing": "This usually takes a moment. You can stay here or come back later.",
  "text.pending.individual":
    "Usually up to 2 business days. You can close this page; nothing is lost.",
  "text.pending.business":
    "Usually 2 to 7 business days. You can close this page; nothing is lost.",
  "text.approved": "You can now send and receive money.",
  "text.rejected": "This decision is final here, but this site’s support can look at it with you.",
  "text.updating": "There is nothing for you to do right now. Please look again later.",
  "action.continue": "Continue verification",
  "action.check": "Check again",
  "action.sign_in": "I have signed in",
  "busy.asking": "Preparing your secure link",
  "busy.leaving": "Opening the secure page",
  leaving: "Come back to this page when you have finished.",
  "step.sent": "Sent",
  "step.review": "In review",
  "step.review_hint": "Nothing for you to do right now.",
  "step.decision": "Decision",
  "step.decision_hint": "This page shows it as soon as it is known.",
  continue_hint: "Did not finish the identity check?",
  "note.checking": "Welcome back. We are checking what changed.",
  "note.sent": "We received your request. This page shows the next step as soon as it is there.",
  "note.login_changed":
    "The sign-in on this site has changed. This is the checklist that belongs to it.",
  "note.paused": "Please wait until {time}, then try again.",
  reference: "Reference",
  "problem.bad_request": "This site asked in a way we did not understand. Its support can help.",
  "problem.login_required": "Please sign in on this site to go on.",
  "problem.session_invalid": "Your session has ended. Please sign in again.",
  "problem.cross_site":
    "This page may not show your verification. Please contact this site’s support.",
  "problem.forbidden": "This site does not allow this. Its support can help.",
  "problem.customer_not_found":
    "We could not find your verification. Please contact this site’s support.",
  "problem.no_such_requirement":
    "This step cannot be opened from here. This site’s support can help.",
  "problem.in_flight": "Your last press is still being worked on. One moment, please.",
  "problem.wrong_state": "This is not possible right now. We looked again; the list is up to date.",
  "problem.requirements_outstanding":
    "Something is still missing. Please check the list; support can help if all looks done.",
  "problem.rate_limited": "Many people are doing this right now.",
  "problem.host_misconfigured": "This site is not set up correctly. Please contact its support.",
  "problem.upstream_failed": "Our verification service did not answer. Please try again.",
  "problem.upstream_timeout": "Our verification service is slow. Please try again.",
  "problem.timeout": "No answer came in time. Please try again.",
  "problem.answer_unreadable": "We could not read the answer. What you see is the last we know.",
  "problem.link_expired": "The link had expired on arrival. Please try again.",
  "problem.link_refused":
    "For your safety we did not open the link we were given. Please contact support.",
  "problem.session_failed": "We could not renew your session. Please sign in again.",
  "problem.not_configured":
    "This page is not set up correctly. Please contact this site’s support.",
};
