import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { describe, it } from "node:test";
import { readSession } from "sphere-kyc-onboarding/contract";
import { itServesCustomers } from "./host-facts.js";
import type { RunningHost } from "./journey.js";
import { withStartedHost } from "./started-host.js";

describe("Workers", () => {
  itServesCustomers(["node", "demo/hosts/workers/start.mjs"], { takesWebhooks: false });

  it("serves a request that shares its call to SpherePay with a cancelled request", async () => {
    await withLeavers(async (host) => {
      assert.deepEqual(await statusesAfterLeaving(host, {}), [200, 200]);
    });
  });

  it("control: without `waitUntil` the cancelled call fails later requests too", async () => {
    await withLeavers(async (host) => {
      const statuses = await statusesAfterLeaving(host, { "X-Forgetful": "yes" });
      assert.deepEqual(statuses, [500, 500]);
    });
  });
});

const withLeavers = (use: (host: RunningHost) => Promise<void>) =>
  withStartedHost([process.execPath, "test/hosts/leaving/start.mjs"], use);

/**
 * Two tabs read the customer at the same time, and the one that began it is closed. Answers what the
 * other one gets, and what it gets when it asks again.
 */
async function statusesAfterLeaving(
  { endpoint, cookie, simulator }: RunningHost,
  marks: Readonly<Record<string, string>>,
): Promise<number[]> {
  const opened = await fetch(`${endpoint}/session`, {
    method: "POST",
    headers: { Cookie: cookie, ...marks },
  });
  const { token } = readSession(await opened.json());
  const headers = { Authorization: `Bearer ${token}`, ...marks };
  let goOn = () => {};
  const until = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  simulator.inject({ kind: "slow", method: "GET", until });
  const reads = simulator.calls.length;
  // Says when the first tab may be closed: as soon as SpherePay has been asked.
  const moment = createServer(async (_, response) => {
    while (simulator.calls.length === reads) await new Promise(setImmediate);
    response.end();
  });
  moment.listen(0, "127.0.0.1");
  try {
    await once(moment, "listening");
    const address = moment.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const leave = { "X-Leave-When": `http://127.0.0.1:${port}/` };
    const left = await fetch(`${endpoint}/customer`, { headers: { ...headers, ...leave } });
    assert.equal(left.headers.get("X-Left"), "yes");
    const joined = fetch(`${endpoint}/customer`, { headers });
    goOn();
    const { status } = await joined;
    return [status, (await fetch(`${endpoint}/customer`, { headers })).status];
  } finally {
    goOn();
    moment.close();
    moment.closeAllConnections();
  }
}
