/** Matches a documented path; `{id}` stands for any one part, and the first one is captured. */
export function pathPattern(path: string): RegExp {
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace("{id}", "(?<id>[^/]+)")
    .replaceAll("{id}", "[^/]+")
    .replaceAll(/[{}]/g, "\\$&");
  return new RegExp(`^${source}$`);
}
