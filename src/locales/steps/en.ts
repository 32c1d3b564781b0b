import type { FrameMessageKey } from "./messages.js";

/** What every step says. The words of one kind of step are in a file that nobody loads with another. */
export const messages: Readonly<Record<FrameMessageKey, string>> = {
  "step.back": "All steps",
  "step.choose": "Choose",
};
