/** A path as the documentation writes it, `{id}` standing for any one part; the first is captured. */
export function pathPattern(path: string): RegExp {
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace("{id}", "(?<id>[^/]+)")
    .replaceAll("{id}", "[^/]+")
    .replaceAll(/[{}]/g, "\\$&");
  return new RegExp(`^${source}$`);
}
