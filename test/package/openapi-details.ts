import { customerId, type Script } from "../host/scripted-upstream.js";
import { asked } from "../host/steps/code-host.js";
import type { Case } from "./openapi-answers.js";
import { overScript } from "./openapi-hosts.js";

const of = "PATCH /details";
const names = ["residential_address", "tax_identification_number"];
const incomplete = asked({ required: names });
const done = asked({ complete: names, required: [] });

/** One change at a SpherePay that knows this customer and responds like this. */
function details(
  what: string,
  customer: object,
  patched: Script,
  status: number,
  code?: string,
): Case {
  return {
    what: `${of}: ${what}`,
    status,
    ...(code !== undefined && { code }),
    async observe() {
      const script: Script = (request) =>
        request.method === "GET" ? Response.json(customer) : patched(request);
      const { ask, session } = await overScript(script);
      return ask(of, { ...session, "Idempotency-Key": "a" });
    },
  };
}
const pointing = { errors: [{ pointer: "/address/city" }] };

/** Every response to details that other routes do not have as well. */
export const detailsCases: readonly Case[] = [
  details("saved", incomplete, () => Response.json({ id: customerId }), 204),
  details("locked", incomplete, () => Response.json({}, { status: 409 }), 409, "details_locked"),
  details("not asked for", done, () => Response.json({}), 409, "wrong_state"),
  details(
    "refused",
    incomplete,
    () => Response.json(pointing, { status: 422 }),
    422,
    "details_refused",
  ),
  {
    what: "GET /customer: fields",
    status: 200,
    async observe() {
      const types = { BRA: ["cpf"] };
      const steps = { residential_address: true, tax_identification_number: { types } };
      const { ask, session } = await overScript(() => Response.json(incomplete), { steps });
      return ask("GET /customer", session);
    },
  },
];
