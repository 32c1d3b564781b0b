/**
 * Owns: what an element gets when the rest of it is there: the look of the later screens, and keeping
 * the focus.
 */
import { adoptStyles, type LitElement, type ReactiveController } from "lit";
import { settledStyles } from "../styles/outcome.js";
import { handoffStyles } from "../styles/qr.js";
import { focusedIn, keepFocus } from "./focus.js";

/** Sees to it that the focus survives every change of the screen. */
class FocusKeeper implements ReactiveController {
  readonly #element: LitElement;
  readonly #kind: () => string;
  #shown: string;
  #focused: Element | null = null;

  constructor(element: LitElement, kind: () => string) {
    this.#element = element;
    this.#kind = kind;
    this.#shown = kind();
    element.addController(this);
  }

  hostUpdate(): void {
    this.#focused = focusedIn(this.#element);
  }

  hostUpdated(): void {
    const kind = this.#kind();
    keepFocus(this.#element, this.#focused, this.#shown !== kind);
    this.#shown = kind;
  }
}

/** @param kind Which screen there is. */
export function furnish(element: LitElement, kind: () => string): void {
  const { elementStyles } = element.constructor as typeof LitElement;
  adoptStyles(element.renderRoot as ShadowRoot, [...elementStyles, settledStyles, handoffStyles]);
  new FocusKeeper(element, kind);
}
