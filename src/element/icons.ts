/** Owns: the drawings. Decorative: what they mean is always said in words beside them. */
import { html, svg, type TemplateResult } from "lit";

/** What a drawing and its colour stand for. */
export type Tone = "done" | "todo" | "wait" | "fail" | "later";

const shapes: Readonly<Record<Tone, TemplateResult>> = {
  done: svg`<path d="M7.5 12.4l3 3 6-6.6" stroke-linecap="round" stroke-linejoin="round"/>`,
  wait: svg`<path d="M12 7v5.2l3.2 2" stroke-linecap="round" stroke-linejoin="round"/>`,
  fail: svg`<path d="M12 7v6M12 16.4v.1" stroke-linecap="round"/>`,
  todo: svg`<circle cx="12" cy="12" r="9"/>`,
  later: svg`<circle cx="12" cy="12" r="9" stroke-dasharray="2.6 3.4"/>`,
};

const disc = svg`<circle cx="12" cy="12" r="10" fill="currentColor" stroke="none" opacity=".16"/>`;

/** The drawing of a tone, in its colour. */
export const icon = (tone: Tone): TemplateResult => html`<svg
  class=${tone}
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="1.9"
  aria-hidden="true"
>${tone === "todo" || tone === "later" ? "" : disc}${shapes[tone]}</svg>`;
