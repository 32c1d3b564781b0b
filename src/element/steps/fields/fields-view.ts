/** What the step of an address or a tax number looks like and says. */
import type { TemplateResult } from "lit";
import type { CustomerScreen } from "../../../core/screen.js";
import { html, kit } from "../../on-demand/handed.js";
import type { Part, View } from "../../views/view.js";
import { type Note, primaryState, problemNote, stepFrame } from "../step-frame.js";
import type { SayStep } from "../step-words.js";
import {
  type Drawing,
  drawingOf,
  type FieldsStep,
  fieldView,
  type Said,
  saidOf,
} from "./field-view.js";

/** The texts of the summary, above the fields that are wrong. */
function summaryText({ step, say }: Drawing, said: readonly Said[]): string {
  if (step.general) return say(step.general);
  return said.some(({ error }) => error) ? say("fields.summary") : "";
}

function goTo({ currentTarget }: Event, id: string): void {
  if (!(currentTarget instanceof Element)) return;
  currentTarget.closest(".step")?.querySelector<HTMLElement>(`#${id}`)?.focus();
}

function summaryView(drawing: Drawing, said: readonly Said[]): Part {
  const text = summaryText(drawing, said);
  if (!text) return kit.nothing;
  // Buttons, not links: an address with the name of a field would be one more in the page's history.
  const links = said.map(({ id, label, error }) =>
    error
      ? html`<div><button class="do" part="action" type="button" @click=${(event: Event) => goTo(event, id)} .textContent=${label}></button></div>`
      : kit.nothing,
  );
  return html`<div id="summary" class="note fail soft summary" role="group" aria-labelledby="summary-text" tabindex="-1">
    <p id="summary-text" part="note" .textContent=${text}></p>
    ${links}
  </div>`;
}

/** Short fields that follow each other stand side by side. */
function fieldsOf(drawing: Drawing, said: readonly Said[]): (Part | Part[])[] {
  const rows: Said[][] = [];
  for (const each of said) {
    const row = rows.at(-1);
    if (each.field.isShort && row?.[0]?.field.isShort) row.push(each);
    else rows.push([each]);
  }
  return rows.map((row) => {
    const views = row.map((each) => fieldView(drawing, each));
    return row.length > 1 ? html`<div class="pair">${views}</div>` : views;
  });
}

const leadText = ({ words }: View, { action }: FieldsStep): string =>
  words.say(
    action.fields === "tax" ? "hint.tax_identification_number" : "hint.residential_address",
  );

/** What went wrong beside the fields themselves. */
function noteOf(view: View, { problem: shown, slow }: CustomerScreen, say: SayStep): Note {
  const code = shown?.problem.code;
  if (!shown) return { text: slow ? view.words.say("note.slow") : "", tone: "wait" };
  if (shown.during === "step" && code === "details_refused") return { text: "", tone: "fail" };
  if (code === "details_locked") return { text: say("fields.locked"), tone: "fail" };
  return problemNote(view, shown.problem);
}

/** The step of an address or a tax number. */
export function fieldsView(view: View, screen: CustomerScreen, step: FieldsStep): TemplateResult {
  const drawing = drawingOf(view, screen, step);
  const { say, isBusy } = drawing;
  const said = saidOf(drawing);
  const { text, tone } = noteOf(view, screen, say);
  const canSend = screen.step?.button === "open";
  return stepFrame(view, screen, {
    kind: "fields",
    say,
    onBack: () => step.close(),
    content: html`<p .textContent=${leadText(view, step)}></p>
      ${text ? kit.note(text, tone) : kit.nothing} ${summaryView(drawing, said)}
      <form
        novalidate
        @submit=${(event: Event) => {
          event.preventDefault();
          if (canSend) step.save();
        }}
      >
        ${fieldsOf(drawing, said)}
        ${kit.button(view, {
          text: say(isBusy ? "fields.saving" : "fields.save"),
          state: primaryState(screen),
        })}
      </form>
      ${text ? kit.reference(view, screen.problem?.problem.correlationId) : kit.nothing}`,
  });
}

/** What is announced when it changes. */
export function fieldsAnnounced(view: View, screen: CustomerScreen, step: FieldsStep): string[] {
  const drawing = drawingOf(view, screen, step);
  const { say, isBusy } = drawing;
  const said = saidOf(drawing);
  return [
    leadText(view, step),
    isBusy ? say("fields.saving") : "",
    noteOf(view, screen, say).text,
    summaryText(drawing, said),
    ...said.map(({ label, error }) => error && `${label}: ${error}`),
  ].filter(Boolean);
}
