import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadMessages, locales } from "../../src/locales/index.js";

const folder = fileURLToPath(new URL("../../src/locales/", import.meta.url));
const notLanguages = ["index", "messages", "steps"];

/** The languages that have a file. */
export const files: readonly string[] = readdirSync(folder)
  .map((name) => name.replace(/\.ts$/, ""))
  .filter((name) => !notLanguages.includes(name));

/** The path of a language's file. */
export const fileOf = (tag: string): string => `${folder}${tag}.ts`;

/** Words as a plain table. */
export type Table = Readonly<Record<string, string>>;

/** Every language that a page can ask for, with its words. */
export const languages: readonly { readonly tag: string; readonly words: Table }[] =
  await Promise.all(locales.map(async (tag) => ({ tag, words: await loadMessages(tag) })));

/** The English words. */
export const english: Table = languages.find(({ tag }) => tag === "en")?.words ?? {};
