import type { ChildProcess } from "node:child_process";
import { freePort } from "./free-port.js";
import { startOwned, stopOwned } from "./own-process.js";

/** A WebDriver server of ours. */
export interface DriverServer {
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a WebDriver server on a free port; answers when it does. */
export async function startDriverServer(
  command: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<DriverServer> {
  const port = await freePort();
  const server = startOwned(command, [`--port=${port}`], { env });
  const stop = () => stopOwned(server);
  try {
    await answering(port, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, stop };
}

async function answering(port: number, server: ChildProcess, patienceMs = 180_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error("The WebDriver server ended before it answered");
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/status`);
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The WebDriver server did not answer within ${patienceMs} ms`);
}
