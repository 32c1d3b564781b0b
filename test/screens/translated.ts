type Dictionary = Readonly<Record<string, string>>;

/**
 * What stands on a screen in one language and not, under any key of the same words, on the same
 * screen in another. Only whole sentences without a place for values: those can be known again.
 */
export function untranslated(
  { texts, messages: from }: { readonly texts: readonly string[]; readonly messages: Dictionary },
  { text, messages: to }: { readonly text: string; readonly messages: Dictionary },
): readonly string[] {
  const keysOf = (words: string) =>
    Object.keys(from).filter((key) => from[key] === words && !words.includes("{"));
  return texts.filter((words) => {
    const keys = keysOf(words);
    return keys.length > 0 && !keys.some((key) => to[key] && text.includes(to[key]));
  });
}
