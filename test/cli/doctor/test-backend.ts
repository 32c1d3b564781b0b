import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { createSimulator, type Simulator } from "sphere-kyc-onboarding/simulator";
import { type DoctorOptions, type Report, runDoctor } from "../../../src/cli/doctor/doctor.js";

export const endpoint = "https://app.example/kyc";
export const page = "https://page.example/account";
export const cookie = "login=canary-cookie-of-ana";
export const webhookSecret = "secret_0123456789abcdef";
export const pagePolicy =
  "default-src 'none'; script-src 'self'; connect-src https://app.example; " +
  "require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

const stepNames = ["email_verification", "residential_address", "identity_document"];

/** Changes one response, or returns it as it is. */
export type Change = (request: Request, original: Response) => Response | Promise<Response>;

/** A running backend: the handler of this package behind a login, and a page. */
export interface TestBackend {
  readonly simulator: Simulator;
  readonly customerId: string;
  readonly requests: readonly Request[];
  readonly fetch: typeof fetch;
  /** Holds SpherePay's next link until another submit got its 409 in_flight. */
  holdSubmit(): void;
  /** Runs every check. */
  runDoctor(options?: DoctorOptions, url?: string): Promise<Report>;
}

/** A failing backend, and the checks that must notice it. */
export interface FailingBackend {
  readonly what: string;
  readonly noticedBy: readonly [string, ...string[]];
  readonly change?: Change;
  /** Prepares SpherePay. */
  readonly prepare?: (backend: TestBackend) => void;
  readonly url?: string;
  readonly outcome?: "advised";
  /** The largest document; 100,000 bytes when left out, which are sent sooner. */
  readonly documentBytes?: number;
  /** What the advice has to name. */
  readonly fix?: RegExp;
  readonly options?: DoctorOptions;
}

/** A passing backend, or one whose responses are changed on their way to the doctor. */
export function aTestBackend(
  change: Change = (_, original) => original,
  documentBytes = 100_000,
): TestBackend {
  const simulator = createSimulator();
  // SpherePay asks for steps, and takes a submit all the same: one customer for every check.
  const customerId = simulator.createCustomer({ preset: "ready" });
  simulator.behave({ gate: "none" });
  for (const name of stepNames) simulator.require(customerId, name);
  const respondToSteps = createOnboardingHandler({
    log: null,
    apiKey: simulator.apiKey,
    secret: "a-secret-of-thirty-two-bytes-...",
    webhookSecret,
    acceptReserialisedWebhooks: true,
    resolveCustomer: ({ headers }) => (headers.get("Cookie") === cookie ? customerId : null),
    allowedOrigins: [new URL(page).origin],
    steps: { email_verification: true, residential_address: true, identity_document: true },
    maxDocumentBytes: documentBytes,
    runtime: {
      fetch: (input, init) => simulator.api(new Request(input, init)),
      now: simulator.clock.now,
    },
  });
  const requests: Request[] = [];
  let refuse = () => {};
  const refused = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  const respondWithPage = () =>
    new Response("<!doctype html>", {
      headers: { "Content-Type": "text/html", "Content-Security-Policy": pagePolicy },
    });

  async function respond(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    requests.push(request);
    const original =
      request.url === page ? respondWithPage() : await respondToSteps(request.clone());
    if (original.status === 409) refuse();
    let changed: Response | undefined;
    try {
      changed = await change(request, original);
      return changed;
    } finally {
      // A replaced response is cancelled: its stream would stay open for ten minutes.
      if (changed?.body !== original.body) original.body?.cancel().catch(() => undefined);
    }
  }

  return {
    simulator,
    customerId,
    requests,
    fetch: respond,
    holdSubmit: () =>
      simulator.inject({ kind: "slow", path: "/v2/customer/{id}/kyc-link", until: refused }),
    runDoctor: (options = {}, url = endpoint) =>
      runDoctor(url, {
        headers: { Cookie: cookie },
        page,
        submit: true,
        steps: true,
        webhookSecret,
        fetch: respond,
        now: simulator.clock.now,
        ...options,
      }),
  };
}

/** The ids of the findings with an outcome. */
export const idsOf = ({ findings }: Report, outcome: Report["findings"][number]["outcome"]) =>
  findings.filter((finding) => finding.outcome === outcome).map(({ id }) => id);
