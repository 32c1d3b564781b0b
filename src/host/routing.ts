import { type RouteName, routes } from "../core/contract.js";

/** A route that a path names. */
export interface RouteMatch {
  readonly name: RouteName;
  /** What stands in the place of `{requirement}`, as it was written. */
  readonly requirement?: string;
}

const placeholder = "{requirement}";
const names = Object.keys(routes) as readonly RouteName[];

/**
 * The route that a path names under the endpoint, or `undefined`. Paths are compared letter for
 * letter, undecoded: an encoded spelling of a route is no route.
 */
export function routeOf(pathname: string, endpoint: string): RouteMatch | undefined {
  if (!pathname.startsWith(`${endpoint}/`)) return undefined;
  const path = pathname.slice(endpoint.length);
  for (const name of names) {
    const template: string = routes[name].path;
    if (path === template) return { name };
    if (template.endsWith(placeholder)) {
      const prefix = template.slice(0, -placeholder.length);
      const requirement = path.slice(prefix.length);
      if (path.startsWith(prefix) && requirement && !requirement.includes("/")) {
        return { name, requirement };
      }
    }
  }
  return undefined;
}
