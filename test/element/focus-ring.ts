/**
 * Owns: whether a person who uses the keyboard sees where he is: the ring around what has the focus.
 */
import { pressable } from "./reader.js";

/** WCAG 1.4.11: what marks a state stands out from what is beside it. */
const leastContrast = 3;
const leastWidthPx = 2;

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

function colourOf(text: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function luminance([red, green, blue]: Colour): number {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How much two colours written as `rgb()` stand out from each other, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(colourOf(one)), luminance(colourOf(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The colour that an element stands on. */
function groundOf(element: Element): string {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor.startsWith("rgb") && colourOf(backgroundColor)[3] === 1) {
      return backgroundColor;
    }
  }
  throw new TypeError("expected an element on a card");
}

/** What is wrong with the ring of everything that takes the focus. */
export function ringFaults(element: Element): string[] {
  const card = element.shadowRoot?.querySelector("section");
  if (!card) throw new TypeError("expected a rendered element");
  return [...card.querySelectorAll<HTMLElement>(pressable)].flatMap((each) => {
    each.focus();
    // Anew each time: a page scrolls to what takes the focus.
    const edge = card.getBoundingClientRect();
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(each);
    const reach = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
    const box = each.getBoundingClientRect();
    const isInside =
      box.left - reach >= edge.left &&
      box.right + reach <= edge.right &&
      box.top - reach >= edge.top &&
      box.bottom + reach <= edge.bottom;
    // Until the second part is there, the browser draws a ring of its own, in its own colours.
    const isBrowsers = outlineStyle === "auto";
    const found = [
      each.matches(":focus-visible") ? "" : "the browser marks no focus",
      !isBrowsers && (outlineStyle === "none" || Number.parseFloat(outlineWidth) < leastWidthPx)
        ? "no ring"
        : "",
      !isBrowsers && contrast(outlineColor, groundOf(each)) < leastContrast ? "a pale ring" : "",
      isInside ? "" : "a ring that is cut off",
      each.tabIndex > 0 ? "an order of its own" : "",
    ];
    return found.filter(Boolean).map((fault) => `${fault}: ${each.textContent?.trim()}`);
  });
}
