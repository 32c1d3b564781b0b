import type { JsonObject } from "../json.js";
import type { Simulator } from "../simulator.js";
import { WrongInput } from "../wrong-input.js";
import { customerIn, onlyMembers, optionalTextOf, textOf } from "./control-input.js";
import { type ControlResponse, type ControlRoute, ok, read } from "./control-route.js";

type CustomerAction = (simulator: Simulator, id: string, body: JsonObject) => void;

/** A route that changes one customer and returns the customer afterwards. */
const toCustomer = (
  path: string,
  members: readonly string[],
  summary: string,
  action: CustomerAction,
) =>
  ({
    method: "POST",
    path: `/customers/{id}${path}`,
    summary,
    handle(simulator, { id, body }) {
      onlyMembers(body, members);
      const customer = existing(simulator, id);
      action(simulator, id, body);
      return ok({ customerId: id, customer: simulator.customer(id) ?? customer });
    },
  }) satisfies ControlRoute;

/** The routes about customers. */
export const customerRoutes: readonly ControlRoute[] = [
  read("/customers", "lists the customers", (simulator) => ({
    customers: simulator.ids().map((id) => simulator.customer(id)),
  })),
  {
    method: "POST",
    path: "/customers",
    summary: "creates a customer, in a state",
    handle(simulator, { body }) {
      onlyMembers(body, ["type", "preset", "email", "tosStatus", "profiles", "status"]);
      const status = optionalTextOf(body, "status");
      const id = simulator.createCustomer(customerIn(body));
      if (status !== undefined) {
        setStatus(simulator, id, status, undefined);
      }
      return created(simulator, id);
    },
  },
  read("/customers/{id}", "shows a customer", existing),
  toCustomer("/complete", ["requirement"], "completes a requirement", (simulator, id, body) =>
    simulator.complete(id, textOf(body, "requirement")),
  ),
  toCustomer("/hold", ["requirement"], "makes a requirement pending", (simulator, id, body) =>
    simulator.hold(id, textOf(body, "requirement")),
  ),
  toCustomer("/require", ["requirement"], "requires a requirement", (simulator, id, body) =>
    simulator.require(id, textOf(body, "requirement")),
  ),
  toCustomer(
    "/fail",
    ["requirement", "detail"],
    "adds an error to a requirement",
    (simulator, id, body) =>
      simulator.fail(
        id,
        textOf(body, "requirement"),
        optionalTextOf(body, "detail") ?? "This could not be accepted.",
      ),
  ),
  toCustomer("/status", ["status", "profile"], "sets a status", (simulator, id, body) =>
    setStatus(simulator, id, textOf(body, "status"), optionalTextOf(body, "profile")),
  ),
  toCustomer("/approve", ["profile"], "approves", (simulator, id, body) =>
    simulator.approve(id, optionalTextOf(body, "profile")),
  ),
  toCustomer("/reject", ["profile"], "rejects", (simulator, id, body) =>
    simulator.reject(id, optionalTextOf(body, "profile")),
  ),
  toCustomer("/finish", [], "finishes the provider's page", (simulator, id) =>
    simulator.finishProvider(id),
  ),
  toCustomer("/expire-links", [], "ends the customer's links", (simulator, id) =>
    simulator.expireLinks(id),
  ),
  toCustomer("/replace", ["json"], "makes GET return this JSON instead", (simulator, id, body) =>
    simulator.replace(id, body["json"]),
  ),
];

/** @throws WrongInput when the customer does not exist. */
function existing(simulator: Simulator, id: string): object {
  const customer = simulator.customer(id);
  if (customer === undefined) {
    throw new WrongInput("customer", `must exist; ${id} does not`);
  }
  return customer;
}

/** 201 with the customer. */
export function created(simulator: Simulator, customerId: string): ControlResponse {
  return { status: 201, json: { customerId, customer: simulator.customer(customerId) } };
}

/** An approval also completes every requirement. */
function setStatus(
  simulator: Simulator,
  id: string,
  status: string,
  profile: string | undefined,
): void {
  if (status === "approved") {
    simulator.approve(id, profile);
  } else {
    simulator.setStatus(id, status, profile);
  }
}
