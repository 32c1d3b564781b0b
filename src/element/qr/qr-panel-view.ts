/** What the panel looks like: the code and its end, or what covers it. */
import type { TemplateResult } from "lit";
import type { CustomerScreen } from "../../core/screen.js";
import type { Words } from "../i18n/words.js";
import { html, kit } from "../on-demand/handed.js";
import type { View } from "../views/view.js";
import type { Drawing } from "./qr-drawing.js";

/** The code as it is drawn, and what customers do with it. */
export interface ShownCode {
  /** `undefined` when the code is covered. */
  readonly drawing: Drawing | undefined;
  readonly copied: "done" | "failed" | undefined;
  endText(words: Words): string | undefined;
  copy(): void;
  close(): void;
}

const drawingView = ({ words }: View, { size, path }: Drawing): TemplateResult => html`<svg
  class="code"
  part="qr-code"
  role="img"
  aria-label=${words.say("qr.code")}
  viewBox="0 0 ${size} ${size}"
  shape-rendering="crispEdges"
><path d=${path} /></svg>`;

function liveView(view: View, code: ShownCode, drawing: Drawing): TemplateResult {
  const { words } = view;
  const { copied } = code;
  const time = code.endText(words);
  return html`${drawingView(view, drawing)}
    <div class="beside">
      <p .textContent=${words.say("qr.text")}></p>
      ${time ? html`<p .textContent=${words.say("qr.until", { time })}></p>` : kit.nothing}
      ${kit.button(view, {
        state: "open",
        label: copied ? `copy.${copied}` : "action.copy",
        quiet: true,
        onClick: () => code.copy(),
      })}
    </div>`;
}

const coveredView = (view: View, { qrCode }: CustomerScreen): TemplateResult =>
  html`<div class="code cover" part="qr-code">
      ${kit.icon("wait")}
      <p .textContent=${view.words.say("qr.expired")}></p>
    </div>
    <div class="beside">
      ${kit.button(view, {
        state: qrCode.button,
        label: "qr.new_code",
        busy: "busy.qr",
        quiet: true,
        onClick: view.onQrCode,
      })}
    </div>`;

/** The panel. Its heading receives the focus when it opens. */
export function panelView(view: View, screen: CustomerScreen, code: ShownCode): TemplateResult {
  const { words } = view;
  const { drawing } = code;
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Escape closes this panel, and no dialog of the page around it.
    event.preventDefault();
    event.stopPropagation();
    code.close();
  };
  return html`<div class="panel" part="qr" role="group" aria-label=${words.say("qr.open")} @keydown=${onKeydown}>
    <div class="head">
      <h3 tabindex="-1" .textContent=${words.say("qr.open")}></h3>
      <button
        class="do"
        part="button button-close"
        type="button"
        @click=${() => code.close()}
        .textContent=${words.say("action.close")}
      ></button>
    </div>
    ${drawing && !screen.qrCode.shown?.expired ? liveView(view, code, drawing) : coveredView(view, screen)}
  </div>`;
}
