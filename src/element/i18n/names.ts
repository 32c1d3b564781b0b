/** Names of requirements and profiles, and other texts that SpherePay sends as it likes. */
import type { Words } from "./words.js";

/** Controls, blanks, and what is drawn as nothing; U+2800 is a Braille pattern without dots. */
const unseen = /[\p{C}\p{Z}\p{DI}_\u2800]+/gu;

/** More marks than any script stacks on one letter: they would be drawn over other lines. */
const stacked = /(\p{M}{4})\p{M}+/gu;

/** Controls, and what turns the text around it: it would not end with the words. */
const turning = /[\p{Cc}\p{Bidi_C}]+/gu;

/** Words of others, cut; the empty text where nobody could read any of them. */
export const readable = (text: string, mostCharacters: number): string =>
  /[\p{L}\p{N}\p{S}]/u.test(text.replace(unseen, ""))
    ? [...text.replace(turning, " ").replace(stacked, "$1").trim()]
        .slice(0, mostCharacters)
        .join("")
    : "";

/** A name that nobody has words for, made readable: `a_b` -> `A b`. */
function humanise(name: string): string {
  const text = name.replace(unseen, " ").trim();
  const short = readable(text, 60);
  return short && short.charAt(0).toUpperCase() + short.slice(1) + (short === text ? "" : "…");
}

/** What a requirement or a profile is called, and whether in words of ours: a page's or a language's. */
export function nameOf(
  words: Words,
  kind: "requirement" | "profile",
  name: string,
): { readonly label: string; readonly isOurs: boolean } {
  const ours = words.find(`${kind}.${name}`);
  if (ours) return { label: ours, isOurs: true };
  const theirs = humanise(name);
  return { label: theirs || words.say(`${kind}.unnamed`), isOurs: !theirs };
}
