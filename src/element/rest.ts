/**
 * Owns: what is needed after the first checklist has been painted: the rules from then on and the
 * other screens. Loaded on demand, right after the first paint or when something asks for it.
 * Why: a stranger waits for the checklist, not for the code that shows its outcome days later.
 */
export { open } from "../core/flow-open.js";
export { announce } from "./announce.js";
export { tellDeveloper } from "./developer.js";
export { Errands } from "./errands.js";
export { readFailure } from "./failure.js";
export { furnish } from "./furnish.js";
export { humanise } from "./humanise.js";
export { headingText, lead, showsAll } from "./lead.js";
export { noticeTexts } from "./notices.js";
export { ownSession } from "./own-session.js";
export { helpView } from "./view-help.js";
export { phoneView } from "./view-phone.js";
export { moreView, profilesView, whyView } from "./view-profiles.js";
export { settledView } from "./views-settled.js";

/** What draws a code for the phone: more than the rest together, so that it comes when asked for. */
export const loadHandoff = () => import("./handoff.js");
