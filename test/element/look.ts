/** What a person sees of an element: where its words stand, in which colour and on which ground. */

/** Red, green, blue and opacity, each from 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** Words, and the element that holds them. */
export interface Piece {
  readonly holder: Element;
  readonly text: string;
  readonly boxes: readonly DOMRect[];
}

export const cardOf = (element: Element): HTMLElement => {
  const card = element.shadowRoot?.querySelector<HTMLElement>(".card");
  if (!card) throw new TypeError("expected a rendered element");
  return card;
};

/** Brings motion to its end, and stops what has none. */
export function still(element: Element): void {
  for (const motion of element.shadowRoot?.getAnimations() ?? []) {
    if (motion.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) motion.cancel();
    else motion.finish();
  }
}

/** Words that are shown, those for screen readers alone left out. */
export function piecesOf(element: Element): Piece[] {
  const walker = document.createTreeWalker(cardOf(element), NodeFilter.SHOW_TEXT);
  const found: Piece[] = [];
  while (walker.nextNode()) {
    const { currentNode } = walker;
    const holder = currentNode.parentElement;
    const text = currentNode.textContent?.trim() ?? "";
    if (!holder || !text || holder.closest(".vh")) continue;
    const range = document.createRange();
    range.selectNodeContents(currentNode);
    const boxes = [...range.getClientRects()].filter(({ width }) => width > 0);
    if (boxes.length) found.push({ holder, text, boxes });
  }
  return found;
}

/** What can be pressed or followed. */
export const controlsOf = (element: Element): HTMLElement[] => [
  ...cardOf(element).querySelectorAll<HTMLElement>("button, a"),
];

/** A computed colour; engines write mixed ones as `color(srgb ...)` or in another space. */
export function rgbaOf(text: string): Rgba {
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new TypeError("this engine draws nothing");
  // An opaque drawing over white and over black tells opacity more exactly than reading it does.
  const over = (ground: string) => {
    context.fillStyle = ground;
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
  };
  const [white = [], black = []] = [over("#fff"), over("#000")];
  const alpha = 1 - ((white[0] ?? 0) - (black[0] ?? 0));
  const channel = (index: number) => (alpha > 0 ? (black[index] ?? 0) / alpha : 0);
  return [channel(0), channel(1), channel(2), alpha];
}

const flat = ([r, g, b, a]: Rgba, [gr, gg, gb]: Rgba): Rgba => {
  const mix = (over: number, under: number) => over * a + under * (1 - a);
  return [mix(r, gr), mix(g, gg), mix(b, gb), 1];
};

/** The ground that an element stands on: all grounds up to the first opaque one. */
export function groundOf(holder: Element | null): Rgba {
  if (!holder) return [1, 1, 1, 1];
  const own = rgbaOf(getComputedStyle(holder).backgroundColor);
  return own[3] > 0.99 ? own : flat(own, groundOf(holder.assignedSlot ?? holder.parentElement));
}

const luminance = ([r, g, b]: Rgba): number => {
  const [x = 0, y = 0, z = 0] = [r, g, b].map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};

/** WCAG's contrast ratio of a colour on a ground. */
export function contrast(colour: string, ground: Rgba): number {
  const [a, b] = [luminance(flat(rgbaOf(colour), ground)), luminance(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** A style that an element adopts besides its own, as a broken variant of them. */
export function adopt(element: Element, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  element.shadowRoot?.adoptedStyleSheets.push(sheet);
}
