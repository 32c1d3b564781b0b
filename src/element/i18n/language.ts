/** Which language a customer reads: from the tags of the page and the browser to one we have words in. */
import { defaultLocale, type Locale, locales } from "../../locales/index.js";

/**
 * The language tags around an element, the preferred one first: the nearest `lang`, also outside of
 * the shadow roots that it stands in, then the browser's.
 */
export function languagesNear(element: Element, ofBrowser: readonly string[]): readonly string[] {
  for (let near = element; near; near = (near.getRootNode() as ShadowRoot).host) {
    const { lang } = near.closest<HTMLElement>("[lang]") ?? {};
    if (lang) return [lang, ...ofBrowser];
  }
  return ofBrowser;
}

/** The tags as `Intl` takes them, without those it would throw at: `en_GB`, `en-US@posix`. */
export const canonicalTags = (tags: readonly string[]): readonly string[] =>
  tags.flatMap((tag) => {
    try {
      return Intl.getCanonicalLocales(tag);
    } catch {
      return [];
    }
  });

const writtenForm = (tag: string): string => {
  const { language, script } = new Intl.Locale(tag).maximize();
  return `${language}-${script}`;
};

/** English needs no look at how a language is written: most pages ask for it, and `Intl` is slow. */
const english = /^en\b(?!-[A-Z][a-z]{3})/;

/**
 * The language that a customer reads who asked for `tag`; `undefined` when there is none.
 * @param tag A canonical tag.
 */
export function languageOf(tag: string): Locale | undefined {
  if (english.test(tag)) return /^en-US\b/.test(tag) ? "en-US" : defaultLocale;
  const wanted = writtenForm(tag);
  return locales.find((each) => writtenForm(each) === wanted);
}

/** The first of the canonical tags that there are words for, and their language. */
export function chooseLanguage(tags: readonly string[]): { tag: string; locale: Locale } {
  for (const tag of tags) {
    const locale = languageOf(tag);
    if (locale) return { tag, locale };
  }
  return { tag: defaultLocale, locale: defaultLocale };
}
