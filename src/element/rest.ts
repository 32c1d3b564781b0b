/**
 * Owns: what is needed after the first checklist has been painted: the rules from then on and the
 * other screens. Loaded on demand, right after the first paint or when something asks for it.
 * Why: a stranger waits for the checklist, not for the code that shows its outcome days later.
 */
export { open } from "../core/flow-open.js";
export { announce } from "./announce.js";
export { Departure } from "./departure.js";
export { readFailure } from "./failure.js";
export { noticeTexts } from "./notices.js";
export { settledStyles } from "./styles-settled.js";
export { problemButtons, reference } from "./view-help.js";
export { settledView } from "./views-settled.js";
