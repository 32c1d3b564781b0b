/** A requirement or profile name that nobody has words for, made readable: `a_b` -> `A b`. */
export function humanise(name: string): string {
  const text = name.replace(/[\p{C}\p{Z}_]+/gu, " ").trim();
  const short = [...text].slice(0, 60).join("");
  return short.charAt(0).toUpperCase() + short.slice(1) + (short.length < text.length ? "…" : "");
}
