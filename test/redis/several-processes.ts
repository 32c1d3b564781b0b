import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { readStream, type StreamReader } from "../host/stream-reader.js";
import { anEvent, signatureOf } from "../host/webhooks.js";
import { startOwned, stopOwned } from "../runner/own-process.js";

/** SpherePay as several processes reach it. */
export interface Upstream {
  readonly url: string;
  /** What `GET /v2/customer/{id}` says of each customer; `incomplete` when nothing is said here. */
  readonly statuses: Map<string, string>;
  /** How often it was asked for a link. */
  linksAsked(): number;
  reads(): number;
  close(): void;
}

/** One process of the host. */
export interface HandlerProcess {
  readonly origin: string;
  /** Fulfilled when its Redis comes or goes. */
  untilRedis(isConnected: boolean): Promise<void>;
  kill(): Promise<void>;
}

const portOf = (server: { address(): AddressInfo | string | null }): number =>
  Object(server.address()).port;

export async function startUpstream(): Promise<Upstream> {
  const statuses = new Map<string, string>();
  let links = 0;
  let reads = 0;
  const server = createHttpServer((request, response) => {
    const id = request.url?.split("/")[3] ?? "";
    response.setHeader("Content-Type", "application/json");
    if (request.method === "POST") {
      links += 1;
      const url = `https://in.sumsub.com/websdk/p/${links}`;
      const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
      response.writeHead(201).end(JSON.stringify({ url, expiresAt }));
      return;
    }
    reads += 1;
    const status = statuses.get(id) ?? "incomplete";
    response.end(JSON.stringify({ id, verificationProfiles: [{ name: "kyc_profile_a", status }] }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    statuses,
    linksAsked: () => links,
    reads: () => reads,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Starts a process of the host; with a Redis it resolves once that is connected. */
export async function startProcess(upstream: string, redis?: string): Promise<HandlerProcess> {
  const file = fileURLToPath(new URL("./handler-process.ts", import.meta.url));
  const args = ["--import", "tsx", file, upstream, ...(redis ? [redis] : [])];
  const child: ChildProcess = startOwned(process.execPath, args, {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let port = 0;
  let isConnected = false;
  child.on("message", (message) => {
    port = Object(message).port ?? port;
    isConnected = Object(message).isConnected ?? isConnected;
  });
  const until = async (holds: () => boolean) => {
    while (!holds()) await once(child, "message");
  };
  await until(() => port > 0 && (isConnected || !redis));
  return {
    origin: `http://127.0.0.1:${port}`,
    untilRedis: (wanted) => until(() => isConnected === wanted),
    async kill() {
      child.kill("SIGKILL");
      await stopOwned(child);
    },
  };
}

/** One port before several processes: each new connection goes to the next one that is there. */
export async function startBalancer(processes: readonly HandlerProcess[]) {
  let next = 0;
  const server = createServer((browser) => {
    const turn = (tries: number): void => {
      const chosen = processes[next % processes.length];
      next += 1;
      const host = connect(Number(new URL(chosen?.origin ?? "").port), "127.0.0.1");
      let isThere = false;
      host.once("connect", () => {
        isThere = true;
        browser.pipe(host).pipe(browser);
        browser.on("close", () => host.destroy());
        host.on("close", () => browser.destroy());
      });
      host.on("error", () => (!isThere && tries > 0 ? turn(tries - 1) : browser.destroy()));
      browser.on("error", () => host.destroy());
    };
    turn(processes.length);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { origin: `http://127.0.0.1:${portOf(server)}`, close: () => server.close() };
}

// A connection for each request, so that the balancer picks a process each time.
const alone = { Connection: "close" };

/** Opens a session and returns its request headers. */
export async function session(origin: string, customer: string): Promise<Record<string, string>> {
  const headers = { ...alone, "X-Login": customer };
  const answer = await fetch(`${origin}/kyc/session`, { method: "POST", headers });
  assert.equal(answer.status, 201);
  return { ...alone, Authorization: `Bearer ${Object(await answer.json()).token}` };
}

/** Opens an event stream and reads its first comment. */
export async function openStream(origin: string, headers: Record<string, string>) {
  const answer = await fetch(`${origin}/kyc/events`, { headers });
  assert.equal(answer.status, 200);
  const stream: StreamReader = readStream(answer.body);
  assert.equal(await stream.next(), "comment");
  return stream;
}

/** The status that the customer sees now. */
export async function statusAt(origin: string, headers: Record<string, string>): Promise<string> {
  const answer = await fetch(`${origin}/kyc/customer`, { headers });
  assert.equal(answer.status, 200);
  return Object(await answer.json()).verificationProfiles[0].status;
}

/** Sends a webhook and returns the status of the response. */
export async function sendWebhook(origin: string, id: string, customer: string): Promise<number> {
  const body = JSON.stringify(anEvent(id, customer));
  const headers = { signature: signatureOf(body) };
  const answer = await fetch(`${origin}/kyc/webhook`, { method: "POST", headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

/** Clicks submit and returns the response. */
export async function click(origin: string, headers: Record<string, string>, key: string) {
  const init = { method: "POST", headers: { ...headers, "Idempotency-Key": key } };
  const answer = await fetch(`${origin}/kyc/submit`, init);
  const { url, code } = Object(await answer.json());
  return { status: answer.status, url, code };
}
