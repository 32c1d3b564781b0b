/**
 * Owns: which path is which route, and what a developer reads about a path that is none.
 * Does not own: methods, origins, or what a route does.
 * Why: a handler that is mounted elsewhere is the first thing that goes wrong, and looks like
 * everything else that is 404.
 */
import { type Route, type RouteName, routes } from "../../core/contract.js";
import { stepRoutes } from "../../core/step-routes.js";
import { Failure } from "./failure.js";
import type { RequestNote } from "./request-note.js";

/** A route of the wire, or SpherePay's webhook, which no browser requests. */
export type HostRouteName = RouteName | keyof typeof stepRoutes | "webhook";

/** Methods and paths of all routes. */
export const hostRoutes: Readonly<Record<HostRouteName, Pick<Route, "method" | "path">>> = {
  ...routes,
  ...stepRoutes,
  webhook: { method: "POST", path: "/webhook" },
};

/** Where a path leads. */
export interface Match {
  readonly name: HostRouteName;
  /** What stands in the place of `{requirement}`, as it was written. */
  readonly requirement: string;
}

/** Where the handler is mounted. */
export interface Mounting {
  readonly endpoint: string;
  /** Whether the host has set the option. Without it the path of the framework's mount counts. */
  readonly isEndpointGiven: boolean;
}

const names = Object.keys(hostRoutes) as readonly HostRouteName[];
const placeholder = "{requirement}";

/** Compared letter for letter, undecoded: an encoded spelling of a route is no route. */
function routeAt(path: string): Match | undefined {
  for (const name of names) {
    const [before = "", after] = hostRoutes[name].path.split(placeholder);
    if (after === undefined) {
      if (path === before) return { name, requirement: "" };
      continue;
    }
    const requirement = path.slice(before.length, path.length - after.length);
    const fits = path.startsWith(before) && path.endsWith(after);
    if (fits && requirement && !requirement.includes("/")) return { name, requirement };
  }
  return undefined;
}

// Words and versions: a path that may hold an id is not repeated in an answer.
const plainPath = /^(\/([a-z-]{1,32}|v\d{1,2})){1,8}\/?$/i;

/** What a developer reads: the path as the handler has seen it, behind every proxy and mount. */
const shown = (path: string): string => (plainPath.test(path) ? path : "this path");

const whenServed: Readonly<Partial<Record<HostRouteName, string>>> = {
  webhook: "The webhook is received with the option webhookSecret alone",
  events: "There is an event stream with a webhookSecret, or with the option events, alone",
};

/** The failure of a route that these options do not serve. */
export function notOffered(name: HostRouteName): Failure {
  const title = whenServed[name];
  return new Failure("no_such_route", "route_not_offered", title ? { title } : {});
}

/**
 * Makes the reader of paths.
 * @returns The route of a path, with or without one slash at its end.
 * @throws {Failure} `no_such_route`, naming the path and the endpoint for the developer.
 */
export function createPaths(mounting: Mounting): (path: string, note: RequestNote) => Match {
  const { endpoint, isEndpointGiven } = mounting;

  return (path, { mount = "" }) => {
    // A middleware that has only cut a part off, such as `/api`, leaves the endpoint below it.
    const endpoints = isEndpointGiven || !mount ? [endpoint] : [mount, `${mount}${endpoint}`];
    const bare = path.replace(/\/$/, "");
    for (const each of endpoints) {
      const match = bare.startsWith(`${each}/`) ? routeAt(bare.slice(each.length)) : undefined;
      if (match) return match;
    }
    const [own = ""] = endpoints;
    if (`${path}/`.startsWith(`${own}/`)) {
      const title = `There is no route ${shown(path)} at the endpoint ${own || "/"}`;
      throw new Failure("no_such_route", "no_such_route", { title });
    }
    const mounted = mount ? `, and it is mounted at ${shown(mount)}` : "";
    const title = `${shown(path)} was asked for; the handler's option endpoint is ${own}${mounted}`;
    throw new Failure("no_such_route", "outside_endpoint", { title });
  };
}
