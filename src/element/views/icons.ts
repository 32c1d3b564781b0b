/** Owns: the drawings. Decorative: what they mean is always said in words beside them. */
import { html, type TemplateResult } from "lit";

/** What a drawing and its colour stand for. */
export type Tone = "done" | "todo" | "wait" | "fail" | "later";

const ring = "M12 3a9 9 0 1 0 .1 0z";
const shapes: Readonly<Record<Tone | "info", string>> = {
  done: "M7.5 12.4l3 3 6-6.6",
  wait: "M12 5a7 7 0 1 0 .1 0zM12 8.5v3.8l2.4 1.5",
  fail: "M12 6.7v6.3M12 16.8v.1",
  info: "M12 11v6M12 7v.1",
  todo: ring,
  later: ring,
};

/** The drawing of a tone, in its colour. */
export const icon = (tone: Tone | "info"): TemplateResult =>
  html`<svg class=${tone} viewBox="0 0 24 24" aria-hidden="true"><path d=${shapes[tone]} /></svg>`;
