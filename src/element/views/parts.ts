/**
 * Owns: the pieces that screens are made of: buttons, notes, tags.
 * Does not own: rows (`view-profile.ts`), help (`view-help.ts`), or which screen shows which (`views.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Target } from "../../core/flow/types.js";
import type { Button, Screen } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import type { Words } from "../i18n/words.js";
import type { CodeOnDisplay } from "../qr/qr-panel.js";
import type { Remedy, Rest } from "../rest-controller.js";
import { icon, type Tone } from "./icons.js";

/** What a view may use. */
export interface View {
  readonly screen: Screen;
  readonly words: Words;
  /** A judged address of the site's support. */
  readonly supportHref: string | undefined;
  /** When the host allows another try, if it asked to wait; by the person's clock. */
  readonly waitUntilMs: number | undefined;
  /** What the browser calls itself. */
  readonly userAgent: string;
  /** Judges an address of the host's own pages. */
  readonly pageHref: (href: string) => string | undefined;
  readonly press: (target: Target) => void;
  readonly refresh: () => void;
  /** The other screens; `undefined` until they have been loaded. */
  readonly rest:
    | Pick<
        Rest,
        | "settledView"
        | "profilesView"
        | "whyView"
        | "moreView"
        | "humanise"
        | "noticeTexts"
        | "helpView"
        | "headingText"
        | "lead"
        | "showsAll"
        | "phoneView"
      >
    | undefined;
  /** The code for the phone; `undefined` until the rest is loaded. */
  readonly code: CodeOnDisplay | undefined;
  /** They could not be loaded: the label of what is left to do. */
  readonly remedy: `action.${Remedy}` | undefined;
}

/** A sentence beside the list. */
export interface Notice {
  readonly text: string;
  /** `undefined`: it stands on a button already, and is only announced. */
  readonly tone: Tone | undefined;
}

/** A piece, or none. */
export type Part = TemplateResult | typeof nothing;

/** A button that keeps the focus when it cannot be pressed. */
export function button(
  { words }: View,
  {
    state,
    label,
    busy,
    quiet,
    press,
  }: {
    readonly state: Button;
    readonly label: MessageKey;
    readonly busy?: MessageKey | undefined;
    readonly quiet?: boolean;
    readonly press: () => void;
  },
): Part {
  if (state === "absent") return nothing;
  return html`<button
    class="button ${quiet ? "quiet" : ""}"
    part="button ${quiet ? "button-quiet" : "button-primary"}"
    type="button"
    aria-disabled=${state === "open" ? nothing : "true"}
    aria-busy=${state === "busy" ? "true" : nothing}
    @click=${state === "open" ? press : nothing}
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

/** Everything that is said beside the list, drawn. */
export const notices = (view: View): Part[] =>
  noticesOf(view).map(({ text, tone }) => (tone ? note(text, tone) : nothing));

/** Everything that is said beside the list; there is nothing to say before the rest is loaded. */
export const noticesOf = (view: View): readonly Notice[] => view.rest?.noticeTexts(view) ?? [];

/** A tag such as "In review". */
export const tag = (text: string, tone: Tone): TemplateResult =>
  html`<span class="tag ${tone} soft" part="tag">${text}</span>`;
