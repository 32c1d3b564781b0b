/** What the step of a document looks like and says: which document, its slots, what is next. */
import type { TemplateResult } from "lit";
import type { CustomerScreen } from "../../../core/screen.js";
import { html, kit } from "../../on-demand/handed.js";
import type { Part, View } from "../../views/view.js";
import { type Note, problemNote, stepFrame } from "../step-frame.js";
import { type SayStep, stepWords } from "../step-words.js";
import type { Slot } from "./chosen-file.js";
import type { DocumentForm } from "./document-form.js";
import type { FilePart } from "./file-part.js";

/** The form, and what is drawn by what comes behind the first screen. */
export interface DrawnForm extends DocumentForm {
  /** `undefined` until it is there. */
  readonly part: FilePart | undefined;
  /** It could not be loaded at the last try. */
  readonly isPartMissing: boolean;
}

/** So many refusals say that the customer needs somebody's help. */
const manyRefusals = 3;

const known = ["passport", "id_card", "drivers", "residence_permit"] as const;

/** What a kind of document is called; one that nobody has words for, by its name. */
function kindText(say: SayStep, type: string): string {
  const word = known.find((each) => type.startsWith(each));
  if (word) return say(`document.${word}`);
  const name = kit.readable(type.replaceAll("_", " "), 60);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const missingView = (
  say: SayStep,
  { choice: { missing } }: DrawnForm,
  field: "type" | "country",
): Part =>
  missing === field
    ? html`<p id="error-${field}" class="fail" part="field-error" .textContent=${say(`document.no_${field}`)}></p>`
    : kit.nothing;

function kindsView(say: SayStep, step: DrawnForm): Part {
  const { types } = step.choice.action;
  if (types.length < 2) return kit.nothing;
  const isMissing = step.choice.missing === "type";
  return html`<fieldset class="field kinds" aria-describedby=${isMissing ? "error-type" : kit.nothing}>
    <legend .textContent=${say("document.which")}></legend>
    ${types.map(
      ({ type }) =>
        html`<label class="choice"><input type="radio" name="type" .checked=${type === step.choice.type} aria-invalid=${isMissing ? "true" : kit.nothing} @change=${() => step.choose(type, step.choice.country)} />${kit.textView(kindText(say, type))}</label>`,
    )}
    ${missingView(say, step, "type")}
  </fieldset>`;
}

function countryView({ words }: View, say: SayStep, step: DrawnForm): Part {
  if (!step.choice.document || !step.choice.needsCountry) return kit.nothing;
  const { countries } = step.choice.document;
  const all = step.part?.countryNames(words.intlTag) ?? [];
  const unnamed = countries?.filter((code) => !all.some(({ alpha3 }) => alpha3 === code)) ?? [];
  const named = [
    ...all.filter(({ alpha3 }) => !countries || countries.includes(alpha3)),
    ...unnamed.map((alpha3) => ({ alpha3, name: alpha3 })),
  ];
  const isMissing = step.choice.missing === "country";
  return html`<div class="field">
    <label for="country" .textContent=${say("document.country")}></label>
    <select
      id="country"
      part="field"
      aria-invalid=${isMissing ? "true" : kit.nothing}
      aria-describedby=${isMissing ? "error-country" : kit.nothing}
      @change=${({ target }: Event) => target instanceof HTMLSelectElement && step.choose(step.choice.type, target.value)}
    >
      <option value="" .selected=${!step.choice.country} .textContent=${say("step.choose")}></option>
      ${named.map(
        ({ alpha3, name }) =>
          html`<option value=${alpha3} .selected=${alpha3 === step.choice.country} .textContent=${name}></option>`,
      )}
    </select>
    ${missingView(say, step, "country")}
  </div>`;
}

/** The one thing to do next. */
function nextView(view: View, say: SayStep, step: DrawnForm): Part {
  const {
    files,
    choice: { slots },
    sending,
  } = step;
  const slotThat = (doing: string) => slots.find((slot) => files.get(slot)?.doing === doing);
  const held = slotThat("held");
  if (held) {
    const text = files.get(held)?.failure ? view.words.say("action.retry") : say("document.send");
    const state = sending.waitMs > 0 ? "absent" : "open";
    return kit.button(view, { text, state, onClick: () => step.retry(held) });
  }
  const asking = slotThat("asking");
  const empty = slots.find(
    (slot) => !files.has(slot) && step.sending.receivedAt(slot) === undefined,
  );
  const browsed = asking ?? empty;
  if (browsed || slots.length === 0) {
    const key: `add_${Slot}` | "another" =
      asking || (browsed && step.faults.has(browsed)) ? "another" : `add_${browsed ?? "file"}`;
    return kit.button(view, {
      text: say(`document.${key}`),
      state: "open",
      onClick: () => step.browse(browsed),
    });
  }
  return sending.isComplete
    ? kit.button(view, { text: say("step.back"), state: "open", onClick: () => step.close() })
    : kit.button(view, { text: say("document.sending"), state: "busy" });
}

/** What stands above the slots: where they stand, or what went wrong elsewhere. */
function noteOf(view: View, { problem }: CustomerScreen, say: SayStep, step: DrawnForm): Note {
  if (problem && problem.during !== "step") return problemNote(view, problem.problem);
  if (step.isPartMissing) return { text: view.words.say("problem.unloaded"), tone: "fail" };
  if (step.sending.isComplete && step.choice.slots.length) {
    return { text: say("document.all"), tone: "done" };
  }
  const hasOther = step.sending.stored.size > 0;
  const hasNone = step.choice.slots.every((slot) => step.sending.receivedAt(slot) === undefined);
  return { text: hasOther && hasNone ? say("document.other") : "", tone: "todo" };
}

/** The step of a document. */
export function documentView(view: View, screen: CustomerScreen, step: DrawnForm): TemplateResult {
  const { words, supportHref } = view;
  const say = stepWords(words);
  const { text, tone } = noteOf(view, screen, say, step);
  const isStuck = step.refused.length >= manyRefusals;
  return stepFrame(view, screen, {
    kind: "document",
    say,
    onBack: () => step.close(),
    content: html`${kindsView(say, step)} ${countryView(view, say, step)}
      ${text ? kit.note(text, tone) : kit.nothing}
      ${
        step.choice.slots.length
          ? html`${step.part?.rulesView(view, say, step)}
            ${step.choice.slots.map((slot) => step.part?.slotView({ view, step, say, slot }))}`
          : kit.nothing
      }
      ${nextView(view, say, step)}
      ${kit.reference(view, screen.problem?.problem.correlationId)}
      <div class="step-foot">
        <p .textContent=${say("document.private")}></p>
        ${isStuck ? html`<p .textContent=${say("document.help")}></p>` : kit.nothing}
        ${isStuck && supportHref ? html`<a class="do" part="support" href=${supportHref} rel="noopener noreferrer" .textContent=${words.say("action.support")}></a>` : kit.nothing}
      </div>`,
  });
}

/** What is announced when it changes. */
export function documentAnnounced(view: View, screen: CustomerScreen, step: DrawnForm): string[] {
  const say = stepWords(view.words);
  const { last: slot, choice } = step;
  const { missing } = choice;
  return [
    noteOf(view, screen, say, step).text,
    missing ? say(`document.no_${missing}`) : "",
    slot && step.choice.slots.includes(slot)
      ? step.part?.slotAnnounced({ view, step, say, slot })
      : "",
  ].flatMap((each) => each || []);
}
