import { createOnboardingHandler } from "sphere-kyc-onboarding/host";
import { createSimulator, type Simulator } from "sphere-kyc-onboarding/simulator";
import { type DoctorOptions, type Report, runDoctor } from "../../../src/cli/doctor/doctor.js";

export const endpoint = "https://app.example/kyc";
export const page = "https://page.example/account";
export const cookie = "login=canary-cookie-of-ana";
export const pagePolicy =
  "default-src 'none'; script-src 'self'; connect-src https://app.example; " +
  "require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'";

/** Spoils one answer, or lets it pass. */
export type Spoil = (request: Request, answer: Response) => Response | Promise<Response>;

/** A running backend to examine: the handler of this package behind a login, and a page. */
export interface Patient {
  readonly simulator: Simulator;
  readonly customerId: string;
  readonly requests: readonly Request[];
  readonly fetch: typeof fetch;
  /** Lets SpherePay answer the next press when another was told that it is in flight. */
  holdPress(): void;
  /** Examines everything that can be examined. */
  examine(options?: DoctorOptions, url?: string): Promise<Report>;
}

/** A healthy backend, or one whose answers are spoilt on their way. */
export function aPatient(spoil: Spoil = (_, answer) => answer): Patient {
  const simulator = createSimulator();
  const customerId = simulator.createCustomer({ preset: "ready" });
  const handler = createOnboardingHandler({
    apiKey: simulator.apiKey,
    secret: "a-secret-of-thirty-two-bytes-...",
    webhookSecret: "secret_0123456789abcdef",
    resolveCustomer: ({ headers }) => (headers.get("Cookie") === cookie ? customerId : null),
    allowedOrigins: [new URL(page).origin],
    fetch: (input, init) => simulator.api(new Request(input, init)),
    now: simulator.clock.now,
  });
  const requests: Request[] = [];
  let refuse = () => {};
  const refused = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  const answerPage = () =>
    new Response("<!doctype html>", {
      headers: { "Content-Type": "text/html", "Content-Security-Policy": pagePolicy },
    });

  async function answer(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    requests.push(request);
    const honest = request.url === page ? answerPage() : await handler(request.clone());
    if (honest.status === 409) refuse();
    let spoilt: Response | undefined;
    try {
      spoilt = await spoil(request, honest);
      return spoilt;
    } finally {
      // What nobody gets is thrown away, as a server does: a stream stays open for ten minutes.
      if (spoilt?.body !== honest.body) honest.body?.cancel().catch(() => undefined);
    }
  }

  return {
    simulator,
    customerId,
    requests,
    fetch: answer,
    holdPress: () =>
      simulator.inject({ kind: "slow", path: "/v2/customer/{id}/kyc-link", until: refused }),
    examine: (options = {}, url = endpoint) =>
      runDoctor(url, {
        headers: { Cookie: cookie },
        page,
        submit: true,
        fetch: answer,
        now: simulator.clock.now,
        ...options,
      }),
  };
}

/** The ids of the findings with an outcome. */
export const idsOf = ({ findings }: Report, outcome: Report["findings"][number]["outcome"]) =>
  findings.filter((finding) => finding.outcome === outcome).map(({ id }) => id);
