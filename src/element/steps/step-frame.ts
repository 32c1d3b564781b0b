/** What every step has: the way back, its heading, buttons. */
import type { TemplateResult } from "lit";
import type { ButtonState, CustomerScreen } from "../../core/screen.js";
import { html, kit } from "../on-demand/handed.js";
import type { Part, View } from "../views/view.js";
import type { SayStep } from "./step-words.js";

/** A button of a step, whose words may hold values. Without `onClick` it submits its form. */
export function stepButton(
  text: string,
  {
    state,
    quiet,
    onClick,
  }: { readonly state: ButtonState; readonly quiet?: boolean; readonly onClick?: () => void },
): TemplateResult {
  const isOpen = state === "open";
  const { nothing, textView } = kit;
  return html`<button
    class="button ${quiet ? "quiet" : ""}"
    part="button ${quiet ? "button-quiet" : "button-primary"}"
    type=${onClick ? "button" : "submit"}
    aria-disabled=${isOpen ? nothing : "true"}
    aria-busy=${state === "busy" ? "true" : nothing}
    @click=${isOpen && onClick ? onClick : nothing}
  >${state === "busy" ? html`<span class="spin"></span>` : nothing}${textView(text)}</button>`;
}

/** A step around its content. */
export function stepFrame(
  view: View,
  { checklist }: CustomerScreen,
  {
    kind,
    say,
    onBack,
    content,
  }: {
    readonly kind: string;
    readonly say: SayStep;
    readonly onBack: () => void;
    readonly content: Part;
  },
): TemplateResult {
  return html`<div class="step-head">
      <button class="do back" part="action" type="button" @click=${onBack}>${kit.textView(say("step.back"))}</button>
      <p .textContent=${kit.doneText(view.words, checklist)}></p>
    </div>
    <div class="pad step" part="step step-${kind}">${kit.heading(view)} ${content}</div>`;
}
