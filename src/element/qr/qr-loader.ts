/**
 * Owns: loading what shows QR codes, and the link until that is there.
 * Does not own: when a code is requested, shown or expired (`core/flow`), the panel (`qr-panel.ts`).
 * Why: this little is with every page; the panel comes with the first code that a customer asks for.
 */
import type { HeldLink } from "../links/held-link.js";
import { kit } from "../on-demand/kit.js";
import { loadPart } from "../on-demand/load-part.js";
import type { ElementPort, FlowPort } from "../ports.js";
import type { DrawnQrPanel, QrPart } from "./qr-part.js";

const loadQrPart = (): Promise<QrPart> => import("./qr-panel.js");

export class QrLoader {
  /** Whether the last try to load the panel has failed. */
  hasFailed = false;
  /** The panel, once it is there. */
  drawn: DrawnQrPanel | undefined;
  #isLoading = false;
  /** What the panel is to show once it is there. */
  #waiting: { readonly link: HeldLink | undefined } | undefined;
  readonly #element: ElementPort;
  readonly #flow: FlowPort;

  constructor(element: ElementPort, flow: FlowPort) {
    this.#element = element;
    this.#flow = flow;
  }

  /** This is a phone already. */
  get isOnPhone(): boolean {
    return this.#element.environment.isPhone();
  }

  /** Loads the panel, if it is not there yet. */
  load(): void {
    if (this.drawn || this.#isLoading) return;
    this.#isLoading = true;
    this.hasFailed = false;
    this.#element.requestUpdate();
    loadPart(this.#element, loadQrPart, {
      loaded: (part) => this.#take(part),
      failed: () => {
        this.#isLoading = false;
        this.hasFailed = true;
      },
    });
  }

  #take({ createPanel }: QrPart): void {
    if (this.drawn) return;
    const panel = createPanel(kit, this.#element, this.#flow);
    this.drawn = panel;
    if (this.#waiting) panel.show(this.#waiting.link);
    this.#waiting = undefined;
  }

  /** Takes over a link. */
  show(link: HeldLink | undefined): void {
    if (this.drawn) this.drawn.show(link);
    else this.#waiting = { link };
  }

  /** Nothing of the link is left. */
  forget(): void {
    this.#waiting = undefined;
    this.drawn?.forget();
  }
}
