/**
 * Owns: what axe does not look at: whether ids lead anywhere, headings are in order, every word is
 * one of the language's, and language and direction are said.
 * Why: axe passes a dangling `aria-labelledby`, an empty paragraph and a sentence in another language.
 */
import type { SphereKycOnboarding } from "../../src/element/sphere-kyc-onboarding.js";
import { messages as en } from "../../src/locales/en.js";

const idAttributes = [
  ...["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details"],
  ...["aria-errormessage", "aria-flowto", "aria-activedescendant", "for"],
];
const spokenAttributes = ["aria-label", "aria-description", "aria-valuetext", "title", "alt"];

/** What a person can focus or press. */
export const pressable = "button, a[href], input, summary, [tabindex='0']";

function rootOf({ shadowRoot }: Element): ShadowRoot {
  if (!shadowRoot) throw new TypeError("expected a rendered element");
  return shadowRoot;
}

const all = (root: ShadowRoot, selector: string) => [
  ...root.querySelectorAll<HTMLElement>(selector),
];
const isSilent = (node: Element) => node.closest("[aria-hidden=true]") !== null;
const textOf = (node: Element) => node.textContent?.replace(/\s+/g, " ").trim() ?? "";

/** Ids that an attribute names and that are not there, and ids that are there twice. */
export function idFaults(element: Element): string[] {
  const root = rootOf(element);
  const dangling = idAttributes.flatMap((name) =>
    all(root, `[${name}]`)
      .flatMap((each) => each.getAttribute(name)?.split(/\s+/) ?? [])
      .filter((id) => !root.getElementById(id))
      .map((id) => `dangling id: ${id}`),
  );
  const ids = all(root, "[id]").map(({ id }) => id);
  return [
    ...dangling,
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `id twice: ${id}`),
  ];
}

/** One `h2`, before any `h3`; what names the card is that heading. */
export function headingFaults(element: Element): string[] {
  const root = rootOf(element);
  const headings = all(root, "h1, h2, h3, h4, h5, h6, [role=heading]").filter(
    (each) => !isSilent(each),
  );
  const order = headings.map(({ localName }) => localName).join(" ");
  const labels = all(root, "section").map((each) => each.getAttribute("aria-labelledby"));
  return [
    ...(/^h2( h3)*$/.test(order) ? [] : [`headings: ${order}`]),
    ...(labels.join() === "heading" && root.getElementById("heading")?.localName === "h2"
      ? []
      : ["the card is not named by its heading"]),
  ];
}

/** What can be pressed has a name, and says what stands on it. */
export function nameFaults(element: Element): string[] {
  return all(rootOf(element), pressable).flatMap((each) => {
    const label = each.getAttribute("aria-label") ?? "";
    const text = textOf(each);
    if (!label && !text) return [`no name: ${each.outerHTML.slice(0, 80)}`];
    return !label || label.includes(text) ? [] : [`"${label}" does not say "${text}"`];
  });
}

/** Every text that a person sees or hears, without what stands apart as SpherePay's own. */
function texts(root: ShadowRoot): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) {
    const { currentNode } = walker;
    const apart = currentNode.parentElement?.closest("bdi, code, style");
    if (!apart && currentNode.textContent?.trim()) found.push(currentNode.textContent.trim());
  }
  const spoken = spokenAttributes.flatMap((name) =>
    all(root, `[${name}]`).map((each) => each.getAttribute(name) ?? ""),
  );
  return [...found, ...spoken];
}

const keys = Object.keys(en).filter((key) => key.includes("."));

/** Words that are missing, in any language: an empty place, a bare key, a value not filled in. */
export function wordFaults(element: Element): string[] {
  const root = rootOf(element);
  const places = all(root, "h2, h3, p, b, small, li, button, a, code, bdi, .tag, .vh");
  const empty = places.filter(
    (each) =>
      !textOf(each) && !isSilent(each) && !each.closest("[aria-busy], [aria-label], [role=status]"),
  );
  const said = texts(root);
  return [
    ...empty.map((each) => `nothing in: ${each.outerHTML.slice(0, 80)}`),
    ...said.filter((text) => /\{\w+\}|undefined|NaN|Invalid Date/.test(text)),
    ...said.filter((text) => keys.some((key) => text.includes(key))),
  ];
}

const months = Array.from({ length: 12 }, (_, month) =>
  new Date(2026, month, 1).toLocaleDateString("en", { month: "long" }),
);
/** What `Intl` writes beside figures and inside a sentence. */
const ofIntl = new RegExp(`\\b(${[...months, "at", "and", "AM", "PM"].join("|")})\\b`, "g");
const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "");

/** Whatever is written in plain letters while the element speaks the pseudo-language. */
export function foreignTexts(element: SphereKycOnboarding): string[] {
  const root = rootOf(element);
  const answered = letters(JSON.stringify(element.customer));
  const apart = all(root, "bdi").map((each) => each.textContent ?? "");
  const ours = texts(root).filter((text) => {
    const withoutData = apart
      .filter(Boolean)
      .reduce((rest, data) => rest.replaceAll(data, ""), text)
      .replace(/\u2068[^\u2069]*\u2069/g, "");
    return letters(/[[\d]/.test(text) ? withoutData.replace(ofIntl, "") : withoutData);
  });
  return [...ours, ...apart.filter((text) => !answered.includes(letters(text)))].map(
    (text) => `in no language: ${text}`,
  );
}

/** Language and direction of everything that is read. */
export function languageFaults(element: Element, lang: string, dir: "ltr" | "rtl"): string[] {
  const root = rootOf(element);
  return all(root, "section, [role=status]").flatMap((each) => {
    const said = `${each.localName}: ${each.lang} ${getComputedStyle(each).direction}`;
    const isRight = each.lang === lang && (each.localName === "p" || said.endsWith(dir));
    return isRight ? [] : [said];
  });
}

/** One polite live region, in which everything is said that is shown beside the list. */
export function announcementFaults(element: Element): string[] {
  const root = rootOf(element);
  const regions = all(root, "[role=status], [role=alert], [role=log], [aria-live]");
  const said = regions.map(textOf).join(" ");
  return [
    ...(regions.length === 1 && regions[0]?.matches("[role=status]:not([aria-live])")
      ? []
      : [`live regions: ${regions.length}`]),
    ...all(root, "[part~=note]")
      .map(textOf)
      .filter((text) => !said.includes(text))
      .map((text) => `not said: ${text}`),
  ];
}

/** Everything but the pseudo-language. */
export const readerFaults = (element: Element, lang: string, dir: "ltr" | "rtl"): string[] => [
  ...idFaults(element),
  ...headingFaults(element),
  ...nameFaults(element),
  ...wordFaults(element),
  ...announcementFaults(element),
  ...languageFaults(element, lang, dir),
];
