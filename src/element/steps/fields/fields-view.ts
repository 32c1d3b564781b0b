/** What the step of an address or a tax number looks like and says. */
import type { TemplateResult } from "lit";
import type { FieldsAction } from "../../../core/action.js";
import type { CustomerScreen } from "../../../core/screen.js";
import type { Tone } from "../../views/icons.js";
import type { Part, View } from "../../views/view.js";
import { countryNames } from "../countries.js";
import { html, kit } from "../handed.js";
import { stepButton, stepFrame } from "../step-frame.js";
import { type SayStep, stepWords } from "../step-words.js";
import type { DetailsForm, FormField } from "./details-form.js";
import { knownKinds, numberExamples } from "./tax-kinds.js";

/** What is wrong with one field: nothing in it, or the host has refused it. */
export type FieldFault = "fields.empty" | "fields.unchosen" | "fields.refused";

/** The step as it is drawn. */
export interface FieldsStep {
  readonly action: FieldsAction;
  readonly form: DetailsForm;
  /** By pointer, until the next click on "Save". */
  readonly faults: ReadonlyMap<string, FieldFault>;
  /** What is wrong beside single fields. */
  readonly general: "fields.all" | "tax.address" | undefined;
  type(pointer: string, text: string): void;
  choose(pointer: string, value: string): void;
  save(): void;
  close(): void;
}

/** One drawing: the step, the form as it is now, and the words. */
interface Drawing {
  readonly step: FieldsStep;
  readonly form: DetailsForm;
  readonly say: SayStep;
  readonly intlTag: string;
  readonly isBusy: boolean;
}

/** A field with what is said about it. */
interface Said {
  readonly field: FormField;
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly error: string;
}

function drawingOf({ words }: View, screen: CustomerScreen, step: FieldsStep): Drawing {
  return {
    step,
    form: step.form,
    say: stepWords(words),
    intlTag: words.intlTag,
    isBusy: screen.step?.button === "busy",
  };
}

/** A kind that nobody has words for is an abbreviation, such as `nif`. */
function kindText({ say }: Drawing, kind: string): string {
  const known = knownKinds.find((each) => each === kind);
  return known ? say(`tax.${known}`) : kit.readable(kind.replaceAll("_", " "), 60).toUpperCase();
}

function labelText(drawing: Drawing, { pointer, label, isOptional }: FormField): string {
  const { say } = drawing;
  const { kind } = drawing.form;
  const isNamed = pointer === "tax/number" && kind && kind !== "other";
  const text = isNamed ? kindText(drawing, kind) : say(label);
  return isOptional ? say("fields.optional", { label: text }) : text;
}

/** Isolated: a number is written from left to right in any language. */
const likeText = ({ say }: Drawing, example = ""): string =>
  example && say("fields.like", { example: `\u2066${example}\u2069` });

function errorText(drawing: Drawing, { pointer }: FormField): string {
  const { step, say, form } = drawing;
  const fault = step.faults.get(pointer);
  const isCode = fault === "fields.refused" && pointer === "address/postalCode";
  if (!fault) return "";
  return `${say(fault)} ${isCode ? likeText(drawing, form.postalExample) : ""}`.trim();
}

function saidOf(drawing: Drawing): Said[] {
  const { form } = drawing;
  return form.fields.map((field) => ({
    field,
    id: field.pointer.replace("/", "-"),
    label: labelText(drawing, field),
    hint: field.pointer === "tax/number" ? likeText(drawing, numberExamples.get(form.kind)) : "",
    error: errorText(drawing, field),
  }));
}

/** The texts of the summary, above the fields that are wrong. */
function summaryText({ step, say }: Drawing, said: readonly Said[]): string {
  if (step.general) return say(step.general);
  return said.some(({ error }) => error) ? say("fields.summary") : "";
}

function goTo({ currentTarget }: Event, id: string): void {
  if (!(currentTarget instanceof Element)) return;
  currentTarget.closest(".step")?.querySelector<HTMLElement>(`#${id}`)?.focus();
}

function summaryView(drawing: Drawing, said: readonly Said[]): TemplateResult {
  const text = summaryText(drawing, said);
  if (!text) return html``;
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

function optionsOf(drawing: Drawing, choices: "countries" | readonly string[]) {
  const options: readonly (readonly [string, string])[] =
    choices === "countries"
      ? countryNames(drawing.intlTag).map(({ alpha2, name }) => [alpha2, name])
      : choices.map((kind) => [kind, kindText(drawing, kind)]);
  return [["", drawing.say("fields.choose")] as const, ...options].map(
    ([value, text]) => html`<option value=${value} .textContent=${text}></option>`,
  );
}

function fieldView(drawing: Drawing, { field, id, label, hint, error }: Said): TemplateResult {
  const { step, isBusy } = drawing;
  const { pointer, choices, autocomplete, isNeeded } = field;
  const { nothing } = kit;
  const isTax = pointer.startsWith("tax/");
  const isCode = pointer === "tax/number" || pointer === "address/postalCode";
  const describedBy =
    [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(" ") || nothing;
  const invalid = error ? "true" : nothing;
  return html`<div class="field">
    <label for=${id} .textContent=${label}></label>
    ${hint ? html`<small id="${id}-hint" .textContent=${hint}></small>` : nothing}
    ${
      choices
        ? html`<select
            id=${id}
            part="field"
            name=${pointer}
            autocomplete=${autocomplete}
            aria-required=${isNeeded ? "true" : nothing}
            aria-invalid=${invalid}
            aria-describedby=${describedBy}
            @change=${({ target }: Event) => target instanceof HTMLSelectElement && step.choose(pointer, target.value)}
          >${optionsOf(drawing, choices)}</select>`
        : html`<input
            id=${id}
            part="field"
            name=${pointer}
            type="text"
            dir=${isCode ? "ltr" : "auto"}
            autocomplete=${autocomplete}
            autocapitalize=${isTax ? "off" : nothing}
            spellcheck=${isCode ? "false" : nothing}
            inputmode=${hint ? "numeric" : nothing}
            aria-required=${isNeeded ? "true" : nothing}
            aria-invalid=${invalid}
            aria-describedby=${describedBy}
            ?readonly=${isBusy}
            @input=${({ target }: Event) => target instanceof HTMLInputElement && step.type(pointer, target.value)}
          />`
    }
    ${error ? html`<p id="${id}-error" class="fail" part="field-error" .textContent=${error}></p>` : nothing}
  </div>`;
}

/** Short fields that follow each other stand side by side. */
function fieldsOf(drawing: Drawing, said: readonly Said[]): Part[] {
  const rows: Said[][] = [];
  for (const each of said) {
    const row = rows.at(-1);
    if (each.field.isShort && row?.[0]?.field.isShort) row.push(each);
    else rows.push([each]);
  }
  return rows.map((row) => {
    const views = row.map((each) => fieldView(drawing, each));
    return row.length > 1 ? html`<div class="pair">${views}</div>` : html`${views}`;
  });
}

const leadText = ({ words }: View, { action }: FieldsStep): string =>
  words.say(
    action.fields === "tax" ? "hint.tax_identification_number" : "hint.residential_address",
  );

/** What went wrong beside the fields themselves. */
function noteOf(
  { words }: View,
  { problem: shown, slow }: CustomerScreen,
  say: SayStep,
): { readonly text: string; readonly tone: Tone } {
  const code = shown?.problem.code;
  if (!shown) return { text: slow ? words.say("note.slow") : "", tone: "wait" };
  if (shown.during === "step" && code === "details_refused") return { text: "", tone: "fail" };
  const text =
    code === "details_locked" ? say("fields.locked") : kit.problemText(words, shown.problem);
  return { text, tone: "fail" };
}

/** The step of an address or a tax number. */
export function fieldsView(view: View, screen: CustomerScreen, step: FieldsStep): TemplateResult {
  const drawing = drawingOf(view, screen, step);
  const { say, isBusy } = drawing;
  const said = saidOf(drawing);
  const { text, tone } = noteOf(view, screen, say);
  const canSend = screen.step?.button === "open";
  const reference = screen.problem?.problem.correlationId;
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
        ${stepButton(say(isBusy ? "fields.saving" : "fields.save"), {
          state: isBusy ? "busy" : canSend ? "open" : "off",
        })}
      </form>
      ${text && reference ? kit.reference(view, reference) : kit.nothing}`,
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
