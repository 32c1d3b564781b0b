/** Starts the demo as the environment says, and prints its addresses. */
import type { LogEntry } from "sphere-kyc-onboarding/host";
import { startDemo } from "./server.js";
import { readSettings } from "./settings.js";

function report(entry: LogEntry): void {
  if (entry.kind === "requirement_without_action") {
    console.log(`SpherePay asks for "${entry.requirement}", and the handler has no action for it.`);
  } else if (entry.kind === "failed") {
    console.log(`A failure that no response tells of: ${entry.reason}.`);
  } else if (entry.kind === "webhooks_missing") {
    console.log("SpherePay's webhook does not arrive: open pages poll.");
  } else if (entry.kind === "answered" && entry.code !== undefined) {
    const { route, status, code, reason, correlationId } = entry;
    console.log(`${route}: ${status} ${code} (${reason ?? "?"}), reference ${correlationId}`);
  }
}

try {
  const { port, real } = readSettings(process.env);
  const demo = await startDemo({ port, log: report, ...(real && { real }) });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void demo.close().then(() => process.exit(0)));
  }
  console.log(`Demo: ${demo.origin}`);
  if (real) {
    console.log(`Talking to real SpherePay at ${new URL(real.apiUrl).origin}; no panel.`);
  } else {
    console.log(`Simulated provider: ${demo.providerOrigin}`);
  }
  console.log("Ctrl+C ends it.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
