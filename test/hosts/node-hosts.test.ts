import { describe } from "node:test";
import { itServesCustomers } from "./host-facts.js";
import { itPassesNudgesOn } from "./nudge-facts.js";

describe("Express", () => {
  itServesCustomers(["node", "--import", "tsx", "demo/hosts/express/server.ts"]);
  itPassesNudgesOn(["node", "--import", "tsx", "demo/hosts/express/server.ts"]);
});

describe("Hono", () => {
  itServesCustomers(["node", "--import", "tsx", "demo/hosts/hono/server.ts"]);
  itPassesNudgesOn(["node", "--import", "tsx", "demo/hosts/hono/server.ts"]);
});
