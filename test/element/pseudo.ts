/**
 * Owns: a language that nobody speaks: English with every letter changed, 40 % longer, in brackets.
 * Why: whatever can be read and is not in it was never given to translators, and whatever has no
 * room for it has none for German.
 */
import { messages as en } from "../../src/locales/en.js";
import type { OwnMessages } from "../../src/locales/messages.js";

const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const strange = [..."áƀçđéƒğĥïĵķļɱñöƥɋŕšţûṽŵẋýžÁƁÇĐÉƑĞĤÏĴĶĻṀÑÖƤɊŔŠŢÛṼŴẊÝŽ"];

const changed = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => strange[plain.indexOf(letter)] ?? letter);

/** A text in the pseudo-language; places for values stay as they are. */
export function pseudo(text: string): string {
  const words = text
    .split(/(\{\w+\})/)
    .map((part, index) => (index % 2 ? part : changed(part)))
    .join("");
  return `[${words}${"·".repeat(Math.ceil(text.length * 0.4))}]`;
}

/** Every word of the element in the pseudo-language. */
export const pseudoMessages: OwnMessages = Object.fromEntries(
  Object.entries(en)
    .filter(([key]) => key !== "dir")
    .map(([key, text]) => [key, pseudo(text)]),
);
