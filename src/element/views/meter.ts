import { html, nothing, type TemplateResult } from "lit";
import { textView } from "./parts.js";
import type { Part } from "./view.js";

const mostSegments = 24;

/** The progress bar, and the sentence under it that says the same. */
export function meter(
  { done, total }: { readonly done: number; readonly total: number },
  text: string | TemplateResult,
): Part {
  if (!total) return nothing;
  const segments = Math.min(total, mostSegments);
  const filled = Math.floor((done / total) * segments);
  return html`<div class="meter" part="meter" aria-hidden="true">
      ${Array.from({ length: segments }, (_, index) => html`<i class=${index < filled ? "on" : nothing}></i>`)}
    </div>
    <p class="count">${typeof text === "string" ? textView(text) : text}</p>`;
}
