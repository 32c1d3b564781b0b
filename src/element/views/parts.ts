/** The pieces that screens are made of: buttons, notes, tags. */
import { html, nothing, type TemplateResult } from "lit";
import type { ButtonState, CustomerScreen } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import { icon, type Tone } from "./icons.js";
import type { Part, View } from "./view.js";

/**
 * Words beside other nodes. A browser's translator puts nodes of its own in the place of those it
 * finds; Lit would go on writing to the one it knows. Whatever owns its text sets all of it at once:
 * so here, and with `.textContent` wherever an element holds nothing but words.
 */
export const textView = (text: string): TemplateResult => html`<span .textContent=${text}></span>`;

/** What a button is like. Its words are those of `label`, or `text` where no key has them. */
interface ButtonInit {
  readonly state: ButtonState;
  readonly busy?: MessageKey | undefined;
  readonly quiet?: boolean;
  /** A name for those who do not see what stands above it. */
  readonly spoken?: string | typeof nothing;
  /** One more part. */
  readonly part?: string;
  /** Without it the button submits its form. */
  readonly onClick?: () => void;
}

/**
 * A primary button that cannot be clicked is not drawn: a sentence beside it says why. It only stays,
 * and looks as before, for the moment in which another click is answered.
 */
export const primaryState = (
  { requesting, leaving }: CustomerScreen,
  state: ButtonState,
): ButtonState => (state === "off" && !requesting && !leaving ? "absent" : state);

/** A button that keeps the focus while it is off. */
export function button(
  { words }: View,
  init: ButtonInit & ({ readonly label: MessageKey } | { readonly text: string }),
): Part {
  const { state, busy, quiet, spoken = nothing, part = "", onClick } = init;
  if (state === "absent") return nothing;
  const text = "text" in init ? init.text : words.say(init.label);
  return html`<button
    class="button ${quiet ? "quiet" : ""}"
    part="button ${quiet ? "button-quiet" : "button-primary"} ${part}"
    type=${onClick ? "button" : "submit"}
    aria-label=${state === "busy" ? nothing : spoken}
    aria-disabled=${state === "open" ? nothing : "true"}
    aria-busy=${state === "busy" || (state === "off" && !quiet) ? "true" : nothing}
    @click=${(state === "open" && onClick) || nothing}
  >${state === "busy" ? html`<span class="spin"></span>` : nothing}${textView(state === "busy" && busy ? words.say(busy) : text)}</button>`;
}

/** A button that looks like a link: what is rarely needed. */
export const linkButton = (
  { words }: View,
  label: MessageKey,
  onClick: () => void,
): TemplateResult =>
  html`<button class="do" part="button button-link" type="button" @click=${onClick} .textContent=${words.say(label)}></button>`;

/** A coloured box with a sentence. */
export const note = (text: string, tone: Tone = "todo"): TemplateResult =>
  html`<p class="note ${tone} soft" part="note">
    ${icon(tone === "todo" ? "info" : tone)}${textView(text)}
  </p>`;

/** A tag such as "In review". */
export const tag = (text: string, tone: Tone): TemplateResult =>
  html`<span class="tag ${tone} soft" part="tag" .textContent=${text}></span>`;
