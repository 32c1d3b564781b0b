/** The code in what somebody typed or pasted. */

/** The longest code that the wire takes. */
const longest = 10;

/** Figures as the keyboards of Arabic, Persian and full-width writing put them, in plain ones. */
const plainFigures = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (figure) =>
      String((figure.codePointAt(0) ?? 0) & 15),
    );

const fits = (text: string): boolean => text.length > 0 && text.length <= longest;

/** The first of the longest: a code is longer than the minutes it works for. */
const longestOf = (found: readonly string[]): string | undefined =>
  found
    .map((each) => each.replace(/[\s\-\u2010-\u2015]/g, ""))
    .filter(fits)
    .toSorted((a, b) => b.length - a.length)[0];

/**
 * Reduces a text to the code in it: without blanks and hyphens, and without the sentence around it.
 * A text in which no code is found comes back without its blanks, for its author to look at.
 * @example
 * codeIn("491 823") === "491823";
 * codeIn("Your code is 0918. It works for 10 minutes.") === "0918";
 */
export function codeIn(text: string): string {
  const plain = plainFigures(text).trim();
  const bare = plain.replace(/[\s\-\u2010-\u2015\u200b-\u200f\u2066-\u2069]/g, "");
  const isSentence = /\p{Ll}{2}[\s:]+\p{L}*\d|\d[\s:]+\p{Ll}{2}/u.test(plain);
  if (fits(bare) && !isSentence && /^[\p{L}\p{N}]+$/u.test(bare)) return bare;
  const withFigure =
    /(?<![\p{L}\p{N}])\p{L}*\d[\p{L}\d]*(?:[ \-\u2010-\u2015]\d+)*(?![\p{L}\p{N}])/gu;
  const inCapitals = /(?<![\p{L}\p{N}])\p{Lu}{4,}(?![\p{L}\p{N}])/gu;
  return (
    longestOf(plain.match(withFigure) ?? []) ?? longestOf(plain.match(inCapitals) ?? []) ?? bare
  );
}

/** Whether a text can be a code as the wire takes it. */
export const isCode = (text: string): boolean => fits(text) && !/\s/.test(text);
