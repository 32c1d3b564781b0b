/** One field of the form: what is said about it, and how it is drawn. */
import type { TemplateResult } from "lit";
import type { FieldsAction } from "../../../core/action.js";
import type { CustomerScreen } from "../../../core/screen.js";
import { html, kit } from "../../on-demand/handed.js";
import type { View } from "../../views/view.js";
import { countryNames } from "../countries.js";
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
export interface Drawing {
  readonly step: FieldsStep;
  readonly form: DetailsForm;
  readonly say: SayStep;
  readonly intlTag: string;
  readonly isBusy: boolean;
}

/** A field with what is said about it. */
export interface Said {
  readonly field: FormField;
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly error: string;
}

/** What one drawing uses. */
export function drawingOf({ words }: View, screen: CustomerScreen, step: FieldsStep): Drawing {
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

/** The fields, in order. */
export function saidOf(drawing: Drawing): Said[] {
  const { form } = drawing;
  return form.fields.map((field) => ({
    field,
    id: field.pointer.replace("/", "-"),
    label: labelText(drawing, field),
    hint: field.pointer === "tax/number" ? likeText(drawing, numberExamples.get(form.kind)) : "",
    error: errorText(drawing, field),
  }));
}

function optionsOf(drawing: Drawing, choices: "countries" | readonly string[]) {
  const options: readonly (readonly [string, string])[] =
    choices === "countries"
      ? countryNames(drawing.intlTag).map(({ alpha2, name }) => [alpha2, name])
      : choices.map((kind) => [kind, kindText(drawing, kind)]);
  return [["", drawing.say("step.choose")] as const, ...options].map(
    ([value, text]) => html`<option value=${value} .textContent=${text}></option>`,
  );
}

/** A field with its label, its hint and what is wrong with it. */
export function fieldView(
  drawing: Drawing,
  { field, id, label, hint, error }: Said,
): TemplateResult {
  const { step, isBusy } = drawing;
  const { pointer, choices, autocomplete, isNeeded } = field;
  const { nothing } = kit;
  const isTax = pointer.startsWith("tax/");
  const isCode = pointer === "tax/number" || pointer === "address/postalCode";
  const describedBy =
    [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || nothing;
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
