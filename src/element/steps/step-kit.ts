/** What steps have of the element. */
import { html, nothing } from "lit";
import { Problem } from "../../core/problem.js";
import { parseDate } from "../api/json-answer.js";
import { timeText } from "../i18n/format.js";
import { readable } from "../i18n/names.js";
import { remainingMs } from "../links/held-link.js";
import { heading } from "../views/heading.js";
import { reference } from "../views/help.js";
import { problemText } from "../views/notices.js";
import { note, textView } from "../views/parts.js";

export const stepKit = {
  html,
  nothing,
  heading,
  note,
  textView,
  reference,
  problemText,
  timeText,
  readable,
  remainingMs,
  parseDate,
  Problem,
} as const;

export type StepKit = typeof stepKit;
