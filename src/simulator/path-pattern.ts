/** A path as the documentation writes it, `{id}` standing for any one part. */
export function pathPattern(path: string): RegExp {
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replaceAll("{id}", "(?<id>[^/]+)")
    .replaceAll(/[{}]/g, "\\$&");
  return new RegExp(`^${source}$`);
}
