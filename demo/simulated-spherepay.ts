import {
  createRunningClock,
  createSimulator,
  type HandClock,
} from "sphere-kyc-onboarding/simulator";
import type { PanelCall } from "./panel-state.js";

/** The current faults of the simulated SpherePay. */
export interface Faults {
  /** Every call returns 500. */
  failing: boolean;
  /** Every call takes three seconds. */
  slow: boolean;
}

/** The simulator as the demo uses it: with faults, and a log of all calls. */
export type SimulatedSpherePay = ReturnType<typeof createSimulatedSpherePay>;

const tickEveryMs = 200;
const slownessMs = 3000;
const maxCalls = 60;

/** The addresses and the clock of the simulated SpherePay. */
export interface SimulatedOptions {
  /** The provider's pages, where links lead. */
  readonly providerOrigin: string;
  /** The host's webhook: receives every change within {@link tickEveryMs}. */
  readonly webhook: { readonly url: string; readonly secret: string };
  readonly clock?: HandClock | undefined;
}

/** Makes a SpherePay whose links lead to the provider and whose events to the host. */
export function createSimulatedSpherePay(options: SimulatedOptions) {
  const { providerOrigin, webhook, clock = createRunningClock() } = options;
  const deliver = (request: Request) => globalThis.fetch(request);
  const simulator = createSimulator({ clock, providerOrigin, webhooks: { ...webhook, deliver } });
  // Slow responses and webhooks of the simulator wait for a tick.
  const ticking = setInterval(() => void simulator.tick(), tickEveryMs);
  ticking.unref();
  const faults: Faults = { failing: false, slow: false };
  const calls: PanelCall[] = [];

  async function respond(request: Request): Promise<Response> {
    if (faults.slow) await pause(slownessMs, request.signal);
    if (faults.failing) {
      return Response.json({ status: 500, detail: "Internal server error" }, { status: 500 });
    }
    return simulator.api(request);
  }

  return {
    simulator,
    /** Stops the ticking. */
    stop: () => clearInterval(ticking),
    faults,
    /** The last sixty, oldest first. Neither headers nor bodies. */
    calls,
    /** Replaces the network. */
    async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init);
      const { pathname: path } = new URL(request.url);
      const response = await respond(request);
      calls.push({ method: request.method, path, status: response.status, atMs: clock.now() });
      calls.splice(0, calls.length - maxCalls);
      return response;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
