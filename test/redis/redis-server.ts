import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { connect } from "node:net";
import { freePort } from "../runner/free-port.js";
import { startOwned, stopOwned } from "../runner/own-process.js";
import { findRedisServer } from "../runner/provide-redis.js";

/** A real Redis on loopback, with nothing on disk. */
export interface RedisServer {
  readonly url: string;
  /** Stops the server; its contents are lost. */
  stop(): Promise<void>;
  /** Starts it again at the same address, empty. */
  start(): Promise<void>;
  /** Suspends the process without closing a connection; `false` resumes it. */
  freeze(isFrozen: boolean): void;
  /** Sends a command, and returns the raw reply. */
  ask(...command: readonly string[]): Promise<string>;
  /** Everything it holds, as text. */
  dump(): Promise<string>;
}

/**
 * Starts a server and resolves when it accepts connections.
 * @param more Settings beside the usual ones; `tls-port` is served beside the plain port.
 */
export async function startRedis(
  more: Readonly<Record<string, string>> = {},
): Promise<RedisServer> {
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const command = findRedisServer();
    assert.ok(command, "redis-server is not installed: apt-get install redis-server");
    const usual = { port, bind: "127.0.0.1", save: "", appendonly: "no", daemonize: "no" };
    const settings = { ...usual, ...more };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    server = startOwned(command, args, { stdio: ["ignore", "pipe", "ignore"] });
    const { stdout } = server;
    await new Promise<void>((resolve, reject) => {
      stdout?.on("data", (chunk) => String(chunk).includes("Ready to accept") && resolve());
      server?.once("close", () => reject(new Error("redis-server ended before it was ready")));
    });
  }

  async function ask(...command: readonly string[]): Promise<string> {
    const socket = connect(port, "127.0.0.1");
    const bytes = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join("");
    socket.write(`*${command.length}\r\n${bytes}*1\r\n$4\r\nQUIT\r\n`);
    let text = "";
    for await (const chunk of socket) text += String(chunk);
    return text;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    ask,
    async stop() {
      if (server) await stopOwned(server);
    },
    freeze(isFrozen) {
      server?.kill(isFrozen ? "SIGSTOP" : "SIGCONT");
    },
    dump: () =>
      ask(
        "EVAL",
        `local all = {}
         for _, key in ipairs(redis.call('KEYS', '*')) do
           local kind = redis.call('TYPE', key).ok
           all[#all + 1] = key
           if kind == 'string' then all[#all + 1] = redis.call('GET', key) end
           if kind == 'hash' then
             for _, part in ipairs(redis.call('HGETALL', key)) do all[#all + 1] = part end
           end
         end
         return table.concat(all, '\\n')`,
        "0",
      ),
  };
}
