import { once } from "node:events";
import { createServer } from "node:http";
import { toNodeListener } from "sphere-kyc-onboarding/host/node";
import {
  createRunningClock,
  createSimulator,
  type Simulator,
} from "sphere-kyc-onboarding/simulator";

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
  const server = createServer(toNodeListener(simulator.api));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    simulator,
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
