/**
 * Owns: the link behind the QR code on screen, its drawing and its end, and what customers do with it.
 * Does not own: when a code is requested, shown or expired (`core/flow`), markup (`qr-view.ts`).
 * Why: while the panel is open the link is in the page, here and in the drawing; it leaves at once.
 */
import { Problem } from "../../core/problem.js";
import type { Cancel } from "../environment.js";
import { announceProblem } from "../flow/announcements.js";
import { dateText, timeText } from "../i18n/format.js";
import type { Words } from "../i18n/words.js";
import { type HeldLink, remainingMs } from "../links/held-link.js";
import type { ElementPort, FlowPort } from "../ports.js";
import type { Drawing } from "./qr-drawing.js";

type Library = typeof import("./qr-drawing.js");

/** A timer may sleep with the machine, so the clocks are read again this often. */
const checkEveryMs = 15_000;

/** How long the library may take before the customer reads that it is missing. */
const patienceMs = 10_000;

export class QrPanel {
  /** Whether the last try to load the library has failed. */
  hasFailed = false;
  /** What became of the last click on "copy". */
  copied: "done" | "failed" | undefined;
  /** What is drawn; `undefined` when the code is covered. */
  drawing: Drawing | undefined;
  #library: Library | undefined;
  #link: HeldLink | undefined;
  #isLoading = false;
  #stopChecking: Cancel | undefined;
  #stopWatching: Cancel | undefined;
  readonly #element: ElementPort;
  readonly #flow: FlowPort;

  constructor(element: ElementPort, flow: FlowPort) {
    this.#element = element;
    this.#flow = flow;
  }

  /** Whether the library is there. */
  get isLoaded(): boolean {
    return this.#library !== undefined;
  }

  /** This is a phone already. */
  get isOnPhone(): boolean {
    return this.#element.environment.isPhone();
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
    return isToday ? timeText(words, end.getTime()) : dateText(words, end.toISOString(), nowMs);
  }

  /** Fetches the library, if it is not there yet. */
  load(): void {
    if (this.#library || this.#isLoading) return;
    this.#isLoading = true;
    this.hasFailed = false;
    const { environment } = this.#element;
    const failed = (cause?: unknown) => {
      if (!this.#isLoading) return;
      this.#isLoading = false;
      this.hasFailed = true;
      announceProblem(this.#element, new Problem("part_unavailable", { cause }));
      this.#draw();
    };
    const cancel = environment.after(patienceMs, failed);
    environment
      .load(() => import("./qr-drawing.js"))
      .then((library) => {
        // A part of another release may be there in its place.
        library.draw("control");
        // Late is better than never.
        this.#library = library;
        this.#isLoading = false;
        this.#draw();
      })
      .catch(failed)
      .finally(cancel);
  }

  #draw(): void {
    this.drawing = this.#link && this.#library?.draw(this.#link.href);
    this.#element.requestUpdate();
  }

  /** Takes over a link. Without one the code is covered at once. */
  show(link: HeldLink | undefined): void {
    this.forget();
    this.#link = link;
    this.#draw();
    this.#stopWatching = this.#element.environment.watch(() => this.#checkEnd());
    this.#checkEnd();
  }

  /** Nothing of the link is left. */
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
    const leftMs = this.#link ? remainingMs(this.#link, environment) : 0;
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
