/** The pieces that screens are made of: buttons, notes, tags. */
import { html, nothing, type TemplateResult } from "lit";
import type { ButtonState } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import { icon, type Tone } from "./icons.js";
import type { Part, View } from "./view.js";

/**
 * Words beside other nodes. A browser's translator puts nodes of its own in the place of those it
 * finds; Lit would go on writing to the one it knows. Whatever owns its text sets all of it at once:
 * so here, and with `.textContent` wherever an element holds nothing but words.
 */
export const textView = (text: string): TemplateResult => html`<span .textContent=${text}></span>`;

/** A button that keeps the focus while it is off. */
export function button(
  { words }: View,
  {
    state,
    label,
    busy,
    quiet,
    onClick,
  }: {
    readonly state: ButtonState;
    readonly label: MessageKey;
    readonly busy?: MessageKey | undefined;
    readonly quiet?: boolean;
    readonly onClick: () => void;
  },
): Part {
  if (state === "absent") return nothing;
  return html`<button
    class="button ${quiet ? "quiet" : ""}"
    part="button ${quiet ? "button-quiet" : "button-primary"}"
    type="button"
    aria-disabled=${state === "open" ? nothing : "true"}
    aria-busy=${state === "busy" ? "true" : nothing}
    @click=${state === "open" ? onClick : nothing}
  >${state === "busy" ? html`<span class="spin"></span>` : nothing}${textView(words.say((state === "busy" && busy) || label))}</button>`;
}

/** A coloured box with a sentence. */
export const note = (text: string, tone: Tone = "todo"): TemplateResult =>
  html`<p class="note ${tone} soft" part="note">
    ${icon(tone === "todo" ? "info" : tone)}${textView(text)}
  </p>`;

/** A tag such as "In review". */
export const tag = (text: string, tone: Tone): TemplateResult =>
  html`<span class="tag ${tone} soft" part="tag" .textContent=${text}></span>`;
