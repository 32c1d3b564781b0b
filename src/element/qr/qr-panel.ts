/**
 * Owns: the link behind the code on display, its drawing and its end, and what a person does with it.
 * Does not own: when a code is asked for, shown or over (`core/flow.ts`), or the panel
 * (`view-qrCode.ts`).
 * Why: as long as the panel is open the link is in the page; here, and in the drawing, and nowhere
 * else, and all of it goes at once.
 */
import type { ReactiveController } from "lit";
import { type Phone, phone } from "../../core/qr-code.js";
import type { MessageKey } from "../../locales/messages.js";
import type { Cancel, Environment } from "../environment.js";
import type { FlowController } from "../flow/flow-controller.js";
import type { FlowHost } from "../flow/flow-host.js";
import { dateText, timeText } from "../i18n/format.js";
import type { Words } from "../i18n/words.js";
import { type HeldLink, remainingMs } from "../links/held-link.js";
import type { Door } from "../links/navigation.js";
import type { Drawing } from "./qr-drawing.js";

type Flow = Pick<FlowController, "state" | "press" | "tell">;

/** Everything that {@link CodeOnDisplay} loads when it is needed. */
export type HandoffParts = typeof import("./qr-drawing.js");

/** A timer may sleep with the machine, so the clocks are asked again this often. */
const lookMs = 15_000;

export class CodeOnDisplay implements ReactiveController {
  /** `undefined` until loaded. */
  parts: HandoffParts | undefined;
  /** The last try to load them has failed. */
  hasFailed = false;
  /** What became of the last press on "copy". */
  copied: "done" | "failed" | undefined;
  /** What is drawn; `undefined` when the code is covered. */
  drawing: Drawing | undefined;
  #link: HeldLink | undefined;
  #loading = false;
  #stopLooking: Cancel | undefined;
  #stopWatching: Cancel | undefined;
  #wasOpen = false;
  #hadFocus = false;
  #mayTakeFocus = false;
  readonly #host: FlowHost;
  readonly #environment: Environment;
  readonly #door: Door;
  readonly #flow: Flow;

  constructor(host: FlowHost, environment: Environment, door: Door, flow: Flow) {
    this.#host = host;
    this.#environment = environment;
    this.#door = door;
    this.#flow = flow;
    host.addController(this);
  }

  /** What the flow says about it. */
  get phone(): Phone {
    const { state } = this.#flow;
    return state.kind === "open" ? phone(state) : { target: "", button: "absent", qrCode: null };
  }

  /** What time it is, by the person's clock. */
  get nowMs(): number {
    return this.#environment.wallMs();
  }

  /** This is a phone already. */
  get isOnPhone(): boolean {
    return this.#door.isPhone();
  }

  /** What is said about the panel when it opens and when it changes. */
  get said(): MessageKey | undefined {
    if (!this.phone.qrCode) return undefined;
    if (!this.parts) return this.hasFailed ? "problem.unloaded" : "busy.qr";
    if (!this.drawing) return "qr.expired";
    return this.copied ? `copy.${this.copied}` : "qr.text";
  }

  /** When the link ends, by the person's clock, with its day unless that is today. */
  endText(words: Words): string | undefined {
    const link = this.#link;
    if (!link || !Number.isFinite(link.leftMs)) return undefined;
    const end = new Date(link.wallMs + link.leftMs);
    const { nowMs } = this;
    const isToday = end.toDateString() === new Date(nowMs).toDateString();
    return isToday
      ? timeText(words, end.getTime())
      : dateText({ words, code: this }, end.toISOString());
  }

  /** A press on the button that opens the panel or gets a new code. */
  ask(): void {
    this.retry();
    this.#flow.press(this.phone.target, "code");
  }

  /** Fetches what draws the code, if it is not there yet. */
  retry(): void {
    if (this.parts || this.#loading) return;
    this.#loading = true;
    this.hasFailed = false;
    this.#fetch();
  }

  async #fetch(): Promise<void> {
    try {
      this.parts = await this.#host.rest?.loadHandoff();
    } catch {
      // The browser tells the developer which file is missing.
    }
    this.#loading = false;
    this.hasFailed = !this.parts;
    this.#draw();
  }

  #draw(): void {
    this.drawing = this.#link && this.parts?.draw(this.#link.href);
    this.#host.requestUpdate();
  }

  /** Takes over a link. Without one the code is covered at once. */
  show(link: HeldLink | undefined): void {
    this.forget();
    this.#link = link;
    this.#draw();
    this.#stopWatching = this.#environment.watch(() => this.#look());
    this.#look();
  }

  /** Nothing of the link is left. */
  forget(): void {
    this.#stopLooking?.();
    this.#stopWatching?.();
    this.#link = undefined;
    this.drawing = undefined;
    this.copied = undefined;
    this.#host.requestUpdate();
  }

  /** Answers whether the link is still good; covers the code when it is not. */
  #look(): boolean {
    const leftMs = this.#link ? remainingMs(this.#link, this.#environment) : 0;
    this.#stopLooking?.();
    if (leftMs <= 0) this.#flow.tell({ type: "qrCodeExpired" });
    else if (leftMs < Number.POSITIVE_INFINITY) {
      this.#stopLooking = this.#environment.after(Math.min(leftMs, lookMs), () => this.#look());
    }
    return leftMs > 0;
  }

  close(): void {
    this.#flow.tell({ type: "qrCodeClosed" });
  }

  /** Puts the link on the clipboard, while it is good for anything. */
  async copy(): Promise<void> {
    const link = this.#link;
    if (!link || !this.#look()) return;
    const copied = await this.#door.copy(link.href).then(
      () => "done" as const,
      () => "failed" as const,
    );
    if (this.#link !== link) return;
    this.copied = copied;
    this.#host.requestUpdate();
  }

  get #place(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.getElementById("phone");
  }

  hostUpdate(): void {
    const { shadowRoot, ownerDocument } = this.#host;
    this.#hadFocus = !!this.#place?.contains(shadowRoot?.activeElement ?? null);
    // Where a click gives no focus, nobody has it.
    this.#mayTakeFocus = this.#hadFocus || ownerDocument.activeElement === ownerDocument.body;
  }

  /** The focus goes to the heading when the panel opens, and back to the button when it closes. */
  hostUpdated(): void {
    const place = this.#place;
    const heading = place?.querySelector<HTMLElement>("h3");
    const opens = !!heading && !this.#wasOpen;
    const isLost = this.#hadFocus && !this.#host.shadowRoot?.activeElement;
    this.#wasOpen = !!heading;
    if (opens && this.#mayTakeFocus) {
      heading.focus();
      place?.scrollIntoView({ block: "nearest" });
    } else if (isLost) (heading ?? place?.querySelector("button"))?.focus();
  }
}
