import type { CodeMessageKey, FieldsMessageKey, StepMessageKey } from "./messages.js";

/** What every step says. The words of one kind of step are in a file that nobody loads with another. */
export const messages: Readonly<
  Record<Exclude<StepMessageKey, CodeMessageKey | FieldsMessageKey>, string>
> = {
  "step.back": "All steps",
};
