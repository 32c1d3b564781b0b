/**
 * Owns: one request to the host: its address, what authorises it, and a network that fails.
 * Does not own: deadlines, reading the response (`host-client.ts`).
 * Why: only a failure of `fetch` itself may be called a failure of the network.
 */
import { type Route, sessionHeader } from "../../core/contract.js";
import { Problem } from "../../core/problem.js";
import type { ElementPort } from "../ports.js";
import { routeUrl } from "./endpoint.js";

/** What one request has beside its route. */
export interface RequestParts {
  readonly headers?: Record<string, string>;
  /** Takes the place of `{requirement}` in the path. */
  readonly requirement?: string;
  /** What is sent; absent: nothing. */
  readonly body?: BodyInit;
  readonly query?: Readonly<Record<string, string>>;
  /** Takes the place of the browser's `fetch`; the page's own wins. */
  readonly fetch?: typeof fetch;
  /** How long until its answer has been read. Default: 10 seconds; the longest is no deadline at all. */
  readonly deadlineMs?: number;
}

/** Calls a route; nothing is validated. Rejects with a {@link Problem} when there is no response. */
export type HostRequest = (
  route: Route,
  signal: AbortSignal,
  parts?: RequestParts,
) => Promise<Response>;

type Page = Pick<ElementPort, "settings" | "environment">;

/** A route as its developer reads it, without the name of a requirement. */
export function routeText({ settings, environment }: Page, { method, path }: Route): string {
  const plain = path.replace("{requirement}", "REQUIREMENT");
  return `${method} ${routeUrl(settings.endpoint, environment.pageUrl(), plain).href}`;
}

/** Whether something in front of the host takes `Authorization` for itself. */
const wantsBasic = ({ status, headers }: Response): boolean =>
  status === 401 && /(^|,)\s*basic\b/i.test(headers.get("WWW-Authenticate") ?? "");

/** @param token Returns the session token; it is asked for each request. */
export function createHostRequest(page: Page, token: () => string): HostRequest {
  const { settings, environment } = page;
  let isBehindBasic = false;

  return async (route, signal, { headers = {}, requirement = "", query = {}, ...parts } = {}) => {
    const { method, path, authorisedBy } = route;
    // As a part of a path these would lead to another route, or to none.
    if (/^\.\.?$|\p{Cs}/u.test(requirement)) throw new Problem("no_such_requirement");
    const url = routeUrl(
      settings.endpoint,
      environment.pageUrl(),
      path.replace("{requirement}", () => encodeURIComponent(requirement)),
    );
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const byLogin = authorisedBy === "login";
    const ask = async () => {
      const session = isBehindBasic
        ? { [sessionHeader]: token() }
        : { Authorization: `Bearer ${token()}` };
      const fetch = settings.fetch ?? parts.fetch ?? environment.fetch;
      try {
        return await fetch(url.href, {
          method,
          ...(parts.body !== undefined && { body: parts.body }),
          headers: byLogin ? headers : { ...headers, ...session },
          // A browser adds the password of HTTP Basic to requests with credentials alone.
          credentials: byLogin ? "include" : isBehindBasic ? "same-origin" : "omit",
          cache: "no-store",
          // Never followed: a redirect is an answer that cannot be read.
          redirect: "manual",
          signal,
        });
      } catch (cause) {
        if (signal.aborted) throw signal.reason;
        const explanation = routeText(page, route);
        const code = environment.isOnline() ? "host_unreachable" : "offline";
        throw new Problem(code, { explanation, cause });
      }
    };
    const response = await ask();
    if (byLogin || isBehindBasic || !wantsBasic(response)) return response;
    isBehindBasic = true;
    return ask();
  };
}
