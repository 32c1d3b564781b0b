/** What every part that is loaded on demand has: what the element hands over, and a place for its look. */
import type { Kit } from "./kit.js";

export let kit: Kit;
export let html: Kit["html"];

/** Takes what the element hands over, before anything of the part is drawn. */
export function takeKit(handed: Kit): void {
  kit = handed;
  html = handed.html;
}

const sheets = new Map<string, CSSStyleSheet>();

function sheetOf(css: string): CSSStyleSheet {
  const sheet = sheets.get(css) ?? new CSSStyleSheet();
  if (!sheets.has(css)) sheet.replaceSync(css);
  sheets.set(css, sheet);
  return sheet;
}

/** Puts style sheets beside that of the element, each once. */
export function adoptStyle(root: HTMLElement | DocumentFragment, ...css: readonly string[]): void {
  if (!(root instanceof ShadowRoot) || !root.adoptedStyleSheets) return;
  const missing = css.map(sheetOf).filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
  if (missing.length > 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...missing];
}
