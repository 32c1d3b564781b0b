/**
 * `sphere-kyc-onboarding simulator`: SpherePay's API, the provider's pages and the control interface
 * on loopback, for test suites in any language.
 */
import type { Command } from "../command.js";
import { readSimulatorSettings, simulatorUsage } from "./settings.js";
import { startSimulator } from "./start-simulator.js";

/** Serves until the process is asked to end. Exit code: 0, or 1 when it cannot or must not start. */
export const simulator: Command = async (args, { write, writeError, env, untilStopped }) => {
  if (args.includes("--help") || args.includes("-h")) {
    write(simulatorUsage);
    return 0;
  }
  try {
    const served = await startSimulator(readSimulatorSettings(args, env));
    const customers = served.simulator.ids().map((id) => `Customer:   ${id}\n`);
    write(
      `SpherePay:  ${served.origin} (simulated, release ${served.simulator.behaviour.release})\n` +
        `API key:    ${served.simulator.apiKey}\n` +
        `Provider:   ${served.providerOrigin}\n` +
        `Control:    ${served.origin}/control/\n` +
        customers.join("") +
        "Ctrl+C ends it.\n",
    );
    await untilStopped();
    await served.close();
    return 0;
  } catch (error) {
    writeError(`${error instanceof Error ? error.message : "Failed."}\n`);
    return 1;
  }
};
