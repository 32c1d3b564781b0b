/** How the element and the part that shows QR codes see each other. */
import type { HeldLink } from "../links/held-link.js";
import type { Kit } from "../on-demand/kit.js";
import type { ElementPort, FlowPort } from "../ports.js";
import type { QrDrawing } from "../views/view.js";

/** The panel with the QR code. */
export interface DrawnQrPanel extends QrDrawing {
  /** Takes over a link. Without one the code is covered at once. */
  show(link: HeldLink | undefined): void;
  /** Nothing of the link is left. */
  forget(): void;
  /** It has been drawn. */
  updated(root: HTMLElement | DocumentFragment): void;
}

/** What the part exports. It imports nothing that the element has; it is handed a kit instead. */
export interface QrPart {
  createPanel(kit: Kit, element: ElementPort, flow: FlowPort): DrawnQrPanel;
}
