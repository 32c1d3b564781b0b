/**
 * Owns: where the focus goes when a screen changes under it, or when what had it is gone.
 * Does not own: which screen there is.
 * Why: without it the focus falls to the page's body, and who cannot see the screen starts over.
 */

/** What has the focus inside an element: a part of its own, or the page's control in one of its slots. */
export function focusedIn(element: Element): Element | null {
  const outer = (element.getRootNode() as Document | ShadowRoot).activeElement;
  if (outer === element) return element.shadowRoot?.activeElement ?? null;
  return element.contains(outer) ? outer : null;
}

/**
 * Gives the focus to the heading when it has nowhere else to be. The page's own controls keep it
 * while they can be seen; focus that is elsewhere by now stays there.
 * @param before What had the focus before the screen was drawn anew.
 */
export function keepFocus(element: Element, before: Element | null, isNewScreen: boolean): void {
  if (!before) return;
  const now = focusedIn(element);
  const isPages = element.contains(before);
  const isLost = isPages ? !before.getClientRects().length : isNewScreen || !now;
  const { body, activeElement } = element.ownerDocument;
  const isElsewhere = !now && activeElement !== body && !activeElement?.contains(element);
  if (isLost && !isElsewhere) element.shadowRoot?.getElementById("heading")?.focus();
}
