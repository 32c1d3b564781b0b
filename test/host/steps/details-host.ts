import assert from "node:assert/strict";
import { aHost, type HostOptions, origin } from "../host-under-test.js";
import { anUpstream, customerId, type Script } from "../scripted-upstream.js";
import { asked } from "./code-host.js";

export const address = { line1: "Calle Canaria 7", city: "Madrid", country: "ESP" };
export const tax = { number: "CANARY12", type: "national_id", country: "ESP" };
export const both = ["residential_address", "tax_identification_number"];
const steps = { residential_address: true, tax_identification_number: true };
export const incomplete = asked({ required: both });
export const done = asked({ complete: both, required: [] });
export const reviewed = asked(
  {},
  {
    verificationProfiles: [
      {
        name: "kyc_profile_a",
        status: "pending",
        criteria: { complete: [], pending: [], required: both, errors: [] },
      },
    ],
  },
);

/** A handler over a scripted SpherePay that asks for an address and a tax number. */
export async function aDetailsHost(options: HostOptions = {}) {
  const upstream: { customer: object; patch: Script } = {
    customer: incomplete,
    patch: () => Response.json({ id: customerId, address }),
  };
  const patches: unknown[] = [];
  const { fetch } = anUpstream(async (request) => {
    if (request.method === "GET") return Response.json(upstream.customer);
    assert.equal(request.method, "PATCH");
    assert.match(request.url, new RegExp(`/v2/customer/${customerId}$`));
    assert.equal(request.headers.get("Content-Type"), "application/json");
    patches.push(await request.clone().json());
    return upstream.patch(request);
  });
  const host = aHost({ fetch, steps, resolveCustomer: () => customerId, ...options });
  const session = await host.session();
  let keys = 0;
  return {
    ...host,
    upstream,
    patches,
    async save(details: unknown, key?: string) {
      keys += 1;
      const response = await host.handler(
        new Request(`${origin}/kyc/details`, {
          method: "PATCH",
          headers: { ...session, "Idempotency-Key": key ?? `click-${keys}` },
          body: typeof details === "string" ? details : JSON.stringify(details),
        }),
      );
      const text = await response.text();
      const { code, errors = [] } = text === "" ? { code: undefined } : JSON.parse(text);
      const pointers = errors.map((each: { pointer: string }) => each.pointer);
      return { status: response.status, text, code, pointers };
    },
  };
}
