import { createOnboardingHandler, type OnboardingHandlerOptions } from "../../src/host/index.js";
import { aHost, origin, secret, textOf } from "../host/host-under-test.js";
import { aCustomer, customerId, type Script } from "../host/scripted-upstream.js";
import type { Observed } from "./openapi-document.js";

type Ask = (
  of: string,
  headers?: Record<string, string>,
  url?: string,
  body?: string,
) => Promise<Observed>;
/** The handler's optional settings. */
export type Options = Partial<OnboardingHandlerOptions>;

/** The page of another origin that the handler allows. */
export const foreign = "https://page.example";

/** What the operations that need a body are sent. */
const bodies: Readonly<Record<string, string>> = {
  "POST /codes/{requirement}/check": '{"code":"491823"}',
  "POST /documents/{requirement}": "%PDF-1.7",
  "PATCH /details": '{"address":{"line1":"a","city":"b","country":"ESP"}}',
};

/** What the operations with a requirement are asked for. */
function requirementOf(template: string): string {
  if (template.startsWith("/codes")) return "email_verification";
  const query = "?type=passport&country=ESP";
  return template.startsWith("/documents") ? `identity_document${query}` : "terms_of_service";
}

/** Asks a handler for one operation, and notes which one it was. */
function asker(handler: (request: Request) => Promise<Response>): Ask {
  return async (of, headers = {}, url, body = bodies[of]) => {
    const [method = "", template = ""] = of.split(" ");
    const path = template.replace("{requirement}", requirementOf(template));
    const init = { method, headers, ...(body !== undefined && { body }) };
    const request = new Request(url ?? `${origin}/kyc${path}`, init);
    const response = await handler(request);
    const text = await textOf(response);
    return { of, status: response.status, headers: response.headers, text };
  };
}

/** The handler over a simulator; a page of another origin is allowed. */
export function overSimulator(options: Options = {}) {
  const host = aHost({ allowedOrigins: [foreign], ...options });
  return { ...host, ask: asker(host.handler) };
}

/** A handler over a scripted SpherePay, with an open session. */
export async function overScript(script: Script, options: Options = {}, now = Date.now) {
  let current: Script = () => Response.json(aCustomer);
  const handler = createOnboardingHandler({
    log: null,
    apiKey: "sk_test_scripted",
    secret,
    resolveCustomer: () => customerId,
    runtime: { now, fetch: async (input, init) => current(new Request(input, init)) },
    ...options,
  });
  const ask = asker(handler);
  const { token } = JSON.parse((await ask("POST /session")).text) as { token: string };
  current = script;
  return { ask, session: { Authorization: `Bearer ${token}` } };
}
