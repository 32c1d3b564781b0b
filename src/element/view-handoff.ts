/**
 * Owns: the panel with the code for the phone, on display and covered.
 * Does not own: the button that opens it (`view-phone.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import type { CodeOnDisplay } from "./code-on-display.js";
import type { Drawing } from "./handoff.js";
import { icon } from "./icons.js";
import { button, type Part, type View } from "./view-parts.js";

const tile = ({ words }: View, { size, path }: Drawing): TemplateResult => html`<svg
  class="code"
  part="code"
  role="img"
  aria-label=${words.say("phone.code")}
  viewBox="0 0 ${size} ${size}"
  shape-rendering="crispEdges"
><path d=${path} /></svg>`;

function live(view: View, code: CodeOnDisplay, drawing: Drawing): TemplateResult {
  const { words } = view;
  const { copied } = code;
  const time = code.endText(words);
  return html`${tile(view, drawing)}
    <div class="beside">
      <p>${words.say("phone.text")}</p>
      ${time ? html`<p>${words.say("phone.until", { time })}</p>` : nothing}
      ${button(view, {
        state: "open",
        label: copied ? `copy.${copied}` : "action.copy",
        quiet: true,
        press: () => code.copy(),
      })}
    </div>`;
}

function covered(view: View, code: CodeOnDisplay): TemplateResult {
  return html`<div class="code cover" part="code">
      ${icon("wait")}
      <p>${view.words.say("phone.expired")}</p>
    </div>
    <div class="beside">
      ${button(view, {
        state: code.phone.button,
        label: "phone.new_code",
        busy: "busy.asking",
        quiet: true,
        press: () => code.ask(),
      })}
    </div>`;
}

/** The panel. Its heading receives the focus when it opens. */
export function panelView(view: View, code: CodeOnDisplay): Part {
  const { words } = view;
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // A dialog of the page around it is not what is to be closed.
    event.preventDefault();
    event.stopPropagation();
    code.close();
  };
  return html`<div class="panel" part="phone" role="group" aria-label=${words.say("phone.open")} @keydown=${onKey}>
    <div class="head">
      <h3 tabindex="-1">${words.say("phone.open")}</h3>
      <button class="do" part="button button-close" type="button" @click=${() => code.close()}>
        ${words.say("action.close")}
      </button>
    </div>
    ${code.drawing ? live(view, code, code.drawing) : covered(view, code)}
  </div>`;
}
