/**
 * Owns: the code for the phone, on display and covered.
 * Does not own: the panel around it, and the button that opens it (`view-phone.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../views/icons.js";
import { button, type View } from "../views/parts.js";
import type { Drawing } from "./qr-drawing.js";
import type { CodeOnDisplay } from "./qr-panel.js";

const tile = ({ words }: View, { size, path }: Drawing): TemplateResult => html`<svg
  class="code"
  part="code"
  role="img"
  aria-label=${words.say("qr.code")}
  viewBox="0 0 ${size} ${size}"
  shape-rendering="crispEdges"
><path d=${path} /></svg>`;

function live(view: View, code: CodeOnDisplay, drawing: Drawing): TemplateResult {
  const { words } = view;
  const { copied } = code;
  const time = code.endText(words);
  return html`${tile(view, drawing)}
    <div class="beside">
      <p>${words.say("qr.text")}</p>
      ${time ? html`<p>${words.say("qr.until", { time })}</p>` : nothing}
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
      <p>${view.words.say("qr.expired")}</p>
    </div>
    <div class="beside">
      ${button(view, {
        state: code.phone.button,
        label: "qr.new_code",
        busy: "busy.qr",
        quiet: true,
        press: () => code.ask(),
      })}
    </div>`;
}

/** What stands in the panel: the code, or what covers it. */
export const codeView = (view: View, code: CodeOnDisplay): TemplateResult =>
  code.drawing ? live(view, code, code.drawing) : covered(view, code);
