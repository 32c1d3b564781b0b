import type { Simulator } from "../../src/simulator/index.js";

/** An answer with its JSON already read. */
export interface JsonAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly json: Record<string, unknown>;
}

/** Headers to add, or to take away with null. */
export type HeaderChanges = Readonly<Record<string, string | null>>;

/** Calls the API with the right key, unless the changes say otherwise. */
export async function callApi(
  simulator: Simulator,
  method: string,
  path: string,
  changes: HeaderChanges = {},
  body?: string,
): Promise<JsonAnswer> {
  const headers = new Headers({ authorization: `Bearer ${simulator.apiKey}` });
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) {
      headers.delete(name);
    } else {
      headers.set(name, value);
    }
  }
  const init = body === undefined ? { method, headers } : { method, headers, body };
  const response = await simulator.api(new Request(`https://api.spherepay.co${path}`, init));
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    json: await response.json(),
  };
}

/** Calls the API with the right key and leaves the answer unread. */
export function rawCall(
  simulator: Simulator,
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { authorization: `Bearer ${simulator.apiKey}` };
  const address = `https://api.spherepay.co${path}`;
  return simulator.api(new Request(address, { method, headers, ...init }));
}

/** Asks for a link. */
export function askLink(
  simulator: Simulator,
  id: string,
  changes?: HeaderChanges,
): Promise<JsonAnswer> {
  return callApi(simulator, "POST", `/v2/customer/${id}/kyc-link`, changes);
}

/** Asks for a link and takes its address; fails when there is none. */
export async function takeLink(simulator: Simulator, id: string): Promise<string> {
  const { status, json } = await askLink(simulator, id);
  if (status !== 201) {
    throw new Error(`There was no link but ${status}: ${JSON.stringify(json)}`);
  }
  return String(json["url"]);
}

/** The provider's page as a person would meet it. */
export interface Page {
  readonly status: number;
  readonly state: string | undefined;
  readonly html: string;
  readonly headers: Headers;
}

/** Opens a link, or presses one of the page's buttons. */
export async function visit(
  simulator: Simulator,
  url: string,
  action?: "complete" | "fail" | "abandon" | "nonsense",
  referer?: string,
): Promise<Page> {
  const headers = referer === undefined ? undefined : { referer };
  const response = await simulator.providerPage(
    action === undefined
      ? new Request(url, headers === undefined ? {} : { headers })
      : new Request(url, { method: "POST", body: new URLSearchParams({ action }) }),
  );
  const html = await response.text();
  const state = /<main data-state="([a-z]+)">/.exec(html)?.[1];
  return { status: response.status, state, html, headers: response.headers };
}

/** The pointers of a 422. */
export function pointers(json: Record<string, unknown>): unknown[] | undefined {
  const { errors } = json;
  return Array.isArray(errors) ? errors.map((error) => error.pointer) : undefined;
}
