/** The handler as a host mounts it, but for the limits, which would end the measurement at 80/s. */
import { createServer } from "node:http";
import { createOnboardingHandler } from "../src/host/index.js";
import { toNodeListener } from "../src/host/node.js";
import { announce } from "./announce.js";

const onboarding = createOnboardingHandler({
  apiKey: "sk_bench",
  secret: "a-secret-of-thirty-two-bytes-for-the-bench",
  baseUrl: `http://127.0.0.1:${process.argv[2]}`,
  resolveCustomer: (request) => request.headers.get("X-Login"),
  upstreamCallsPerSecond: 10_000,
  customerCallsPerMinute: 1_000_000,
  log: () => undefined,
});

announce(createServer(toNodeListener(onboarding)));

// What is still needed after two collections, for the bench that asks.
process.on("message", () => {
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
