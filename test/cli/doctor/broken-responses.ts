/** Ways to spoil an answer on its way to the doctor. */
import { page, pagePolicy, type Spoil } from "./test-backend.js";

type Json = Record<string, unknown>;
type Is = (request: Request, answer: Response) => boolean;

export const at = (method: string, path: string): Is => {
  return (request) => request.method === method && new URL(request.url).pathname === path;
};
export const session = at("POST", "/kyc/session");
export const customer: Is = (request, { status }) =>
  at("GET", "/kyc/customer")(request, new Response()) && status === 200;
export const submit = at("POST", "/kyc/submit");
export const opened: Is = (request, answer) => session(request, answer) && answer.status === 201;
export const withStatus =
  (status: number): Is =>
  (_, answer) =>
    answer.status === status;
export const both =
  (...conditions: readonly Is[]): Is =>
  (request, answer) =>
    conditions.every((each) => each(request, answer));
export const has =
  (name: string): Is =>
  (request) =>
    request.headers.has(name);
/** With a token that the backend gave. */
export const valid: Is = ({ headers }) =>
  /^Bearer (?!doctor\.)/.test(headers.get("Authorization") ?? "");
export const not =
  (condition: Is): Is =>
  (request, answer) =>
    !condition(request, answer);
export const isPage: Is = ({ url }) => url === page;

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
export const instead =
  (is: Is, answer: () => Response): Spoil =>
  (request, honest) =>
    is(request, honest) ? answer() : honest;
export const header =
  (is: Is, name: string, value: string | undefined): Spoil =>
  (request, honest) => {
    if (!is(request, honest)) return honest;
    const headers = new Headers(honest.headers);
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
    return new Response(honest.body, { status: honest.status, headers });
  };
export const body =
  (is: Is, change: (json: Json) => Json): Spoil =>
  async (request, honest) => {
    if (!is(request, honest)) return honest;
    const changed = change((await honest.json()) as Json);
    return new Response(JSON.stringify(changed), honest);
  };
export const problem = (status: number, code: string) => () =>
  json({ status, code }, status, { "Content-Type": "application/problem+json" });
export const any: Is = () => true;
export const html = () => new Response("<h1>Hello", { headers: { "Content-Type": "text/html" } });
export const toLogin = () => new Response(null, { status: 302, headers: { Location: "/login" } });
export const somebody = { id: "customer_1", verificationProfiles: [] };
export const policy = (from: string, to: string) =>
  header(isPage, "Content-Security-Policy", pagePolicy.replace(from, to));
