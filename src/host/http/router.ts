import { type Route, type RouteName, routes } from "../../core/contract.js";

/** A route of the wire, or SpherePay's webhook, which no browser asks. */
export type HostRouteName = RouteName | "webhook";

/** Every route of the handler, as a host may mount it. */
export const hostRoutes: Readonly<Record<HostRouteName, Pick<Route, "method" | "path">>> = {
  ...routes,
  webhook: { method: "POST", path: "/webhook" },
};

/** A route that a path names. */
export interface RouteMatch {
  readonly name: HostRouteName;
  /** What stands in the place of `{requirement}`, as it was written. */
  readonly requirement?: string;
}

const placeholder = "{requirement}";
const names = Object.keys(hostRoutes) as readonly HostRouteName[];

/**
 * The route that a path names under the endpoint, or `undefined`. Paths are compared letter for
 * letter, undecoded: an encoded spelling of a route is no route.
 */
export function routeOf(pathname: string, endpoint: string): RouteMatch | undefined {
  if (!pathname.startsWith(`${endpoint}/`)) return undefined;
  const path = pathname.slice(endpoint.length);
  for (const name of names) {
    const template = hostRoutes[name].path;
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
