import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { start } from "./children.js";

const streams = 1_000;
const warmUpStreams = 200;

interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
}

async function memoryOf(child: ChildProcess): Promise<Memory> {
  const answered = once(child, "message");
  child.send("memory");
  const [memory] = await answered;
  return memory as Memory;
}

async function tokenOf(port: number, index: number): Promise<string> {
  const headers = { "X-Login": `customer_stream${index}` };
  const init = { method: "POST", headers };
  const answer = await fetch(`http://127.0.0.1:${port}/kyc/session`, init);
  return Object(await answer.json()).token;
}

/** Opens an event stream and resolves after its first comment. */
async function open(port: number, agent: Agent, index: number): Promise<IncomingMessage> {
  const headers = { Authorization: `Bearer ${await tokenOf(port, index)}` };
  const asking = get({ host: "127.0.0.1", port, path: "/kyc/events", headers, agent });
  const [answer] = (await once(asking, "response")) as [IncomingMessage];
  await once(answer, "data");
  answer.resume();
  answer.on("error", () => {});
  return answer;
}

async function openMany(port: number, agent: Agent, count: number): Promise<IncomingMessage[]> {
  const opened: IncomingMessage[] = [];
  for (let index = 0; index < count; index += 1) opened.push(await open(port, agent, index));
  return opened;
}

/** Memory of the handler's process for each open stream, the connection of `node:http` included. */
export async function benchMemory(): Promise<void> {
  const upstream = String((await start("upstream")).port);
  const { port, child } = await start("handler", [upstream], ["--expose-gc"]);
  const agent = new Agent({ keepAlive: true, maxSockets: streams });
  for (const stream of await openMany(port, agent, warmUpStreams)) stream.destroy();
  const before = await memoryOf(child);
  const opened = await openMany(port, agent, streams);
  const during = await memoryOf(child);
  for (const stream of opened) stream.destroy();
  agent.destroy();
  await tokenOf(port, 0);
  const afterwards = await memoryOf(child);
  const kB = (name: keyof Memory, from: Memory, to: Memory, by: number) =>
    ((to[name] - from[name]) / 1024 / by).toFixed(1);
  console.log(`${streams} open streams, each of another customer, in one process`);
  console.log(
    `memory  ${kB("heapUsed", before, during, streams)} kB of heap and ` +
      `${kB("rss", before, during, streams)} kB of the process for each; ` +
      `closed: ${kB("heapUsed", before, afterwards, 1)} kB of heap more than before, in all`,
  );
}
