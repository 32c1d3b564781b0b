/**
 * The languages around an element, the dearest first: the nearest `lang`, also outside of the shadow
 * roots that it stands in, then the browser's.
 */
export function languagesNear(element: Element): readonly string[] {
  for (let near = element; near; near = (near.getRootNode() as ShadowRoot).host) {
    const { lang } = near.closest<HTMLElement>("[lang]") ?? {};
    if (lang) return [lang, ...navigator.languages];
  }
  return navigator.languages;
}
