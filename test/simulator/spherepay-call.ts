import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from "../../src/simulator/index.js";

/** A simulator with a customer for whom only SpherePay's own steps are left. */
export function aReadyCustomer(options: SimulatorOptions = {}) {
  const simulator = createSimulator(options);
  return { simulator, id: simulator.createCustomer({ preset: "ready" }) };
}

/** The profile of a new individual, as SpherePay documents it. */
export const documentedProfile = {
  name: "kyc_profile_a",
  status: "incomplete",
  criteria: {
    complete: ["email_address", "phone_number", "residential_address", "tax_identification_number"],
    pending: [],
    required: [
      "terms_of_service",
      "identity_document",
      "liveness_check",
      "identity_verification",
      "kyc_a_approval",
    ],
    errors: [],
  },
};

/** A response with its JSON. */
export interface JsonResponse {
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
  body?: string | Uint8Array<ArrayBuffer>,
): Promise<JsonResponse> {
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

/** Calls the API with the right key and returns the unread response. */
export function rawCall(
  simulator: Simulator,
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (!headers.has("authorization")) {
    headers.set("authorization", `Bearer ${simulator.apiKey}`);
  }
  const address = `https://api.spherepay.co${path}`;
  return simulator.api(new Request(address, { ...init, method, headers }));
}

/** Requests a link. */
export function requestLink(
  simulator: Simulator,
  id: string,
  changes?: HeaderChanges,
): Promise<JsonResponse> {
  return callApi(simulator, "POST", `/v2/customer/${id}/kyc-link`, changes);
}

/** Requests a link and returns its address; throws when there is none. */
export async function linkUrl(simulator: Simulator, id: string): Promise<string> {
  const { status, json } = await requestLink(simulator, id);
  if (status !== 201) {
    throw new Error(`There was no link but ${status}: ${JSON.stringify(json)}`);
  }
  return String(json["url"]);
}

/** The provider's page as a customer sees it. */
export interface Page {
  readonly status: number;
  readonly state: string | undefined;
  readonly html: string;
  readonly headers: Headers;
}

/** Opens a link, or clicks one of the page's buttons. */
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
