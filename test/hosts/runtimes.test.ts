import { describe } from "node:test";
import { itServesCustomers } from "./host-facts.js";
import { itPassesNudgesOn } from "./nudge-facts.js";

describe("Deno", () => {
  itServesCustomers(["node", "demo/hosts/deno/start.mjs"]);
  itPassesNudgesOn(["node", "demo/hosts/deno/start.mjs"]);
});

describe("Bun", () => {
  itServesCustomers(["node", "demo/hosts/bun/start.mjs"]);
  itPassesNudgesOn(["node", "demo/hosts/bun/start.mjs"]);
});
