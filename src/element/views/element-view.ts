/** The whole element: the card around the screen that is shown. */
import { html, type TemplateResult } from "lit";
import { checklistView } from "./checklist.js";
import { loadingView } from "./loading.js";
import { announcementText } from "./notices.js";
import { outcomeView } from "./outcome.js";
import type { View } from "./view.js";

function screenView(view: View): TemplateResult {
  const { screen } = view;
  if ("step" in screen && screen.step && view.steps.drawn) {
    return view.steps.drawn.view(view, screen);
  }
  if (screen.kind === "loading") return loadingView(view, screen);
  if (screen.kind === "incomplete") return checklistView(view, screen);
  return outcomeView(view, screen);
}

/** Everything in the shadow root. */
export const elementView = (view: View): TemplateResult =>
  html`<slot name="header"></slot
    ><section class="card" part="card" lang=${view.words.lang} dir=${view.words.dir} translate=${view.words.translate} aria-labelledby="heading" @slotchange=${view.onSlotChange}>
      ${screenView(view)}
    </section
    ><slot name="footer"></slot
    ><p class="vh" role="status" lang=${view.words.lang} translate=${view.words.translate} .textContent=${announcementText(view)}></p>`;
