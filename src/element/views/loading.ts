/** The skeleton: it has the lines of the usual checklist, so that little moves when that arrives. */
import { html, nothing, type TemplateResult } from "lit";
import type { LoadingScreen } from "../../core/screen.js";
import { support } from "./help.js";
import { icon } from "./icons.js";
import { meter } from "./meter.js";
import { button, note } from "./parts.js";
import type { Part, View } from "./view.js";

/** The place of words that are not there yet: as wide as they will be, but nothing to read. */
const ghost = (text: string): TemplateResult =>
  html`<span class="ghost" data-text=${text || "\u2003".repeat(9)} aria-hidden="true"></span>`;

const rows = ["terms_of_service", "identity_document", "liveness_check"] as const;

/** What customers read and can do when it takes long. */
const slowView = (
  view: View,
): Part => html`<div class="pad">${note(view.words.say("note.slow"), "wait")}</div>
<div class="pad foot">
  ${button(view, { state: "open", label: "action.retry", quiet: true, onClick: view.onRefresh })}
  ${support(view)}
</div>`;

/** The screen until the first answer is there. */
export const loadingView = (view: View, { slow }: LoadingScreen): TemplateResult => {
  const { words } = view;
  return html`
  <div class="pad" aria-busy="true">
    <h2 id="heading" tabindex="-1">
      <span class="vh" .textContent=${words.say("heading.loading")}></span>${ghost(words.say("heading.incomplete.individual"))}
    </h2>
    <p>${ghost(words.say("text.incomplete"))}</p>
    ${meter({ done: 0, total: 7 }, ghost(`${words.say("progress", { done: 0, total: 7 })} · ${words.count("minutes", 4)}`))}
  </div>
  ${slow ? slowView(view) : nothing}
  ${rows.map((name, index) => {
    const isNext = !index;
    const row = html`<div class="row" aria-hidden="true">
      ${icon("later")}
      <div>
        <b>${ghost(words.say(`requirement.${name}`))}</b>
        <small>${ghost(words.say(`hint.${name}`))}</small>
      </div>
      <div class=${isNext ? "button" : "do"}>${ghost(words.say(isNext ? `do.${name}` : "action.open"))}</div>
    </div>`;
    return isNext
      ? html`<div class="lead">${row}</div><h3 aria-hidden="true">${ghost(words.say("group.after"))}</h3>`
      : row;
  })}`;
};
