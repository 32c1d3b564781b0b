/**
 * Owns: the step in which an address or a tax number is typed: what is typed, what is wrong with it.
 * Does not own: which fields there are (`details-form.ts`), sending twice, renewing, what is shown after
 * a response (`core/flow`).
 * Why: what is typed lives here and nowhere else, and goes with the step.
 */
import type { TemplateResult } from "lit";
import type { FieldsAction } from "../../../core/action.js";
import type { Problem } from "../../../core/problem.js";
import type { CustomerScreen } from "../../../core/screen.js";
import { stepRoutes } from "../../../core/step-routes.js";
import { messages as english } from "../../../locales/steps/en-fields.js";
import type { HostClient } from "../../api/host-client.js";
import { takeKit } from "../../on-demand/handed.js";
import type { View } from "../../views/view.js";
import type { DrawnStep, StepPart, StepPort } from "../step-part.js";
import { adoptStepStyle } from "../step-style.js";
import { hasStepWords, loadStepWords } from "../step-words.js";
import { type DetailsForm, detailsForm } from "./details-form.js";
import type { FieldFault, FieldsStep } from "./field-view.js";
import { fieldsStyle } from "./fields-style.js";
import { fieldsAnnounced, fieldsView } from "./fields-view.js";

export const prepare: StepPart["prepare"] = (handed, lang) => {
  takeKit(handed);
  return loadStepWords(lang, english);
};

export const create: StepPart["create"] = (port) => new DrawnFieldsStep(port);

class DrawnFieldsStep implements DrawnStep, FieldsStep {
  readonly values = new Map<string, string>();
  readonly faults = new Map<string, FieldFault>();
  general: FieldsStep["general"];
  action: FieldsAction = { kind: "fields", fields: "address" };
  #withAddress = false;
  #run: DrawnStep["request"] = async () => false;
  /** The problem that is on screen, and has been read for its fields. */
  #read: Problem | undefined;
  /** The summary takes the focus once. */
  #wantsFocus = false;
  readonly #port: StepPort;

  constructor(port: StepPort) {
    this.#port = port;
  }

  get form(): DetailsForm {
    return detailsForm(this.action, this.values, this.#withAddress);
  }

  view(view: View, screen: CustomerScreen): TemplateResult {
    const { lang } = view.words;
    const { environment, requestUpdate } = this.#port;
    if (!hasStepWords(lang)) {
      // Until they are there, the step speaks English.
      environment.load(() => loadStepWords(lang)).then(requestUpdate, () => {});
    }
    const offered = screen.step?.offered;
    if (offered?.kind === "fields") this.action = offered;
    this.#readProblem(screen);
    return fieldsView(view, screen, this);
  }

  announced(view: View, screen: CustomerScreen): readonly string[] {
    this.#readProblem(screen);
    return fieldsAnnounced(view, screen, this);
  }

  updated(root: HTMLElement | DocumentFragment): void {
    adoptStepStyle(root, fieldsStyle);
    // Fields change places with the country; as attributes the values could be read in the markup.
    for (const field of root.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      "input, select",
    )) {
      const value = this.values.get(field.name) ?? "";
      if (field.value !== value) field.value = value;
    }
    const summary = root.querySelector<HTMLElement>("#summary");
    if (!summary || !this.#wantsFocus) return;
    this.#wantsFocus = false;
    const { activeElement, body } = summary.ownerDocument;
    const isHere = root instanceof ShadowRoot && root.activeElement;
    if (isHere || activeElement === body) summary.focus();
  }

  request(client: HostClient, signal: AbortSignal): Promise<boolean> {
    return this.#run(client, signal);
  }

  end(): void {
    this.values.clear();
    this.#run = async () => false;
  }

  close(): void {
    this.#port.close();
  }

  type(pointer: string, text: string): void {
    this.values.set(pointer, text);
    if (this.faults.delete(pointer)) this.#port.requestUpdate();
  }

  choose(pointer: string, value: string): void {
    this.values.set(pointer, value);
    this.faults.delete(pointer);
    this.#port.requestUpdate();
  }

  save(): void {
    const { form, values } = this;
    this.faults.clear();
    this.general = undefined;
    for (const { pointer, isNeeded, choices } of form.fields) {
      if (isNeeded && !values.get(pointer)?.trim()) {
        this.faults.set(pointer, choices ? "fields.unchosen" : "fields.empty");
      }
    }
    this.#wantsFocus = this.faults.size > 0;
    if (this.#wantsFocus) this.#port.requestUpdate();
    else this.#send(this.#whole().body(values));
  }

  /** The form, and the address that the customer has saved before where a tax number needs one. */
  #whole(): DetailsForm {
    const { given } = this.#port;
    if (this.action.fields !== "tax" || given.size === 0) return this.form;
    for (const [pointer, text] of given) {
      if (!this.values.has(pointer)) this.values.set(pointer, text);
    }
    return detailsForm(this.action, this.values, true);
  }

  /** Asks the flow to send it; what is sent again has the same key and the same details. */
  #send(body: string): void {
    if (!this.#port.canSend()) return;
    const headers = {
      "Idempotency-Key": this.#port.environment.newKey(),
      "Content-Type": "application/json",
    };
    this.#run = async (client, signal) => {
      await client.send(stepRoutes.details, signal, { headers, body });
      for (const [pointer, text] of this.values) {
        if (/^address/.test(pointer)) this.#port.given.set(pointer, text);
      }
      return true;
    };
    this.#port.send();
  }

  /** Notes at its fields what the host has refused. They keep it while the problem leaves the screen. */
  #readProblem({ problem: shown }: CustomerScreen): void {
    const problem = shown?.during === "step" ? shown.problem : undefined;
    if (problem === this.#read) return;
    this.#read = problem;
    if (problem?.code !== "details_refused") return;
    const pointers = problem.requirements;
    const { fields } = this.form;
    this.#wantsFocus = true;
    // It is about the address of a tax number, which has not been asked for yet.
    const lacksAddress =
      this.action.fields === "tax" &&
      !this.#withAddress &&
      pointers.some((each) => /^address\b/.test(each));
    if (lacksAddress) this.#withAddress = true;
    const known = pointers.filter((each) => fields.some(({ pointer }) => pointer === each));
    for (const each of known) this.faults.set(each, "fields.refused");
    this.general = lacksAddress
      ? "tax.address"
      : known.length < pointers.length || known.length === 0
        ? "fields.all"
        : undefined;
  }
}
