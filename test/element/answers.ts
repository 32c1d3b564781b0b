/** Answers of a host, written by hand where the real handler never gives them. */

export type Json = Record<string, unknown>;

export type RouteName = "session" | "customer" | "submit" | "link" | "events";

type Answer = Response | Promise<Response> | undefined;

/** By route; a route without one, or one that answers nothing, is the host's own. */
export type Answers = Partial<Record<RouteName, (request: Request) => Answer>>;

export function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

export const problem = (
  status: number,
  code: string,
  fields: Json = {},
  headers: Record<string, string> = {},
): Response =>
  json(
    status,
    { status, code, title: "words that nobody may see", ...fields },
    { "Content-Type": "application/problem+json", ...headers },
  );

/** Fails as `fetch` does without a network. */
export const noNetwork = (): Promise<Response> => Promise.reject(new TypeError("network"));

/** Never answers. */
export const silence = (): Promise<Response> => new Promise(() => {});

export const routeOf = (request: Request): RouteName => {
  const { pathname } = new URL(request.url);
  if (pathname.endsWith("/session")) return "session";
  if (pathname.endsWith("/customer")) return "customer";
  if (pathname.endsWith("/events")) return "events";
  return pathname.endsWith("/submit") ? "submit" : "link";
};

/** A network that answers by route. */
export const answering =
  (answers: Answers) =>
  (request: Request): Answer =>
    answers[routeOf(request)]?.(request);

export const aLink = (url = "https://in.sumsub.com/websdk/p/abc", fields: Json = {}): Json => ({
  url,
  expiresAt: "2027-01-01T00:00:00Z",
  expiresInSeconds: 3_600,
  ...fields,
});

/** The steps that SpherePay does itself for an individual. */
export const ownSteps = ["identity_verification", "kyc_a_approval"];

export const aProfile = (status = "incomplete", lists: Json = {}, name = "kyc_profile_a") => ({
  name,
  status,
  criteria: { complete: [], pending: [], required: ownSteps, errors: [], ...lists },
});

/** A customer as a host sends it: ready to submit unless said otherwise. */
export const aCustomer = (fields: Json = {}): Json => ({
  id: "customer_a",
  type: "individual",
  verificationProfiles: [aProfile()],
  ...fields,
});

export const aToken = "a-token-of-the-tests-that-nobody-may-see";

/** A minimal host of one customer, who may be replaced at any time. */
export interface ScriptedHost {
  customer: Json;
  /** What a test wants answered otherwise. */
  answers: Answers;
  readonly network: (request: Request) => Response | Promise<Response>;
}

export function aScriptedHost(customer: Json = aCustomer(), answers: Answers = {}): ScriptedHost {
  const host: ScriptedHost = {
    customer,
    answers,
    network: (request) => answering(host.answers)(request) ?? usual(host, routeOf(request)),
  };
  return host;
}

function usual({ customer }: ScriptedHost, route: RouteName): Response {
  if (route === "events") return problem(404, "no_such_route");
  if (route === "session") return json(201, { token: aToken, customer });
  return route === "customer" ? json(200, customer) : json(201, aLink());
}

/** A door that a test opens: whoever waits at it goes on then. */
export interface Gate<T> {
  readonly passed: Promise<T>;
  /** Whether somebody has come to it. */
  readonly reached: () => boolean;
  readonly wait: () => Promise<T>;
  readonly open: (value: T) => void;
}

export function aGate<T>(): Gate<T> {
  let open: (value: T) => void = () => {};
  let reached = false;
  const passed = new Promise<T>((resolve) => {
    open = resolve;
  });
  return {
    passed,
    reached: () => reached,
    wait: () => {
      reached = true;
      return passed;
    },
    open: (value) => open(value),
  };
}
