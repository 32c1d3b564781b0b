/**
 * Owns: the words that this project does not use, what it says instead, and the exceptions.
 * Does not own: which files are read (`words.test.ts`).
 * Why: one idea has one name, and it is a name that every engineer and customer knows.
 */
import type { SourceFile } from "./source-files.js";

/** A word or phrase to avoid. */
export interface BannedWord {
  readonly pattern: RegExp;
  readonly say: string;
  /** A text that must be caught. */
  readonly example: string;
}

const word = (forms: string, say: string, example: string): BannedWord => ({
  pattern: new RegExp(`\\b(?:${forms})\\b`, "i"),
  say,
  example,
});

export const bannedWords: readonly BannedWord[] = [
  word("mend(?:s|ed|ing)?", "fix", "const mendText = report.mend;"),
  word("ailing|ailments?|spoil(?:s|t|ed|ing)?|patients?", "failing, broken", "// a spoilt body"),
  word("deeds?|errands?", "action, handler, callback, effect", "function runDeed() {}"),
  word("wish(?:es|ed)?", "target, request", 'import type { Wish } from "./wish.js";'),
  word("furnish(?:es|ed|ing)?", "load, provide", "await furnish(element);"),
  word("handoffs?", "QR code", "the handoff to the phone"),
  word("nudge[sd]?", "notify, notification", "it nudges the page"),
  word("news|told", "event stream, notification, receives", "the page is told"),
  word("receipts?", "return summary", "state.receipt"),
  word("ceilings?|sent away", "rate limit, window, retry after", "above the ceiling"),
  word("verdicts?|judge[sd]?|judging", "result, validate", "type Verdict = boolean;"),
  word("departures?|doors?", "navigation, navigate", "before the departure"),
  word("chances?", "randomness", "time and chance"),
  word("press(?:es|ed|ing)?", "click, request", "one press submits twice"),
  word("anew", "again", "begins anew"),
  word("dearest|in vain|in earnest|it is over", "a plain phrase", "the second try was in vain"),
  word("whoever|whomever", "name the person", "whoever signs in"),
  word("(?:for|to|of|from|by|with|at) who", "name the person", "201 to who is logged in"),
  word("he|him|his|himself", "they, them, their", "a customer and his documents"),
  word(
    "(?:it|route|host|handler|function|method|that|and|session|customer|submit|events|links) answers",
    "returns, responds",
    "POST /session answers 201",
  ),
];

/** What looks like a banned word and is none. It is taken out before the search. */
const allowed: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /"nudge"|'nudge'|`nudge`|event: ?\??nudge/g, reason: "the event's name on the wire" },
  { pattern: /"he"|`he`|\bhe\.(?:ts|js)\b|\bhe:/g, reason: "the language code of Hebrew" },
  { pattern: /\bimport (?:\{ )?he\b/g, reason: "the language code of Hebrew" },
  { pattern: /aria-pressed/g, reason: "the attribute's name" },
  {
    pattern: /\.press\(|\bpress\(key\b|sendKeys\(\{ press:/g,
    reason: "a browser driver's method for keys",
  },
  {
    pattern: /\bpress(?:es|ed|ing)? (?:Tab|Enter|Escape|Space|the key)\b/g,
    reason: "keys are pressed",
  },
];

/** Files that may contain any word. */
const exempt: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /^test\/package\/words(\.test)?\.ts$/, reason: "the list itself" },
  {
    pattern: /^src\/locales\/(?:rare\/)?(?!en\b|index|messages|loaders)[a-z]{2}\b/,
    reason: "other languages",
  },
];

/** The banned words in one file, with line and replacement. Names are split at capitals. */
export function bannedIn({ path, text }: SourceFile): readonly string[] {
  if (exempt.some(({ pattern }) => pattern.test(path))) return [];
  return text.split("\n").flatMap((line, index) => {
    const searched = allowed
      .reduce((rest, { pattern }) => rest.replace(pattern, " "), line)
      .replace(/([a-z\d])([A-Z])/g, "$1 $2")
      .replaceAll(/[_-]/g, " ");
    return bannedWords.flatMap(({ pattern, say }) => {
      const found = pattern.exec(searched)?.[0];
      return found === undefined ? [] : [`${path}:${index + 1}: "${found}", say: ${say}`];
    });
  });
}
