import { isCustomerId } from "../spherepay/spherepay-client.js";

// What names a customer in one shape or another: `data.customer.id`, `data.customerId`, `data.id`,
// and the customer of a wallet or an account inside `data`.
const telling = new Set(["id", "customer", "customerId", "customer_id"]);
const maxDepth = 8;
const maxMembers = 20_000;
const maxCustomers = 10;

/**
 * The customers that a webhook names, each once, ten at most. SpherePay's two documented shapes put
 * the id in different places, and neither shows a customer event whole: so it is looked for by the
 * names that such a member can have and by the form that an id has. To find one too many costs a
 * reading of somebody who is looking; to miss one would cost him his news.
 */
export function customersNamed(json: unknown): readonly string[] {
  const found = new Set<string>();
  let left = maxMembers;
  let level: unknown[] = [json];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      for (const [name, member] of Object.entries(value)) {
        left -= 1;
        if (left < 0) return [...found];
        if (telling.has(name) && isCustomerId(member)) found.add(member);
        if (found.size >= maxCustomers) return [...found];
        if (typeof member === "object") next.push(member);
      }
    }
    level = next;
  }
  return [...found];
}
