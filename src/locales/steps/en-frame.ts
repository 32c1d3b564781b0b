import type { FrameKey } from "./messages.js";

/** What every step says. */
export const frame: Readonly<Record<FrameKey, string>> = {
  "step.back": "All steps",
};
