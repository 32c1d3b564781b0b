/** Ways to change a response on its way to the doctor. */
import { type Change, page, pagePolicy } from "./test-backend.js";

type Json = Record<string, unknown>;
type Is = (request: Request, response: Response) => boolean;

export const at = (method: string, path: string): Is => {
  return (request) => request.method === method && new URL(request.url).pathname === path;
};
export const session = at("POST", "/kyc/session");
export const customer: Is = (request, { status }) =>
  at("GET", "/kyc/customer")(request, new Response()) && status === 200;
export const submit = at("POST", "/kyc/submit");
export const opened: Is = (request, response) =>
  session(request, response) && response.status === 201;
export const withStatus =
  (status: number): Is =>
  (_, response) =>
    response.status === status;
export const both =
  (...conditions: readonly Is[]): Is =>
  (request, response) =>
    conditions.every((each) => each(request, response));
export const has =
  (name: string): Is =>
  (request) =>
    request.headers.has(name);
/** With a token from this backend. */
export const valid: Is = ({ headers }) =>
  /^Bearer (?!doctor\.)/.test(headers.get("Authorization") ?? "");
export const not =
  (condition: Is): Is =>
  (request, response) =>
    !condition(request, response);
export const isPage: Is = ({ url }) => url === page;

const everyHeader = {
  "Cache-Control": "no-store, no-transform",
  Vary: "Authorization, Sphere-Kyc-Session",
};
export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { ...everyHeader, ...headers } });
export const instead =
  (is: Is, respond: () => Response): Change =>
  (request, original) =>
    is(request, original) ? respond() : original;
export const header =
  (is: Is, name: string, value: string | undefined): Change =>
  (request, original) => {
    if (!is(request, original)) return original;
    const headers = new Headers(original.headers);
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
    return new Response(original.body, { status: original.status, headers });
  };
export const body =
  (is: Is, change: (json: Json) => Json): Change =>
  async (request, original) => {
    if (!is(request, original)) return original;
    const changed = change((await original.json()) as Json);
    return new Response(JSON.stringify(changed), original);
  };
export const problem = (status: number, code: string) => () =>
  json({ status, code }, status, { "Content-Type": "application/problem+json" });
export const any: Is = () => true;
export const html = () => new Response("<h1>Hello", { headers: { "Content-Type": "text/html" } });
export const toLogin = () => new Response(null, { status: 302, headers: { Location: "/login" } });
export const otherCustomer = { id: "customer_1", verificationProfiles: [] };
export const policy = (from: string, to: string) =>
  header(isPage, "Content-Security-Policy", pagePolicy.replace(from, to));
