import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const children: ChildProcess[] = [];

/** A server of this folder in a process of its own. */
export interface Server {
  readonly port: number;
  readonly child: ChildProcess;
}

/** Starts a server of this folder and resolves when it listens. */
export async function start(
  name: string,
  args: readonly string[] = [],
  flags: readonly string[] = [],
): Promise<Server> {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [...flags, "--import", "tsx", file, ...args], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  children.push(child);
  const [line] = child.stdout ? await once(child.stdout, "data") : [];
  return { port: Number(String(line)), child };
}

/** Ends every server that was started, and waits until each has. */
export async function endAll(): Promise<void> {
  const running = children.filter(({ exitCode, signalCode }) => exitCode === null && !signalCode);
  const ended = running.map((child) => once(child, "exit"));
  for (const child of running) child.kill("SIGTERM");
  await Promise.all(ended);
}

/** The sorted figure below which a share of all lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** One line: how long webhooks took, sorted milliseconds. */
export function printLatencies(name: string, sorted: readonly number[]): void {
  const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  const figures = `p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`;
  console.log(`${name.padEnd(30)}${figures}  (${sorted.length} webhooks)`);
}
