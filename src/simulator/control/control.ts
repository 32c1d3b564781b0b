import { readObject } from "../json.js";
import { pathPattern } from "../path-pattern.js";
import type { Simulator } from "../simulator.js";
import { WrongInput } from "../wrong-input.js";
import type { ControlAnswer } from "./control-route.js";
import { controlRoutes } from "./control-routes.js";

/**
 * The hands of a simulator over HTTP, under `/control/`: JSON in, JSON out, for test suites in any
 * language; `docs/simulator.md` lists the routes. Whatever a request changed has taken effect, and
 * webhooks that became due were sent, when the answer comes. A request that cannot be carried out
 * changes nothing and is answered `{status, field?, detail}`, `field` naming what is wrong with it.
 * A browser's request for a page of another site is refused: whoever has this served on his machine
 * also visits the web.
 */
export function createControl(simulator: Simulator): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.headers.get("sec-fetch-site") === "cross-site") {
      return problem(403, "Pages of other sites cannot use this: ask from the test itself.");
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
    let answer: ControlAnswer;
    try {
      answer = chosen.route.answer(simulator, { id: chosen.id, body });
    } catch (error) {
      if (error instanceof WrongInput) {
        return problem(error.field === "customer" ? 404 : 422, error.message, error.field);
      }
      throw error;
    }
    if (request.method !== "GET") {
      await simulator.tick();
    }
    return Response.json(answer.json, { status: answer.status, headers: noStore });
  };
}

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
