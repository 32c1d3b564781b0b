/** The place of the QR code on a screen: the button that opens the panel, or the panel. */
import { html, nothing } from "lit";
import type { CustomerScreen } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import { button } from "../views/parts.js";
import type { Part, View } from "../views/view.js";

/** Whether the panel was asked for, and could not be loaded. */
export const isQrLost = ({ qrPanel }: View, { qrCode }: CustomerScreen): boolean =>
  !!qrCode.shown && !qrPanel.drawn && qrPanel.hasFailed;

function contentView(view: View, screen: CustomerScreen): Part {
  const { qrPanel } = view;
  const { shown, button: state } = screen.qrCode;
  if (shown && qrPanel.drawn) return qrPanel.drawn.view(view, screen);
  if (qrPanel.isOnPhone && !shown) return nothing;
  const isLost = isQrLost(view, screen);
  return button(view, {
    state: isLost ? "open" : shown ? "busy" : state,
    label: isLost ? "action.retry" : "qr.open",
    busy: "busy.qr",
    quiet: true,
    onClick: isLost ? () => qrPanel.load() : view.onQrCode,
  });
}

/** The button that opens the panel, the panel, or nothing where neither helps. */
export function qrView(view: View, screen: CustomerScreen): Part {
  const content = contentView(view, screen);
  return content === nothing ? nothing : html`<div id="qr">${content}</div>`;
}

/** What is announced about the panel when it opens and when it changes. */
export function qrAnnouncement(view: View, screen: CustomerScreen): MessageKey | undefined {
  const { drawn } = view.qrPanel;
  if (!screen.qrCode.shown || isQrLost(view, screen)) return undefined;
  return drawn ? drawn.announced() : "busy.qr";
}
