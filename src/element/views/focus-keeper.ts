/**
 * Owns: where the focus goes when a screen changes under it, when what had it is gone, and when the QR
 * panel opens or closes.
 * Why: without it the focus falls to the page's body, and people who cannot see the screen start over.
 */
import type { LitElement, ReactiveController } from "lit";

/** What has the focus inside an element: a part of its own, or the page's control in one of its slots. */
function focusedIn(element: Element): Element | null {
  const outer = (element.getRootNode() as Document | ShadowRoot).activeElement;
  if (outer === element) return element.shadowRoot?.activeElement ?? null;
  return element.contains(outer) ? outer : null;
}

/** Which screen is shown, and the requirement whose step is in place of its list. */
interface Shown {
  readonly kind: string;
  readonly step: string;
}

export class FocusKeeper implements ReactiveController {
  readonly #element: LitElement;
  readonly #shown: () => Shown;
  #shownKind = "";
  #shownStep = "";
  #focused: Element | null = null;
  #wasPanelOpen = false;
  #wasInPanel = false;
  #mayTakeFocus = false;
  #mayPanelTakeFocus = false;

  constructor(element: LitElement, shown: () => Shown) {
    this.#element = element;
    this.#shown = shown;
    element.addController(this);
  }

  hostUpdate(): void {
    this.#focused = focusedIn(this.#element);
    this.#wasInPanel = !!this.#panelPlace?.contains(this.#focused);
    const { ownerDocument } = this.#element;
    // Where a click gives no focus, the body has it.
    this.#mayTakeFocus = ownerDocument.activeElement === ownerDocument.body;
    this.#mayPanelTakeFocus = this.#wasInPanel || this.#mayTakeFocus;
  }

  hostUpdated(): void {
    const { kind, step } = this.#shown();
    const isNewStep = this.#shownStep !== step;
    const isNewScreen = this.#shownKind !== kind || isNewStep;
    this.#shownKind = kind;
    this.#shownStep = step;
    this.#focusPanel();
    if (isNewStep && this.#mayTakeFocus) this.#focusHeading();
    this.#keepFocus(isNewScreen);
  }

  get #panelPlace(): HTMLElement | null | undefined {
    return this.#element.shadowRoot?.getElementById("qr");
  }

  /** The focus goes to the panel's heading when it opens, and to the button when it closes. */
  #focusPanel(): void {
    const place = this.#panelPlace;
    const heading = place?.querySelector<HTMLElement>("h3");
    const opens = !!heading && !this.#wasPanelOpen;
    this.#wasPanelOpen = !!heading;
    if (opens && this.#mayPanelTakeFocus) {
      heading.focus();
      place?.scrollIntoView?.({ block: "nearest" });
    } else if (this.#wasInPanel && !focusedIn(this.#element)) {
      (heading ?? place?.querySelector("button"))?.focus();
    }
  }

  /**
   * Focus that is lost goes to the heading of the screen. The page's own controls keep it while they
   * can be seen; focus that is elsewhere by now stays there.
   */
  #keepFocus(isNewScreen: boolean): void {
    const before = this.#focused;
    if (!before) return;
    const element = this.#element;
    const now = focusedIn(element);
    const isPages = element.contains(before);
    // Where nothing is laid out, as in a DOM library, no part can be seen and none is lost.
    const isSeen = (part: Element) => part.getClientRects().length > 0;
    const isLost = isPages ? isSeen(element) && !isSeen(before) : isNewScreen || !now;
    const { body, activeElement } = element.ownerDocument;
    const isElsewhere = !now && activeElement !== body && !activeElement?.contains(element);
    if (isLost && !isElsewhere) this.#focusHeading();
  }

  #focusHeading(): void {
    this.#element.shadowRoot?.getElementById("heading")?.focus();
  }
}
