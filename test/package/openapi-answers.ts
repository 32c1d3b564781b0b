import assert from "node:assert/strict";
import { createMemoryStore } from "../../src/host/index.js";
import { origin } from "../host/host-under-test.js";
import { aCustomer, aLink, heldAnswers, type Script } from "../host/scripted-upstream.js";
import { codeCases } from "./openapi-codes.js";
import { detailsCases } from "./openapi-details.js";
import type { Observed } from "./openapi-document.js";
import { documentCases } from "./openapi-documents.js";
import { foreign, type Options, overScript, overSimulator } from "./openapi-hosts.js";

/** A request that leads to one response, with its expected status and code. */
export interface Case {
  readonly what: string;
  readonly status: number;
  readonly code?: string;
  readonly observe: () => Promise<Observed>;
}

const key = { "Idempotency-Key": "click-1" };
const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });

/** A case in which SpherePay misbehaves while the operation is asked. */
function upstream(of: string, what: string, script: Script, status: number, code: string): Case {
  return {
    what: `${of}: SpherePay ${what}`,
    status,
    code,
    async observe() {
      const { ask, session } = await overScript(script, { upstreamTimeoutMs: 20 });
      return ask(of, { ...session, ...key });
    },
  };
}

const login = (what: string, options: Options, status: number, code: string): Case => ({
  what: `POST /session: ${what}`,
  status,
  code,
  observe: () => overSimulator(options).ask("POST /session"),
});

const stepRoutes = [
  "POST /codes/{requirement}",
  "POST /codes/{requirement}/check",
  "POST /documents/{requirement}",
  "PATCH /details",
] as const;
const makingLinks = ["POST /submit", "POST /links/{requirement}"] as const;
const tokenRoutes = ["GET /customer", ...makingLinks, ...stepRoutes] as const;
const everyRoute = ["POST /session", ...tokenRoutes] as const;
/** Includes the route that needs no call to SpherePay. */
const routesOfPages = [...everyRoute, "GET /events"] as const;
const never = () => new Promise<never>(() => {});
const faults = everyRoute.flatMap((of) => [
  upstream(of, "has no such route", json({}, 404), 502, "host_misconfigured"),
  upstream(of, "refuses the key", json({}, 401), 502, "host_misconfigured"),
]);
const laterFaults = tokenRoutes.flatMap((of) => [
  upstream(of, "is asked too often", json({}, 429), 429, "rate_limited"),
  upstream(of, "breaks", json({}, 500), 502, "upstream_failed"),
  upstream(of, "never answers", never, 504, "upstream_timeout"),
]);
const nobody = json({ status: 404, code: "resource/not-found", detail: "Resource not found" }, 404);
const unknownCustomer: readonly Case[] = everyRoute.map((of) =>
  upstream(of, "knows no such customer", nobody, 404, "customer_not_found"),
);
const storeAway: readonly Case[] = tokenRoutes.map((of) => ({
  what: `${of}: the host's store fails`,
  status: 500,
  code: "host_failed",
  async observe() {
    const store = { ...createMemoryStore(), requestCall: () => Promise.reject(new Error()) };
    const { ask, session } = overSimulator({ store });
    return ask(of, { ...(await session()), ...key });
  },
}));
const outstanding = json({ errors: [{ pointer: "/identity_document" }] }, 422);
const refusals = makingLinks.flatMap((of) => [
  upstream(of, "says wrong state", json({}, 400), 409, "wrong_state"),
  upstream(of, "still requires something", outstanding, 422, "requirements_outstanding"),
]);

const successes: readonly Case[] = routesOfPages
  .filter((of) => !stepRoutes.some((each) => each === of))
  .map((of) => ({
    what: `${of}: all is well, for an allowed page of another origin`,
    status: of.startsWith("GET") ? 200 : 201,
    async observe() {
      const { ask, session } = overSimulator();
      return ask(of, { ...(await session()), ...key, Origin: foreign });
    },
  }));

const preflightsAndLargeBodies: readonly Case[] = routesOfPages.flatMap((of) => {
  const preflight = of.replace(/^\w+/, "OPTIONS");
  return [
    {
      what: `${preflight}: an allowed page`,
      status: 204,
      observe: () => overSimulator().ask(preflight, { Origin: foreign }),
    },
    {
      what: `${preflight}: a page nobody has allowed`,
      status: 403,
      code: "cross_site",
      observe: () => overSimulator().ask(preflight, { Origin: "https://elsewhere.example" }),
    },
    {
      what: `${of}: a body that is announced as large`,
      ...(of.startsWith("POST /documents")
        ? { status: 401, code: "session_invalid" }
        : { status: 400, code: "bad_request" }),
      observe: () => overSimulator().ask(of, { "Content-Length": "1000000" }),
    },
  ];
});

const withoutSession: readonly Case[] = [...tokenRoutes, "GET /events"].map((of) => ({
  what: `${of}: a token nobody has signed`,
  status: 401,
  code: "session_invalid",
  observe: () => overSimulator().ask(of, { ...key, Authorization: "Bearer not-a-session-token" }),
}));

const inFlight: Case = {
  what: "POST /submit: the first click is still in progress",
  status: 409,
  code: "in_flight",
  async observe() {
    const held = heldAnswers();
    const { ask, session } = await overScript(held.script);
    const first = ask("POST /submit", { ...session, ...key });
    const answer = await held.nextAnswer();
    const second = await ask("POST /submit", { ...session, ...key });
    answer(Response.json(aLink, { status: 201 }));
    await first;
    return second;
  },
};

const byRelease: readonly Case[] = [
  {
    what: "POST /submit: a release that returns no link",
    status: 202,
    async observe() {
      const script: Script = ({ method }) =>
        method === "GET"
          ? Response.json(aCustomer)
          : Response.json({ id: aCustomer.id }, { status: 201 });
      const { ask, session } = await overScript(script, { release: "2025-12" });
      return ask("POST /submit", { ...session, ...key });
    },
  },
  {
    what: "POST /links/{requirement}: a link that does not say when it ends",
    status: 201,
    async observe() {
      const link = "https://spherepay.co/tos?token=a.b.c";
      const { ask, session } = await overScript(json({ link }, 201));
      const url = `${origin}/kyc/links/terms_of_service`;
      return ask("POST /links/{requirement}", session, url);
    },
  },
  {
    what: "GET /customer: links, pages, errors and a submission",
    status: 200,
    async observe() {
      const pages = { identity_document: "/documents" };
      const { ask, session, simulator, customerId: id } = overSimulator({ pages });
      const authorised = await session();
      await ask("POST /submit", { ...authorised, ...key });
      simulator.require(id, "terms_of_service");
      simulator.fail(id, "identity_document", "Too dark");
      const observed = await ask("GET /customer", authorised);
      const { actions, submission } = JSON.parse(observed.text);
      const kinds = Object.values(actions).map((action) => Object(action).kind);
      assert.deepEqual([kinds.sort(), typeof submission], [["link", "page"], "object"]);
      return observed;
    },
  },
];

/** Every response that the handler of this package can give. */
export const cases: readonly Case[] = [
  ...successes,
  ...preflightsAndLargeBodies,
  ...withoutSession,
  ...faults,
  ...unknownCustomer,
  ...storeAway,
  ...laterFaults,
  ...refusals,
  inFlight,
  ...byRelease,
  ...codeCases,
  ...detailsCases,
  ...documentCases,
  login("not logged in", { resolveCustomer: () => null }, 401, "login_required"),
  login("nothing begun", { resolveCustomer: () => ({ id: null }) }, 404, "customer_not_found"),
  login("the login breaks", { resolveCustomer: () => Promise.reject() }, 500, "host_failed"),
  login("the login hangs", { resolveCustomer: never, upstreamTimeoutMs: 20 }, 500, "host_failed"),
  {
    what: "POST /session: another site's page",
    status: 403,
    code: "cross_site",
    observe: () => overSimulator().ask("POST /session", { "Sec-Fetch-Site": "cross-site" }),
  },
  {
    what: "POST /submit: no idempotency key",
    status: 400,
    code: "bad_request",
    async observe() {
      const { ask, session } = overSimulator();
      return ask("POST /submit", await session());
    },
  },
  {
    what: "POST /links/{requirement}: a name without a link",
    status: 404,
    code: "no_such_requirement",
    async observe() {
      const { ask, session } = overSimulator();
      const url = `${origin}/kyc/links/identity_document`;
      return ask("POST /links/{requirement}", await session(), url);
    },
  },
  {
    what: "a path without a route",
    status: 404,
    code: "no_such_route",
    observe: async () => ({ ...(await overSimulator().ask("GET /nowhere")), of: "unknownPath" }),
  },
  {
    what: "a route's path with another method",
    status: 405,
    code: "bad_request",
    observe: async () => ({ ...(await overSimulator().ask("GET /session")), of: "wrongMethod" }),
  },
];

/** The response of a case, once its status and code are as expected. */
export async function answerTo({ what, status, code, observe }: Case): Promise<Observed> {
  const observed = await observe();
  assert.equal(observed.status, status, what);
  if (code !== undefined) assert.equal(JSON.parse(observed.text).code, code, what);
  return observed;
}
