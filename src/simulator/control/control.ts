import { readObject } from "../json.js";
import { pathPattern } from "../path-pattern.js";
import type { Simulator } from "../simulator.js";
import { WrongInput } from "../wrong-input.js";
import type { ControlResponse } from "./control-route.js";
import { controlRoutes } from "./control-routes.js";

/**
 * Controls a simulator over HTTP, under `/control/`: JSON in, JSON out, for test suites in any
 * language; `docs/simulator.md` lists the routes. When the response arrives, the change has taken
 * effect and webhooks that became due have been sent. An invalid request changes nothing and returns
 * `{status, field?, detail}`, where `field` names the invalid member. A request from a page of another
 * site is refused: the developer who runs this also browses the web.
 */
export function createControl(simulator: Simulator): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.headers.get("sec-fetch-site") === "cross-site") {
      return problem(
        403,
        "Pages of other sites cannot use this: send the request from the test itself.",
      );
    }
    const { pathname } = new URL(request.url);
    const path = pathname.replace(/^\/control\/?/, "/");
    const matching = controlRoutes.flatMap((route) => {
      const match = pathPattern(route.path).exec(path);
      return match === null ? [] : [{ route, id: match.groups?.["id"] ?? "" }];
    });
    if (matching.length === 0) {
      return problem(404, `There is nothing at ${pathname}: GET /control/ lists the routes.`);
    }
    const chosen = matching.find(({ route }) => route.method === request.method);
    if (chosen === undefined) {
      const allow = matching.map(({ route }) => route.method).join(", ");
      return problem(405, `Only ${allow} can be used here.`, undefined, { allow });
    }
    const text = await request.text();
    const body = text === "" ? {} : readObject(text);
    if (body === undefined) {
      return problem(400, "The body must be a JSON object.", "body");
    }
    let response: ControlResponse;
    try {
      response = chosen.route.handle(simulator, { id: chosen.id, body });
    } catch (error) {
      if (error instanceof WrongInput) {
        return problem(isMissing(error) ? 404 : 422, error.message, error.field);
      }
      throw error;
    }
    if (request.method !== "GET") {
      await simulator.tick();
    }
    return Response.json(response.json, { status: response.status, headers: noStore });
  };
}

const isMissing = ({ field }: WrongInput) => field === "customer" || field === "document";

const noStore = { "cache-control": "no-store" };

function problem(
  status: number,
  detail: string,
  field?: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(
    JSON.stringify({ status, ...(field === undefined ? {} : { field }), detail }),
    { status, headers: { ...noStore, ...headers, "content-type": "application/problem+json" } },
  );
}
