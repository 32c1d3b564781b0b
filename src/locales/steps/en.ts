/** English, by kind of step: each step comes with its own words alone. */
import { english as code } from "./en-code.js";
import { english as document } from "./en-document.js";
import type { StepMessages } from "./messages.js";

export const messages: StepMessages = { ...code, ...document };
