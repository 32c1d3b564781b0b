import { describe } from "node:test";
import { itPassesNotificationsOn } from "./event-stream-facts.js";
import { itServesCustomers } from "./host-facts.js";

describe("Express", () => {
  itServesCustomers(["node", "--import", "tsx", "demo/hosts/express/server.ts"]);
  itPassesNotificationsOn(["node", "--import", "tsx", "demo/hosts/express/server.ts"]);
});

describe("Hono", () => {
  itServesCustomers(["node", "--import", "tsx", "demo/hosts/hono/server.ts"]);
  itPassesNotificationsOn(["node", "--import", "tsx", "demo/hosts/hono/server.ts"]);
});
