import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import { after, describe, it } from "node:test";
import { dispatch } from "../../../src/cli/commands.js";
import { listen } from "../../../src/cli/simulator/listen.js";
import { readSimulatorSettings } from "../../../src/cli/simulator/settings.js";
import {
  type ServedSimulator,
  startSimulator,
} from "../../../src/cli/simulator/start-simulator.js";

const served: ServedSimulator[] = [];
after(() => Promise.all(served.map((each) => each.close())));

async function start(line: string): Promise<ServedSimulator> {
  const settings = readSimulatorSettings(["--port", "0", ...line.split(" ").filter(Boolean)], {});
  const simulator = await startSimulator(settings);
  served.push(simulator);
  return simulator;
}

const post = (address: string, body: unknown = {}) =>
  fetch(address, { method: "POST", body: JSON.stringify(body) });

function api({ origin, simulator }: ServedSimulator, method: string, path: string) {
  const headers = { authorization: `Bearer ${simulator.apiKey}` };
  return fetch(origin + path, { method, headers });
}

async function run(
  args: readonly string[],
  env: Record<string, string> = {},
  stopped: Promise<unknown> = Promise.resolve(),
) {
  let out = "";
  let errorText = "";
  const code = await dispatch(args, {
    write(text) {
      out += text;
    },
    writeError(text) {
      errorText += text;
    },
    env,
    untilStopped: () => stopped,
  });
  return { code, out, errorText };
}

describe("the served simulator", () => {
  it("walks a customer from creation to approval over HTTP alone", async () => {
    const here = await start("");
    const { origin } = here;
    const made = await (await post(`${origin}/control/customers`, { preset: "ready" })).json();
    const path = `/v2/customer/${made.customerId}`;
    const link = await (await api(here, "POST", `${path}/kyc-link`)).json();
    assert.equal(new URL(link.url).origin, origin);
    const page = await fetch(link.url, {
      method: "POST",
      body: new URLSearchParams({ action: "complete" }),
    });
    assert.match(await page.text(), /data-state="completed"/);
    await post(`${origin}/control/customers/${made.customerId}/approve`);
    const customer = await (await api(here, "GET", path)).json();
    assert.equal(customer.verificationProfiles[0].status, "approved");
  });

  it("serves the provider's pages only on their own port, if chosen", async () => {
    const here = await start("--provider-port 0 --scenario ready");
    assert.notEqual(here.providerOrigin, here.origin);
    const [id = ""] = here.simulator.ids();
    const { link } = await (await api(here, "POST", `/v2/customer/${id}/tos-link`)).json();
    assert.equal(new URL(link).origin, here.providerOrigin);
    assert.equal((await fetch(link)).status, 200);
    const moved = here.origin + new URL(link).pathname + new URL(link).search;
    assert.equal((await fetch(moved)).status, 403);
  });

  it("follows the chosen release and clock", async () => {
    const { simulator } = await start("--release 2026-07 --clock stopped");
    assert.equal(simulator.behaviour.release, "2026-07");
    assert.equal(simulator.clock.now(), Date.parse("2026-11-21T19:42:00.000Z"));
    assert.notEqual((await start("")).simulator.clock.now(), simulator.clock.now());
  });

  it("has other ids in every run, unless a seed keeps them", async () => {
    const lines = ["", "", "--seed 7", "--seed 7"].map((line) => `${line} --scenario ready`);
    const ids = (await Promise.all(lines.map(start))).map(({ simulator }) => simulator.ids()[0]);
    assert.deepEqual([new Set(ids).size, ids[2]], [3, ids[3]]);
  });

  it("refuses a request for another host name", async () => {
    const { origin } = await start("");
    for (const [host, expected] of [
      ["rebound.example", 421],
      [new URL(origin).host, 200],
    ] as const) {
      const sent = httpRequest(`${origin}/control/`, { headers: { host } }).end();
      const [response] = await once(sent, "response");
      response.resume();
      assert.equal(response.statusCode, expected);
    }
  });

  it("a call that hangs ends when the caller gives up", async () => {
    const here = await start("--scenario hang");
    const gone = new AbortController();
    const [id = ""] = here.simulator.ids();
    const headers = { authorization: `Bearer ${here.simulator.apiKey}` };
    const response = fetch(`${here.origin}/v2/customer/${id}`, { headers, signal: gone.signal });
    while (here.simulator.calls.length === 0) {
      await (await fetch(`${here.origin}/control/calls`)).json();
    }
    gone.abort();
    await assert.rejects(response, { name: "AbortError" });
    assert.equal((await api(here, "GET", `/v2/customer/${id}`)).status, 200);
  });

  it("releases a slow response when its clock is moved", async () => {
    const here = await start("--scenario slow --clock stopped");
    const [id = ""] = here.simulator.ids();
    const response = api(here, "GET", `/v2/customer/${id}`);
    while (here.simulator.calls.length === 0) {
      await (await fetch(`${here.origin}/control/calls`)).json();
    }
    await post(`${here.origin}/control/clock`, { advanceMs: 8_000 });
    assert.equal((await response).status, 200);
  });

  it("says what failed when the simulator itself does", async () => {
    const served = await listen("127.0.0.1", 0, async () => {
      throw new TypeError("out of order");
    });
    const response = await fetch(served.origin);
    await served.close();
    assert.equal(response.status, 500);
    assert.match((await response.json()).detail, /The simulator failed: out of order/);
  });

  it("starts again on request, its clock at real time", async () => {
    const { origin } = await start("");
    await post(`${origin}/control/clock`, { advanceMs: 86_400_000 });
    await post(`${origin}/control/reset`);
    const { now } = await (await fetch(`${origin}/control/clock`)).json();
    assert.ok(Math.abs(Date.parse(now) - Date.now()) < 60_000);
  });

  it("sends webhooks to this machine before it responds to the change", async () => {
    const bodies: string[] = [];
    const host = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        bodies.push(body);
        response.writeHead(204).end();
      });
    });
    host.listen(0, "127.0.0.1");
    await once(host, "listening");
    const address = host.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { origin } = await start(`--webhook http://127.0.0.1:${port}/hooks`);
    await post(`${origin}/control/customers`);
    host.closeAllConnections();
    host.close();
    assert.equal(JSON.parse(bodies[0] ?? "{}").name, "customer.create");
  });
});

describe("the simulator command", () => {
  it("prints its addresses, serves until it is stopped, and ends with 0", async () => {
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const running = run(["simulator", "--port", "0"], {}, stopped);
    stop();
    const { code, out, errorText } = await running;
    assert.deepEqual([code, errorText], [0, ""]);
    const origin = /^SpherePay: +(http:\/\/127\.0\.0\.1:\d+) /.exec(out)?.[1];
    assert.ok(origin);
    assert.ok(out.includes(`${origin}/control/`));
    await assert.rejects(fetch(origin));
  });

  it("prints the customer of its first scenario", async () => {
    const { out } = await run(["simulator", "--port", "0", "--scenario", "ready"]);
    assert.match(out, /^Customer: +customer_[0-9a-f]{32}$/m);
  });

  it("does not start in production, off loopback, or on a taken port", async () => {
    const production = await run(["simulator", "--port", "0"], { NODE_ENV: "production" });
    assert.deepEqual([production.code, production.out], [1, ""]);
    assert.match(production.errorText, /NODE_ENV=production/);
    const open = await run(["simulator", "--host", "0.0.0.0"]);
    assert.equal(open.code, 1);
    assert.match(open.errorText, /only for this machine/);
    const { origin } = await start("");
    const taken = await run(["simulator", "--port", new URL(origin).port]);
    assert.equal(taken.code, 1);
    assert.match(taken.errorText, /port is taken; give another/);
  });

  it("--help lists every option, even in production", async () => {
    const { code, out } = await run(["simulator", "--help"], { NODE_ENV: "production" });
    assert.equal(code, 0);
    for (const option of ["--port", "--provider-port", "--release", "--scenario", "--webhook"]) {
      assert.ok(out.includes(option), option);
    }
  });
});

describe("the dispatcher", () => {
  it("lists the commands without one, and with --help", async () => {
    for (const args of [[], ["--help"], ["-h"], ["help"]]) {
      const { code, out } = await run(args);
      assert.equal(code, 0);
      assert.match(out, /simulator +a SpherePay/);
    }
  });

  it("refuses an unknown command", async () => {
    for (const name of ["simulate", "toString"]) {
      const { code, errorText } = await run([name]);
      assert.equal(code, 1);
      assert.ok(errorText.includes(`"${name}"`));
    }
  });
});
