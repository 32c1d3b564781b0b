import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { start } from "./children.js";

const uploads = 40;
const bytes = 15_000_000;
/** How much of a file is sent before all others are as far. */
const shareBytes = 14_000_000;
const maxRounds = 60;
const file = Buffer.alloc(bytes, 0x5a);
file.set([0xff, 0xd8, 0xff, 0xe0]);

async function peakOf(child: ChildProcess): Promise<number> {
  const answered = once(child, "message");
  child.send("peak");
  const [peak] = await answered;
  return Number(peak);
}

async function tokenOf(port: number, index: number): Promise<string> {
  const headers = { "X-Login": `customer_upload${index}` };
  const answer = await fetch(`http://127.0.0.1:${port}/kyc/session`, { method: "POST", headers });
  return Object(await answer.json()).token ?? "";
}

const statusOf = async (sending: ClientRequest): Promise<number> => {
  const [answer] = (await once(sending, "response")) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
};

/** Sends most of a file; `finish` sends the rest, unless it was refused meanwhile. */
async function begin(port: number, agent: Agent, token: string, key: string) {
  const sending = request({
    host: "127.0.0.1",
    port,
    agent,
    method: "POST",
    path: "/kyc/documents/identity_document?type=passport&country=ESP",
    headers: {
      Authorization: `Bearer ${token}`,
      "Idempotency-Key": key,
      "Content-Type": "image/jpeg",
      "Content-Length": bytes,
    },
  });
  sending.on("error", () => {});
  const status = statusOf(sending).catch(() => 0);
  const isSent = new Promise<void>((resolve) => {
    sending.write(file.subarray(0, shareBytes), () => resolve());
  });
  await Promise.race([isSent, status]);
  return {
    status,
    finish: () => void sending.end(file.subarray(shareBytes)),
  };
}

/** Sends all files at once, those that were refused again; returns how many were refused at first. */
async function sendAll(port: number, tokens: readonly string[]): Promise<number> {
  const agent = new Agent({ maxSockets: uploads });
  let left = tokens.map((token, index) => ({ token, index }));
  let refusedFirst = 0;
  for (let round = 0; left.length > 0 && round < maxRounds; round += 1) {
    const key = (index: number) => `upload-${index}-${round}`;
    const begun = await Promise.all(
      left.map(({ token, index }) => begin(port, agent, token, key(index))),
    );
    for (const { finish } of begun) finish();
    const statuses = await Promise.all(begun.map(({ status }) => status));
    const wrong = statuses.find((status) => status !== 201 && status !== 429);
    if (wrong !== undefined) throw new Error(`An upload ended with ${wrong}.`);
    left = left.filter((_, index) => statuses[index] === 429);
    if (round === 0) refusedFirst = left.length;
  }
  agent.destroy();
  if (left.length > 0) throw new Error(`${left.length} uploads were never taken.`);
  return refusedFirst;
}

async function measure(upstream: string, kind: string) {
  const { port, child } = await start("upload-host", [upstream, kind], ["--expose-gc"]);
  const tokens: string[] = [];
  for (let index = 0; index < uploads; index += 1) {
    tokens.push(kind.endsWith("proxy") ? "none" : await tokenOf(port, index));
  }
  await sendAll(port, tokens.slice(0, 1));
  await peakOf(child);
  const before = await peakOf(child);
  const beganMs = performance.now();
  const refused = await sendAll(port, tokens);
  const seconds = (performance.now() - beganMs) / 1000;
  return { mB: ((await peakOf(child)) - before) / 1_000_000, refused, seconds };
}

/** Memory of the process that receives 40 documents of 15 MB at once, beside a bare pass-through. */
export async function benchUploads(): Promise<void> {
  const upstream = String((await start("document-spherepay")).port);
  console.log(
    `${uploads} documents of ${bytes / 1_000_000} MB, each of another customer, all on their way at once`,
  );
  const kinds: readonly [kind: string, what: string][] = [
    ["handler", "the handler, streaming"],
    ["inspecting", "the handler with inspectDocument"],
    ["proxy", "a bare pass-through, streaming"],
    ["whole-proxy", "a bare pass-through that holds them"],
  ];
  const results = new Map<string, number>();
  for (const [kind, what] of kinds) {
    const { mB, refused, seconds } = await measure(upstream, kind);
    results.set(kind, mB);
    const asked = refused > 0 ? `; ${refused} at first 429, then taken` : "";
    console.log(
      `uploads ${what.padEnd(37)}${mB.toFixed(0).padStart(5)} MB more at its peak, ${seconds.toFixed(1)} s${asked}`,
    );
  }
  const ratio = (one: string, other: string) =>
    ((results.get(one) ?? 0) / (results.get(other) ?? 1)).toFixed(2);
  console.log(
    `        streaming: ${ratio("handler", "proxy")} of the bare pass-through; ` +
      `with inspectDocument: ${ratio("inspecting", "whole-proxy")} of the one that holds them`,
  );
}
