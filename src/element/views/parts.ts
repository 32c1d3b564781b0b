/** The pieces that screens are made of: buttons, notes, tags. */
import { html, nothing, type TemplateResult } from "lit";
import type { ButtonState } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import { icon, type Tone } from "./icons.js";
import type { Part, View } from "./view.js";

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
  >${
    state === "busy"
      ? html`<span class="spin"></span>${words.say(busy ?? label)}`
      : words.say(label)
  }</button>`;
}

/** A coloured box with a sentence. */
export const note = (text: string, tone: Tone = "todo"): TemplateResult =>
  html`<p class="note ${tone} soft" part="note">
    ${icon(tone === "todo" ? "info" : tone)}<span>${text}</span>
  </p>`;

/** A tag such as "In review". */
export const tag = (text: string, tone: Tone): TemplateResult =>
  html`<span class="tag ${tone} soft" part="tag">${text}</span>`;
