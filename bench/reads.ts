import autocannon from "autocannon";
import { quantile, start } from "./children.js";

const connections = 64;
const rounds = 4;
const roundSeconds = 4;
const warmUpSeconds = 3;

const idOf = (index: number) => `customer_${String(index).padStart(32, "0")}`;

/** A way to the customer: where, and how each connection asks. */
interface Way {
  readonly port: number;
  readonly ask: (index: number) => { path: string; headers: Record<string, string> };
}

interface Measured {
  readonly answers: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
}

async function measure({ port, ask }: Way, seconds: number): Promise<Measured> {
  const latenciesMs: number[] = [];
  let wrong = 0;
  let clients = 0;
  const beganMs = performance.now();
  const { errors } = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    duration: seconds,
    setupClient(client) {
      client.setRequests([{ method: "GET", ...ask(clients) }]);
      clients += 1;
      client.on("response", (status, _bytes, latencyMs) => {
        if (status !== 200) wrong += 1;
        latenciesMs.push(latencyMs);
      });
    },
  });
  if (wrong + errors > 0) throw new Error(`${wrong} wrong answers, ${errors} errors`);
  const tookSeconds = (performance.now() - beganMs) / 1000;
  return { answers: latenciesMs.length, seconds: tookSeconds, latenciesMs };
}

async function openSessions(port: number): Promise<string[]> {
  const opened = Array.from({ length: connections }, async (_, index) => {
    const headers = { "X-Login": idOf(index) };
    const response = await fetch(`http://127.0.0.1:${port}/kyc/session`, {
      method: "POST",
      headers,
    });
    const { token } = (await response.json()) as { token: string };
    return token;
  });
  return Promise.all(opened);
}

function summary(name: string, measured: readonly Measured[]): number {
  const all = measured.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b);
  const at = (share: number) => quantile(all, share).toFixed(1);
  const seconds = measured.reduce((sum, each) => sum + each.seconds, 0);
  const perSecond = all.length / seconds;
  const figures = `${perSecond.toFixed(0).padStart(6)} requests/s  p50 ${at(0.5)} ms  p99 ${at(0.99)} ms`;
  console.log(`${name.padEnd(8)}${figures}`);
  return perSecond;
}

/**
 * `GET /customer` at 64 connections, one customer each, through the handler on `node:http`; next to it
 * a bare pass-through proxy to the same upstream, in turns, on loopback.
 * @param profileFolder Where a CPU profile of the handler is written.
 */
export async function benchReads(profileFolder: string | undefined): Promise<void> {
  const upstream = String((await start("upstream")).port);
  const flags = profileFolder ? ["--cpu-prof", "--cpu-prof-dir", profileFolder] : [];
  const { port: handlerPort } = await start("handler", [upstream], flags);
  const { port: proxyPort } = await start("proxy", [upstream]);
  const tokens = await openSessions(handlerPort);
  const handler: Way = {
    port: handlerPort,
    ask: (index) => ({
      path: "/kyc/customer",
      headers: { Authorization: `Bearer ${tokens[index % connections]}` },
    }),
  };
  const proxy: Way = {
    port: proxyPort,
    ask: (index) => ({ path: `/v2/customer/${idOf(index % connections)}`, headers: {} }),
  };
  for (const way of [proxy, handler]) await measure(way, warmUpSeconds);
  const measured: Record<"proxy" | "handler", Measured[]> = { proxy: [], handler: [] };
  for (let round = 0; round < rounds; round += 1) {
    measured.proxy.push(await measure(proxy, roundSeconds));
    measured.handler.push(await measure(handler, roundSeconds));
  }
  console.log(
    `GET /customer, ${connections} connections, ${rounds} rounds of ${roundSeconds} s each`,
  );
  const ratio = summary("proxy", measured.proxy) / summary("handler", measured.handler);
  console.log(`ratio   the handler serves ${(1 / ratio).toFixed(2)} of what the proxy does`);
}
