/**
 * What parts that are loaded on demand have of the element: steps, the QR panel. They import nothing of
 * it: bundlers would move all that they share into a file of its own, and every page would wait for one
 * more round trip.
 */
import { html, nothing } from "lit";
import { Problem } from "../../core/problem.js";
import { parseDate } from "../api/json-answer.js";
import { dateText, doneText, timeText } from "../i18n/format.js";
import { readable } from "../i18n/names.js";
import { fill } from "../i18n/words.js";
import { remainingMs } from "../links/held-link.js";
import { heading } from "../views/heading.js";
import { reference } from "../views/help.js";
import { icon } from "../views/icons.js";
import { problemText } from "../views/notices.js";
import { button, note, textView } from "../views/parts.js";
import { reasonView } from "../views/row.js";

export const kit = {
  html,
  nothing,
  heading,
  icon,
  button,
  note,
  textView,
  reasonView,
  reference,
  problemText,
  dateText,
  doneText,
  timeText,
  readable,
  fill,
  remainingMs,
  parseDate,
  Problem,
} as const;

export type Kit = typeof kit;
