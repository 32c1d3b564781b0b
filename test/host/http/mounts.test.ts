import assert from "node:assert/strict";
import { describe, it } from "node:test";
import express, { type RequestHandler } from "express";
import { type NodeListener, toNodeListener } from "../../../src/host/node.js";
import { aHost } from "../host-under-test.js";
import { serving } from "../served.js";

interface Answer {
  readonly status: number;
  readonly code: unknown;
  readonly title: unknown;
}

async function openSession(listener: NodeListener, path: string): Promise<Answer> {
  const answers: Answer[] = [];
  await serving(listener, async ({ origin }) => {
    const response = await fetch(`${origin}${path}`, { method: "POST" });
    const { code, title } = (await response.json()) as Record<string, unknown>;
    answers.push({ status: response.status, code, title });
  });
  const [answer] = answers;
  assert.ok(answer);
  return answer;
}

/** An Express application with the handler mounted at a path. */
function mountedAt(path: string, options = {}, before?: RequestHandler): NodeListener {
  const app = express();
  if (before) app.use(before);
  app.use(path, toNodeListener(aHost(options).handler));
  return app;
}

/** What Connect, and Vite's own server with it, does to a mounted middleware's request. */
const connectMount =
  (mount: string, listener: NodeListener): NodeListener =>
  (request, response) => {
    const { url = "" } = request;
    listener(Object.assign(request, { originalUrl: url, url: url.slice(mount.length) }), response);
  };

const cutsBackend: RequestHandler = (request, _response, next) => {
  request.url = request.url.replace("/backend", "");
  next();
};

describe("a handler that is mounted", () => {
  for (const [what, listener, path] of [
    ["at the default endpoint", mountedAt("/kyc"), "/kyc/session"],
    ["elsewhere, without the option", mountedAt("/api/kyc"), "/api/kyc/session"],
    ["at a path with a parameter", mountedAt("/:tenant/kyc"), "/acme/kyc/session"],
    ["above the endpoint", mountedAt("/api"), "/api/kyc/session"],
    ["at the root", mountedAt("/"), "/kyc/session"],
    ["where the option says", mountedAt("/api/kyc", { endpoint: "/api/kyc" }), "/api/kyc/session"],
    ["behind a cut path", mountedAt("/kyc", {}, cutsBackend), "/backend/kyc/session"],
    [
      "behind a cut path, with the option",
      mountedAt("/", { endpoint: "/kyc" }, cutsBackend),
      "/backend/kyc/session",
    ],
    ["by Connect", connectMount("/a/b", toNodeListener(aHost().handler)), "/a/b/session"],
    ["by Connect, above", connectMount("/a", toNodeListener(aHost().handler)), "/a/kyc/session"],
    ["with a slash at the end", mountedAt("/api/kyc/"), "/api/kyc/session/"],
  ] as const) {
    it(`${what} just works: ${path}`, async () => {
      assert.equal((await openSession(listener, path)).status, 201);
    });
  }

  for (const [what, listener, path, title] of [
    [
      "elsewhere than the option says",
      mountedAt("/api/kyc", { endpoint: "/kyc" }),
      "/api/kyc/session",
      "/api/kyc/session was asked for; the handler's option endpoint is /kyc, and it is mounted at /api/kyc",
    ],
    [
      "with a server that mounts nothing",
      toNodeListener(aHost().handler),
      "/api/kyc/session",
      "/api/kyc/session was asked for; the handler's option endpoint is /kyc",
    ],
    [
      "at a path, and asked for an unknown route",
      mountedAt("/api/kyc"),
      "/api/kyc/sesion",
      "There is no route /api/kyc/sesion at the endpoint /api/kyc",
    ],
  ] as const) {
    it(`${what}: ${title}`, async () => {
      const answer = await openSession(listener, path);

      assert.deepEqual(answer, { status: 404, code: "no_such_route", title });
    });
  }

  for (const [options, method, path, title] of [
    [{ webhookSecret: undefined }, "POST", "/kyc/webhook", /webhookSecret alone/],
    [
      { webhookSecret: undefined },
      "GET",
      "/kyc/events",
      /webhookSecret, or with the option events/,
    ],
    [{}, "GET", "/kyc/customer_a1", /^There is no route this path at the endpoint \/kyc$/],
    [{}, "GET", "/kyc/<script>", /^There is no route this path/],
    [{}, "POST", "/api/v1/session", /^\/api\/v1\/session was asked for/],
    [{}, "GET", `/${"x".repeat(200)}`, /^this path was asked for/],
  ] as const) {
    it(`${method} ${path.slice(0, 20)} is explained: ${title}`, async () => {
      const host = aHost(options);
      const { status, body } = await host.ask(method, path);

      assert.deepEqual([status, body["code"]], [404, "no_such_route"]);
      assert.match(String(body["title"]), title);
    });
  }

  it("the log tells a wrong path from a wrong endpoint and a route that is off", async () => {
    const host = aHost({ webhookSecret: undefined });
    for (const path of ["/kyc/sesion", "/api/session", "/kyc/events"]) await host.ask("GET", path);

    const reasons = host.log.map((entry) => entry.kind === "answered" && entry.reason);
    assert.deepEqual(reasons, ["no_such_route", "outside_endpoint", "route_not_offered"]);
  });

  for (const [method, path] of [
    ["POST", "/kyc/session/"],
    ["GET", "/kyc/customer/"],
    ["POST", "/kyc/submit/"],
    ["POST", "/kyc/links/terms_of_service/"],
    ["GET", "/kyc/events/"],
  ] as const) {
    it(`one slash at the end is the same route: ${path}`, async () => {
      const { ask, session } = aHost({ allowedOrigins: ["https://page.example"] });
      const headers = {
        ...(await session()),
        Origin: "https://page.example",
        "Idempotency-Key": "k",
      };
      const bare = path.slice(0, -1);

      const answers = [await ask(method, path, headers), await ask("OPTIONS", path, headers)];
      const expected = [await ask(method, bare, headers), await ask("OPTIONS", bare, headers)];

      const facts = (each: typeof answers) =>
        each.map(({ status, headers: sent }) => [
          status,
          sent.get("Access-Control-Allow-Credentials"),
        ]);
      assert.deepEqual(facts(answers), facts(expected));
      assert.notEqual(answers[0]?.status, 404);
    });
  }
});
