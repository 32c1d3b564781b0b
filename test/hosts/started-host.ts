import assert from "node:assert/strict";
import { type ChildProcess, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { webhookSecret } from "../host/webhooks.js";
import { projectFolder } from "../package/source-files.js";
import { startOwned, stopOwned } from "../runner/own-process.js";
import type { RunningHost } from "./journey.js";
import { serveSpherePay } from "./loopback-spherepay.js";

const login = "login-of-ana";

/**
 * Starts an example by its documented command, with one fresh customer, while `use` runs. With
 * `linksTo`, links lead there, and the example knows it.
 */
export async function withStartedHost(
  command: readonly [string, ...string[]],
  use: (host: RunningHost) => Promise<void>,
  linksTo?: string,
): Promise<void> {
  const [program, ...args] = command;
  const spherePay = await serveSpherePay(linksTo);
  const { simulator } = spherePay;
  const customerId = simulator.createCustomer();
  let child: ChildProcess | undefined;
  try {
    child = startOwned(program, args, {
      cwd: projectFolder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        PORT: "0",
        SPHERE_API_URL: spherePay.url,
        SPHERE_API_KEY: simulator.apiKey,
        SPHERE_CUSTOMER_ID: customerId,
        SPHERE_WEBHOOK_SECRET: webhookSecret,
        KYC_SESSION_SECRET: "a-secret-of-thirty-two-bytes-...",
        DEMO_LOGIN: login,
        ...(linksTo && { LINK_HOSTS: linksTo }),
      },
    });
    const endpoint = await endpointSaid(child, command.join(" "));
    const cookie = `login=${login}`;
    await use({ endpoint, cookie, simulator, spherePayUrl: spherePay.url, customerId });
  } finally {
    if (child) await stopOwned(child);
    spherePay.close();
  }
}

/** @throws with clear words when a program that an example needs is not there. */
export function assertInstalled(program: string): void {
  const { error } = spawnSync(program, ["--version"]);
  assert.equal(error, undefined, `${program} is not installed: this example cannot be tested.`);
}

/** Waits for the line `Backend: http://...`, and says what the host printed when there is none. */
async function endpointSaid({ stdout, stderr }: ChildProcess, command: string): Promise<string> {
  let said = "";
  stderr?.on("data", (chunk) => {
    said += chunk;
  });
  assert.ok(stdout);
  for await (const line of createInterface({ input: stdout })) {
    const endpoint = /^Backend: (http:\S+)$/.exec(line)?.[1];
    if (endpoint) return endpoint;
  }
  throw new Error(`"${command}" ended without a word: ${said}`);
}
