/**
 * Owns: what is needed after the first checklist has been painted: the rules from then on and the
 * other screens. Loaded on demand, right after the first paint or when something asks for it.
 * Why: a stranger waits for the checklist, not for the code that shows its outcome days later.
 */
export { open } from "../core/flow/open.js";
export { ownSession } from "./api/own-session.js";
export { readFailure } from "./api/problem-response.js";
export { Errands } from "./errands.js";
export { tellDeveloper } from "./flow/developer-console.js";
export { announce } from "./flow/dom-events.js";
export { humanise } from "./i18n/humanise.js";
export { phoneView } from "./qr/qr-section.js";
export { headingText, lead, showsAll } from "./views/checklist-lead.js";
export { furnish } from "./views/focus-keeper.js";
export { helpView } from "./views/help.js";
export { noticeTexts } from "./views/notices.js";
export { settledView } from "./views/outcome.js";
export { moreView, profilesView, whyView } from "./views/profiles.js";

/** What draws a code for the phone: more than the rest together, so that it comes when asked for. */
export const loadHandoff = () => import("./qr/qr-drawing.js");
