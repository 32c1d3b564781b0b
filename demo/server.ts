/**
 * Owns: assembling the demo: the host application, the package's handler inside it, and SpherePay,
 * simulated or real.
 * Does not own: what each of them does.
 * Why: `npm start` and the end-to-end tests run the same demo.
 */
import { randomBytes } from "node:crypto";
import { createOnboardingHandler, type Log } from "sphere-kyc-onboarding/host";
import type { HandClock, Simulator } from "sphere-kyc-onboarding/simulator";
import { bundlePage } from "./bundle-page.js";
import { createHostApp, type HostAppParts } from "./host-app.js";
import { createLogins } from "./logins.js";
import { type LoopbackServer, listenOnLoopback, type RequestHandler } from "./loopback.js";
import { createRealPeople, createSimulatedPeople, knownAddress, type People } from "./people.js";
import { refuseProduction } from "./refuse-production.mjs";
import { type RecordedResponse, recording } from "./response-record.js";
import type { Environment, RealSpherePay } from "./settings.js";
import { createSimulatedSpherePay } from "./simulated-spherepay.js";
import { createSphereApi, type SphereAccess } from "./sphere-api.js";
import { createSpherePanel } from "./sphere-panel.js";

/** The options of the demo. */
export interface DemoOptions {
  /** The host application's port; the next free one when taken, any free one when 0. */
  readonly port: number;
  /** Real SpherePay; the simulator when left out. */
  readonly real?: RealSpherePay;
  /** The clock of simulator and handler. A running one when left out. */
  readonly clock?: HandClock;
  /** Records everything that the browser receives in `responses`; false when left out. */
  readonly recordResponses?: boolean;
  /** Receives a log entry for every response of the package's handler. */
  readonly log?: Log;
  /** Only `NODE_ENV` is read; the process's own environment when left out. */
  readonly env?: Environment;
}

/** A running demo. */
export interface Demo {
  /** The host application: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The provider's pages: `http://localhost:PORT`; undefined with real SpherePay. */
  readonly providerOrigin: string | undefined;
  /** Undefined with real SpherePay. */
  readonly simulator: Simulator | undefined;
  /** The people who can sign in, with their current SpherePay customers. */
  readonly people: Pick<People, "all" | "find">;
  /** With `recordResponses`: the responses of both origins, oldest first. */
  readonly responses: readonly RecordedResponse[];
  close(): Promise<void>;
}

interface SpherePay extends Pick<HostAppParts, "people" | "linkHosts" | "simulated"> {
  readonly access: SphereAccess;
  /** Without it, webhooks are refused. */
  readonly webhookSecret?: string;
  readonly now?: () => number;
  readonly provider?: LoopbackServer;
  readonly simulator?: Simulator;
  readonly stop?: () => void;
}

/**
 * Starts the demo on loopback; resolves when it listens.
 *
 * @throws TypeError with `NODE_ENV=production`; Error when no port is free.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  refuseProduction(options.env ?? process.env);
  const responses: RecordedResponse[] = [];
  const recorded = (handler: RequestHandler) =>
    options.recordResponses ? recording(handler, responses) : handler;
  const assets = await bundlePage();
  const server = await listenOnLoopback("127.0.0.1", options.port);
  const opened: LoopbackServer[] = [server];
  let stops: (() => void) | undefined;
  const close = async () => {
    stops?.();
    await Promise.all(opened.map((each) => each.close()));
  };
  try {
    const spherePay = options.real
      ? realSpherePay(options.real)
      : await simulatedSpherePay(options, recorded, `${server.origin}/kyc/webhook`);
    const { access, webhookSecret, now, provider, simulator, people, linkHosts, simulated } =
      spherePay;
    if (provider) opened.push(provider);
    stops = spherePay.stop;
    const logins = createLogins();
    const { fetch, ...sphereAccount } = access;
    const onboarding = createOnboardingHandler({
      ...sphereAccount,
      secret: randomBytes(32),
      resolveCustomer(request) {
        const person = people.find(logins.personOf(request) ?? "");
        return person && { id: person.customerId, flow: person.flow };
      },
      ...(linkHosts.length > 0 && { linkHosts }),
      ...(webhookSecret && { webhookSecret }),
      runtime: { fetch, ...(now && { now }) },
      log: options.log ?? null,
      // SpherePay wants an address beside a tax number: the application knows it, so nobody types it twice.
      customerAddress: () => knownAddress,
      // The simulator's texts contain nothing personal, and they say what to fix.
      includeErrorDetail: simulator !== undefined,
    });
    const app = createHostApp({
      origin: server.origin,
      people,
      logins,
      assets,
      sphereApi: createSphereApi(access),
      onboarding,
      linkHosts,
      ...(simulated && { simulated }),
    });
    server.handleWith(recorded(app));
    const providerOrigin = provider?.origin;
    return { origin: server.origin, providerOrigin, simulator, people, responses, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function realSpherePay(real: RealSpherePay): SpherePay {
  return {
    access: {
      apiKey: real.apiKey,
      baseUrl: real.apiUrl.replace(/\/$/, ""),
      fetch: (input, init) => globalThis.fetch(input, init),
    },
    ...(real.webhookSecret && { webhookSecret: real.webhookSecret }),
    people: createRealPeople(real),
    linkHosts: [],
  };
}

async function simulatedSpherePay(
  { port, clock }: DemoOptions,
  recorded: (handler: RequestHandler) => RequestHandler,
  webhookUrl: string,
): Promise<SpherePay> {
  const provider = await listenOnLoopback("localhost", port === 0 ? 0 : port + 1);
  const webhookSecret = `secret_${randomBytes(16).toString("hex")}`;
  const sphere = createSimulatedSpherePay({
    providerOrigin: provider.origin,
    webhook: { url: webhookUrl, secret: webhookSecret },
    clock,
  });
  const { simulator } = sphere;
  const people = createSimulatedPeople(simulator);
  provider.handleWith(recorded(simulator.providerPage));
  return {
    // Nobody can own `.invalid`: a call that misses the simulator reaches nothing.
    access: {
      apiKey: simulator.apiKey,
      baseUrl: "https://spherepay.invalid",
      fetch: sphere.fetch,
    },
    webhookSecret,
    now: () => simulator.clock.now(),
    provider,
    simulator,
    stop: sphere.stop,
    people,
    linkHosts: [provider.origin],
    simulated: {
      panel: createSpherePanel(sphere, people),
      carryOut(customerId, requirement, outcome) {
        simulator[outcome](customerId, requirement);
      },
    },
  };
}
