/**
 * An address, or `undefined` for a text that is none. In place of `URL.canParse`, which is newer than
 * the oldest browsers that the element runs in.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
