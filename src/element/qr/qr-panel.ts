/**
 * Owns: the link behind the QR code on screen, its drawing and its end, and what customers do with it.
 * Does not own: when a code is requested, shown or expired (`core/flow`), markup (`qr-panel-view.ts`).
 * Why: while the panel is open the link is in the page, here and in the drawing; it leaves at once.
 */
import type { TemplateResult } from "lit";
import type { CustomerScreen } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import type { Cancel } from "../environment.js";
import type { Words } from "../i18n/words.js";
import type { HeldLink } from "../links/held-link.js";
import { adoptStyle, kit, takeKit } from "../on-demand/handed.js";
import type { Kit } from "../on-demand/kit.js";
import type { ElementPort, FlowPort } from "../ports.js";
import type { View } from "../views/view.js";
import { type Drawing, draw } from "./qr-drawing.js";
import { panelView, type ShownCode } from "./qr-panel-view.js";
import type { DrawnQrPanel } from "./qr-part.js";
import { qrStyle } from "./qr-style.js";

/** A timer may sleep with the machine, so the clocks are read again this often. */
const checkEveryMs = 15_000;

/** Creates the panel of one element. */
export function createPanel(handed: Kit, element: ElementPort, flow: FlowPort): QrPanel {
  takeKit(handed);
  return new QrPanel(element, flow);
}

class QrPanel implements DrawnQrPanel, ShownCode {
  /** What became of the last click on "copy". */
  copied: "done" | "failed" | undefined;
  /** What is drawn; `undefined` when the code is covered. */
  drawing: Drawing | undefined;
  #link: HeldLink | undefined;
  #stopChecking: Cancel | undefined;
  #stopWatching: Cancel | undefined;
  readonly #element: ElementPort;
  readonly #flow: FlowPort;

  constructor(element: ElementPort, flow: FlowPort) {
    this.#element = element;
    this.#flow = flow;
  }

  view(view: View, screen: CustomerScreen): TemplateResult {
    return panelView(view, screen, this);
  }

  announced(): MessageKey {
    if (!this.drawing) return "qr.expired";
    return this.copied ? `copy.${this.copied}` : "qr.text";
  }

  updated(root: HTMLElement | DocumentFragment): void {
    adoptStyle(root, qrStyle);
  }

  /** When the link ends, by the person's clock, with its day unless that is today. */
  endText(words: Words): string | undefined {
    const link = this.#link;
    if (!link || !Number.isFinite(link.leftMs)) return undefined;
    const end = new Date(link.wallMs + link.leftMs);
    const nowMs = this.#element.environment.wallMs();
    // A host may state an end beyond all calendars.
    if (Number.isNaN(end.getTime())) return undefined;
    const isToday = end.toDateString() === new Date(nowMs).toDateString();
    return isToday
      ? kit.timeText(words, end.getTime())
      : kit.dateText(words, end.toISOString(), nowMs);
  }

  show(link: HeldLink | undefined): void {
    this.forget();
    this.#link = link;
    this.drawing = link && draw(link.href);
    this.#stopWatching = this.#element.environment.watch(() => this.#checkEnd());
    this.#checkEnd();
  }

  forget(): void {
    this.#stopChecking?.();
    this.#stopWatching?.();
    this.#link = undefined;
    this.drawing = undefined;
    this.copied = undefined;
    this.#element.requestUpdate();
  }

  /** Returns whether the link is still good; covers the code when it is not. */
  #checkEnd(): boolean {
    const { environment } = this.#element;
    const leftMs = this.#link ? kit.remainingMs(this.#link, environment) : 0;
    this.#stopChecking?.();
    if (leftMs <= 0) this.#flow.dispatch({ type: "qrCodeExpired" });
    else if (leftMs < Number.POSITIVE_INFINITY) {
      const nextMs = Math.min(leftMs, checkEveryMs);
      this.#stopChecking = environment.after(nextMs, () => this.#checkEnd());
    }
    return leftMs > 0;
  }

  close(): void {
    this.#flow.dispatch({ type: "qrCodeClosed" });
  }

  /** Puts the link on the clipboard, while it is good. */
  async copy(): Promise<void> {
    const link = this.#link;
    if (!link || !this.#checkEnd()) return;
    const copied = await this.#element.environment.copy(link.href).then(
      () => "done" as const,
      () => "failed" as const,
    );
    if (this.#link !== link) return;
    this.copied = copied;
    this.#element.requestUpdate();
  }
}
