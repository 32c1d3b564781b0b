import { isMs } from "../hand-clock.js";
import type { JsonObject } from "../json.js";
import { isScenarioName, scenarios } from "../scenarios/scenarios.js";
import type { Simulator } from "../simulator.js";
import { WrongInput } from "../wrong-input.js";
import { behaviourIn, faultIn, onlyMembers, optionalTextOf } from "./control-input.js";
import { type ControlRoute, ok, read } from "./control-route.js";
import { created, customerRoutes } from "./customer-routes.js";

const clockJson = ({ clock }: Simulator) => ({ now: new Date(clock.now()).toISOString() });

const documentJson = ({ documents }: Simulator, id: string) => ({
  document: documents.find((document) => document.id === id),
});

/** Every route of the control interface. */
export const controlRoutes: readonly ControlRoute[] = [
  read("/", "lists the routes", () => ({
    routes: controlRoutes.map(({ method, path, summary }) => ({
      method,
      path: `/control${path}`,
      summary,
    })),
  })),
  read("/scenarios", "lists the scenarios", () => ({ scenarios })),
  {
    method: "POST",
    path: "/scenarios/{id}",
    summary: "plays a scenario",
    handle(simulator, { id, body }) {
      onlyMembers(body, []);
      if (!isScenarioName(id)) {
        throw new WrongInput("scenario", "must be one that GET /control/scenarios lists");
      }
      return created(simulator, simulator.play(id));
    },
  },
  ...customerRoutes,
  read("/clock", "shows the time", clockJson),
  {
    method: "POST",
    path: "/clock",
    summary: "sets or advances the clock",
    handle(simulator, { body }) {
      onlyMembers(body, ["set", "advanceMs"]);
      moveClock(simulator, body);
      return ok(clockJson(simulator));
    },
  },
  read("/behaviour", "shows how SpherePay behaves", (simulator) => simulator.behaviour),
  {
    method: "POST",
    path: "/behaviour",
    summary: "changes how SpherePay behaves",
    handle(simulator, { body }) {
      simulator.behave(behaviourIn(body));
      return ok(simulator.behaviour);
    },
  },
  {
    method: "POST",
    path: "/webhooks",
    summary: "changes how events are written and sent",
    handle(simulator, { body }) {
      simulator.configureWebhooks(body);
      return ok({});
    },
  },
  {
    method: "POST",
    path: "/faults",
    summary: "makes the next calls fail",
    handle(simulator, { body }) {
      simulator.inject(faultIn(body));
      return { status: 201, json: {} };
    },
  },
  {
    method: "DELETE",
    path: "/faults",
    summary: "removes the faults that have not been applied",
    handle(simulator) {
      simulator.clearFaults();
      return ok({});
    },
  },
  read("/codes", "lists the codes that were sent", ({ codes }) => ({ codes })),
  read("/documents", "lists the documents that were received", ({ documents }) => ({ documents })),
  {
    method: "POST",
    path: "/documents/{id}/accept",
    summary: "accepts a document",
    handle(simulator, { id, body }) {
      onlyMembers(body, []);
      simulator.acceptDocument(id);
      return ok(documentJson(simulator, id));
    },
  },
  {
    method: "POST",
    path: "/documents/{id}/refuse",
    summary: "refuses a document",
    handle(simulator, { id, body }) {
      onlyMembers(body, ["detail"]);
      simulator.refuseDocument(id, optionalTextOf(body, "detail"));
      return ok(documentJson(simulator, id));
    },
  },
  read("/calls", "lists the calls that reached the API", ({ calls }) => ({ calls })),
  read("/visits", "lists the visits to the provider's pages", ({ visits }) => ({ visits })),
  read("/deliveries", "lists the webhooks that were sent", ({ deliveries }) => ({ deliveries })),
  {
    method: "POST",
    path: "/tick",
    summary: "releases what is due by the clock",
    handle: () => ok({}),
  },
  {
    method: "POST",
    path: "/reset",
    summary: "starts again",
    handle(simulator) {
      simulator.reset();
      const [customerId] = simulator.ids();
      return ok(customerId ? { customerId, customer: simulator.customer(customerId) } : {});
    },
  },
];

/** With a zone, or only a day: a time without a zone means another instant on every machine. */
const instantPattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;

function moveClock({ clock }: Simulator, body: JsonObject): void {
  const { set, advanceMs } = body;
  if ((set === undefined) === (advanceMs === undefined)) {
    throw new WrongInput("advanceMs", "or set must be given, not both");
  }
  if (set !== undefined) {
    if (typeof set !== "string" || !instantPattern.test(set) || !isMs(Date.parse(set))) {
      throw new WrongInput("set", "must be an ISO 8601 instant, such as 2027-01-31T12:00:00Z");
    }
    clock.set(set);
    return;
  }
  if (!isMs(advanceMs) || !isMs(clock.now() + advanceMs)) {
    throw new WrongInput("advanceMs", "must be a number of milliseconds, up to the year 33658");
  }
  clock.advance(advanceMs);
}
