import "../../src/define.js";
import { SphereKycOnboarding } from "../../src/element/sphere-kyc-onboarding.js";
import { createOnboardingHandler, type OnboardingHandlerOptions } from "../../src/host/index.js";
import { type CustomerInit, createSimulator, type Simulator } from "../../src/simulator/index.js";
import { aHandEnvironment, type HandEnvironment, rest } from "./hand-environment.js";

/** What the element asked of its host. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly request: Request;
}

/** An element over the real handler over the simulator, with the page driven by hand. */
export interface Stage {
  readonly element: SphereKycOnboarding;
  readonly environment: HandEnvironment;
  readonly simulator: Simulator;
  /** The real handler behind it. */
  readonly handler: (request: Request) => Promise<Response>;
  readonly customerId: string;
  /** Who is logged in at the host; may be changed at any time. */
  readonly login: { id: string | null; flow?: "api" | "hosted" };
  readonly sent: Sent[];
  /** The streams of nudges that it asked for; not among what it sent. */
  readonly streams: Request[];
  /** The element's events, by type, in order. */
  readonly events: Event[];
  /** Stands in for the network: answers instead of the handler while it answers anything. */
  network: (request: Request) => Response | Promise<Response> | undefined;
  /** The text a person can read, fallback of slots included. */
  text(): string;
  /** What a screen reader was told last. */
  said(): string;
  button(label: string): HTMLElement;
  press(label: string): void;
  /** The paths asked for, in order, without the endpoint: `POST session`. */
  paths(): string[];
  /** The types of the events, in order, without the common beginning. */
  eventTypes(): string[];
  /** Waits until no request is under way and what followed is drawn. */
  atRest(): Promise<void>;
  /** Waits until a text is shown and drawn. */
  shows(text: string): Promise<void>;
  remove(): void;
}

const eventNames = ["ready", "statuschange", "requirementschange", "leave", "problem"] as const;

/** Waits for a condition, however many turns of the event loop it takes; fails after twenty seconds. */
export async function until(
  condition: () => unknown,
  what: () => string = () => String(condition),
): Promise<void> {
  const deadlineMs = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`never happened: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

export interface StageOptions {
  readonly customer?: CustomerInit;
  readonly simulator?: Parameters<typeof createSimulator>[0];
  readonly handler?: Partial<OnboardingHandlerOptions>;
  /** Sets the element up before it is inserted. */
  readonly prepare?: (element: SphereKycOnboarding) => void;
  readonly network?: Stage["network"];
  /** Whether SpherePay's webhooks reach the host and it offers nudges; without, the element polls. */
  readonly nudges?: boolean;
  /** What becomes of a webhook instead of reaching the host. */
  readonly webhook?: (request: Request) => Promise<Response>;
  readonly loadRest?: ConstructorParameters<typeof SphereKycOnboarding>[1];
  /** What becomes of a wish to load the page anew. */
  readonly reload?: () => void;
  /** Where the element is inserted; the page's body unless said otherwise. */
  readonly parent?: Element | ShadowRoot;
}

const webhookSecret = "secret_of_the_tests_0123456789abcdef";

const onStage = new Set<SphereKycOnboarding>();

/** Removes every element that is on stage. */
export function clearStage(): void {
  for (const element of onStage) element.remove();
  onStage.clear();
}

// The gallery (`test/screens`) sets the same stages where no test runs.
const { afterEach } = globalThis as { afterEach?: (clear: () => void) => void };
afterEach?.(clearStage);

/** Sets the stage and inserts the element. */
export function aStage(options: StageOptions = {}): Stage {
  const simulator = createSimulator({
    ...options.simulator,
    ...(options.nudges && {
      webhooks: {
        secret: webhookSecret,
        signature: "raw" as const,
        url: `${location.origin}/kyc/webhook`,
        deliver: (request: Request) => (options.webhook ?? handler)(request),
      },
    }),
  });
  const customerId = simulator.createCustomer(options.customer ?? { preset: "individual" });
  const login: Stage["login"] = { id: customerId };
  const handler = createOnboardingHandler({
    apiKey: simulator.apiKey,
    secret: "a secret of the tests, of 32 bytes or more",
    resolveCustomer: () => (login.id === null ? null : login),
    fetch: (input, init) => simulator.api(new Request(input, init)),
    now: simulator.clock.now,
    // The clock stands still while a test makes hundreds of readings.
    ...(options.nudges && { webhookSecret, customerCallsPerMinute: 4_800 }),
    ...options.handler,
  });
  const environment = aHandEnvironment();
  let underWay = 0;
  const element = new SphereKycOnboarding(environment, options.loadRest, options.reload);
  const stage: Stage = {
    element,
    environment,
    simulator,
    handler,
    customerId,
    login,
    sent: [],
    streams: [],
    events: [],
    network: options.network ?? (() => undefined),
    text: () => visibleText(element),
    button(label) {
      const found = [...(element.shadowRoot?.querySelectorAll<HTMLElement>("button, a") ?? [])];
      const match = found.find((each) => each.textContent?.trim() === label);
      if (!match)
        throw new Error(
          `no button "${label}" among: ${found.map((each) => each.textContent?.trim()).join(" | ")}`,
        );
      return match;
    },
    said: () => element.shadowRoot?.querySelector("[role=status]")?.textContent ?? "",
    press: (label) => stage.button(label).click(),
    paths: () => stage.sent.map(({ method, path }) => `${method} ${path.replace(/^\/kyc\//, "")}`),
    eventTypes: () => stage.events.map(({ type }) => type.replace("sphere-kyc-", "")),
    async atRest() {
      do {
        await rest(4);
        await until(() => underWay === 0);
      } while (underWay > 0);
      await rest(4);
      await element.updateComplete;
    },
    async shows(text) {
      await until(
        () => stage.text().includes(text),
        () => `"${text}" in: ${stage.text()}`,
      );
      await element.updateComplete;
    },
    remove: () => element.remove(),
  };
  element.endpoint = "/kyc";
  element.locale = "en";
  element.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (pathname.endsWith("/events")) {
      stage.streams.push(request);
      const answer = await stage.network(request);
      return answer ?? (options.nudges ? handler(request) : new Response(null, { status: 404 }));
    }
    stage.sent.push({
      method: request.method,
      path: pathname,
      key: request.headers.get("Idempotency-Key"),
      request,
    });
    underWay++;
    try {
      const response = (await stage.network(request)) ?? (await handler(request));
      const read = response.json.bind(response);
      response.json = async () => {
        underWay++;
        return read().finally(() => underWay--);
      };
      return response;
    } finally {
      underWay--;
    }
  };
  options.prepare?.(element);
  for (const name of eventNames) {
    element.addEventListener(`sphere-kyc-${name}`, (event) => stage.events.push(event));
  }
  onStage.add(element);
  (options.parent ?? document.body).append(element);
  return stage;
}

function visibleText(element: SphereKycOnboarding): string {
  const card = element.shadowRoot?.querySelector("section");
  return (card?.textContent ?? "").replace(/\s+/g, " ").trim();
}
