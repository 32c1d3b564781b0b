import {
  createOnboardingHandler,
  type LogEntry,
  type OnboardingHandler,
  type OnboardingHandlerOptions,
  type Runtime,
} from "../../src/host/index.js";
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from "../../src/simulator/index.js";

const usualSecret = "secret_0123456789abcdef0123456789abcdef";

/** A secret of the shortest length that is accepted. */
export const secret = "a-secret-of-thirty-two-bytes-...";

export const origin = "https://app.example";

/** A request for each route of the contract. */
export const everyRoute: readonly [method: string, path: string][] = [
  ["POST", "/kyc/session"],
  ["GET", "/kyc/customer"],
  ["POST", "/kyc/submit"],
  ["POST", "/kyc/links/identity_verification"],
  ["GET", "/kyc/events"],
];

export interface AnsweredJson {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** The text of an answer; of a stream what it begins with. */
export async function textOf(response: Response): Promise<string> {
  if (response.headers.get("Content-Type") !== "text/event-stream") return response.text();
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(first?.value);
}

/** Sends one request to a handler and reads its answer. */
export async function ask(
  handler: OnboardingHandler,
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<AnsweredJson> {
  const response = await handler(new Request(`${origin}${path}`, { method, headers }));
  const text = await textOf(response);
  const body: Record<string, unknown> = text.startsWith("{") ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, body, text };
}

export interface HostUnderTest {
  readonly simulator: Simulator;
  readonly customerId: string;
  readonly handler: OnboardingHandler;
  readonly log: LogEntry[];
  readonly ask: (
    method: string,
    path: string,
    headers?: Record<string, string>,
  ) => Promise<AnsweredJson>;
  /** The headers of a new session. */
  session(): Promise<Record<string, string>>;
  submit(session: Record<string, string>, key: string): Promise<AnsweredJson>;
  /** How often SpherePay was asked for a link. */
  linksAsked(): number;
}

/** Options of a test, those of `runtime` among them; `undefined` takes away the usual one. */
export type HostOptions = Omit<Partial<OnboardingHandlerOptions>, "webhookSecret" | "runtime"> &
  Runtime & { readonly webhookSecret?: OnboardingHandlerOptions["webhookSecret"] | undefined };

/** A handler over a simulator with one customer who is ready to submit. It takes webhooks. */
export function aHost(
  given: HostOptions = {},
  simulatorOptions: SimulatorOptions = {},
): HostUnderTest {
  const simulator = createSimulator(simulatorOptions);
  const { webhookSecret, now, schedule, fetch, ...options } = {
    webhookSecret: usualSecret,
    fetch: (input: string | URL | Request, init?: RequestInit) =>
      simulator.api(new Request(input, init)),
    now: simulator.clock.now,
    ...given,
  };
  const customerId = simulator.createCustomer({ preset: "ready" });
  const log: LogEntry[] = [];
  const handler = createOnboardingHandler({
    apiKey: simulator.apiKey,
    secret,
    resolveCustomer: () => customerId,
    runtime: { now, fetch, ...(schedule && { schedule }) },
    log: (entry) => log.push(entry),
    ...(webhookSecret && { webhookSecret }),
    ...options,
  });
  const asked: HostUnderTest["ask"] = (method, path, headers) =>
    ask(handler, method, path, headers);
  return {
    simulator,
    customerId,
    handler,
    log,
    ask: asked,
    async session() {
      const { body } = await asked("POST", "/kyc/session");
      return { Authorization: `Bearer ${body["token"]}` };
    },
    submit: (session, key) => asked("POST", "/kyc/submit", { ...session, "Idempotency-Key": key }),
    linksAsked: () => simulator.calls.filter(({ method }) => method === "POST").length,
  };
}
