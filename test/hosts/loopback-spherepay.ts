import {
  createRunningClock,
  createSimulator,
  type Simulator,
} from "sphere-kyc-onboarding/simulator";
import { listen } from "../../src/cli/simulator/listen.js";

/** A simulated SpherePay that a host in another process can reach. */
export interface LoopbackSpherePay {
  readonly simulator: Simulator;
  readonly url: string;
  close(): void;
}

/**
 * Serves the simulator's API on loopback, at real time: other processes have no other clock. Links
 * lead to `providerOrigin`, as a rule to the real provider's.
 */
export async function serveSpherePay(providerOrigin?: string): Promise<LoopbackSpherePay> {
  const clock = createRunningClock();
  const simulator = createSimulator({ clock, ...(providerOrigin && { providerOrigin }) });
  const server = await listen("127.0.0.1", 0, simulator.api);
  return { simulator, url: server.origin, close: () => void server.close() };
}
