import { customerId, type Script } from "../host/scripted-upstream.js";
import { asked } from "../host/steps/code-host.js";
import type { Case } from "./openapi-answers.js";
import { type Options, overScript } from "./openapi-hosts.js";

const of = "POST /documents/{requirement}";
const name = "identity_document";
const incomplete = asked({ required: [name] });
const done = asked({ complete: [name], required: [] });
const taken = () => Response.json({ targetId: customerId }, { status: 201 });

/** What differs from a document that is taken. */
interface Differing {
  readonly customer?: object;
  readonly answer?: Script;
  readonly body?: string;
  readonly options?: Options;
  readonly code?: string;
}

/** One file at a SpherePay that knows this customer and responds like this. */
function document(what: string, status: number, differing: Differing = {}): Case {
  const { customer = incomplete, answer = taken, body, options = {}, code } = differing;
  return {
    what: `${of}: ${what}`,
    status,
    ...(code !== undefined && { code }),
    async observe() {
      const script: Script = (request) =>
        request.method === "GET" ? Response.json(customer) : answer(request);
      const { ask, session } = await overScript(script, options);
      return ask(of, { ...session, "Idempotency-Key": "a" }, undefined, body);
    },
  };
}

const pointing = { errors: [{ pointer: "/documentType" }] };

/** Every response to documents that other routes do not have as well. */
export const documentCases: readonly Case[] = [
  document("taken", 201),
  document("empty", 422, { body: "", code: "document_refused" }),
  {
    what: `${of}: no idempotency key`,
    status: 400,
    code: "bad_request",
    async observe() {
      const { ask, session } = await overScript(taken);
      return ask(of, session);
    },
  },
  document("not asked for", 409, { customer: done, code: "wrong_state" }),
  document("too large", 413, { options: { maxDocumentBytes: 3 }, code: "document_too_large" }),
  document("too large for SpherePay", 413, {
    answer: () => new Response("<h1>413</h1>", { status: 413 }),
    code: "document_too_large",
  }),
  document("no such kind of file", 415, { body: "<p>", code: "document_type_refused" }),
  document("refused", 422, {
    answer: () => Response.json(pointing, { status: 422 }),
    code: "document_refused",
  }),
  document("a side that is not offered", 422, {
    options: { steps: { identity_document: { types: { id_card: true } } } },
    code: "document_refused",
  }),
  {
    what: "GET /customer: a document, and what was received",
    status: 200,
    async observe() {
      const script: Script = (request) =>
        request.method === "GET" ? Response.json(incomplete) : taken();
      const options = {
        maxDocumentBytes: 4_500_000,
        steps: { identity_document: { types: { id_card: ["ESP"], passport: true } } },
      } as const;
      const { ask, session } = await overScript(script, options);
      await ask(of, { ...session, "Idempotency-Key": "a" });
      return ask("GET /customer", session);
    },
  },
];
