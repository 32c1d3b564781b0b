/** The way to the phone as a screen shows it: the button, or the panel with the QR code in its place. */
import { html, nothing, type TemplateResult } from "lit";
import type { CustomerScreen } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import { icon } from "../views/icons.js";
import { button, note } from "../views/parts.js";
import type { Part, View } from "../views/view.js";
import type { Drawing } from "./qr-drawing.js";

const drawingView = ({ words }: View, { size, path }: Drawing): TemplateResult => html`<svg
  class="code"
  part="qr-code"
  role="img"
  aria-label=${words.say("qr.code")}
  viewBox="0 0 ${size} ${size}"
  shape-rendering="crispEdges"
><path d=${path} /></svg>`;

function liveView(view: View, drawing: Drawing): TemplateResult {
  const { words, qrPanel } = view;
  const { copied } = qrPanel;
  const time = qrPanel.endText(words);
  return html`${drawingView(view, drawing)}
    <div class="beside">
      <p .textContent=${words.say("qr.text")}></p>
      ${time ? html`<p .textContent=${words.say("qr.until", { time })}></p>` : nothing}
      ${button(view, {
        state: "open",
        label: copied ? `copy.${copied}` : "action.copy",
        quiet: true,
        onClick: () => qrPanel.copy(),
      })}
    </div>`;
}

const coveredView = (view: View, { qrCode }: CustomerScreen): TemplateResult =>
  html`<div class="code cover" part="qr-code">
      ${icon("wait")}
      <p .textContent=${view.words.say("qr.expired")}></p>
    </div>
    <div class="beside">
      ${button(view, {
        state: qrCode.button,
        label: "qr.new_code",
        busy: "busy.qr",
        quiet: true,
        onClick: view.onQrCode,
      })}
    </div>`;

/** The library could not be fetched: what is here stays, and one click tries again. */
const unavailableView = (view: View): TemplateResult =>
  html`${note(view.words.say("problem.unloaded"), "fail")}
    ${button(view, {
      state: "open",
      label: "action.retry",
      quiet: true,
      onClick: () => view.qrPanel.load(),
    })}`;

/** The panel around its content. Its heading receives the focus when it opens. */
function panelView({ words, qrPanel }: View, content: Part): TemplateResult {
  const onKeydown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Escape closes this panel, and no dialog of the page around it.
    event.preventDefault();
    event.stopPropagation();
    qrPanel.close();
  };
  return html`<div class="panel" part="qr" role="group" aria-label=${words.say("qr.open")} @keydown=${onKeydown}>
    <div class="head">
      <h3 tabindex="-1" .textContent=${words.say("qr.open")}></h3>
      <button
        class="do"
        part="button button-close"
        type="button"
        @click=${() => qrPanel.close()}
        .textContent=${words.say("action.close")}
      ></button>
    </div>
    ${content}
  </div>`;
}

function contentView(view: View, screen: CustomerScreen): Part {
  const { qrPanel } = view;
  const { shown, button: state } = screen.qrCode;
  if (shown && qrPanel.isLoaded) {
    const { drawing } = qrPanel;
    const isLive = drawing && !shown.expired;
    return panelView(view, isLive ? liveView(view, drawing) : coveredView(view, screen));
  }
  if (shown && qrPanel.hasFailed) return panelView(view, unavailableView(view));
  if (qrPanel.isOnPhone) return nothing;
  return button(view, {
    state: shown ? "busy" : state,
    label: "qr.open",
    busy: "busy.qr",
    quiet: true,
    onClick: view.onQrCode,
  });
}

/** The button that opens the panel, the panel, or nothing where neither helps. */
export function qrView(view: View, screen: CustomerScreen): Part {
  const content = contentView(view, screen);
  return content === nothing ? nothing : html`<div id="qr">${content}</div>`;
}

/** What is announced about the panel when it opens and when it changes. */
export function qrAnnouncement({ qrPanel }: View, screen: CustomerScreen): MessageKey | undefined {
  if (!screen.qrCode.shown) return undefined;
  if (!qrPanel.isLoaded) return qrPanel.hasFailed ? "problem.unloaded" : "busy.qr";
  if (!qrPanel.drawing) return "qr.expired";
  return qrPanel.copied ? `copy.${qrPanel.copied}` : "qr.text";
}
