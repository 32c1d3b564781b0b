import { describe } from "node:test";
import { itPassesNotificationsOn } from "./event-stream-facts.js";
import { itServesCustomers } from "./host-facts.js";

describe("Deno", () => {
  itServesCustomers(["node", "demo/hosts/deno/start.mjs"]);
  itPassesNotificationsOn(["node", "demo/hosts/deno/start.mjs"]);
});

describe("Bun", () => {
  itServesCustomers(["node", "demo/hosts/bun/start.mjs"]);
  itPassesNotificationsOn(["node", "demo/hosts/bun/start.mjs"]);
});
