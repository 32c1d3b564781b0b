import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { onPath } from "./on-path.js";

const running = new Set<ChildProcess>();

function endAll(): void {
  for (const child of running) child.kill("SIGKILL");
}

process.once("exit", endAll);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(1));
}

/** With it the system ends a process when its parent is gone, however the parent ended. */
const setpriv = process.platform === "linux" ? onPath("setpriv") : undefined;

/** Starts a helper process that never outlives this one. */
export function startOwned(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  const line =
    setpriv === undefined
      ? [command, ...args]
      : [setpriv, "--pdeathsig", "KILL", "--", command, ...args];
  const [program = command, ...rest] = line;
  const child = spawn(program, rest, { stdio: "ignore", ...options });
  running.add(child);
  child.once("close", () => running.delete(child));
  child.once("error", () => running.delete(child));
  return child;
}

/** Ends it and waits until it is gone; kills it when it does not listen. */
export async function stopOwned(child: ChildProcess, patienceMs = 3_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("close", resolve));
  const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  child.kill("SIGTERM");
  await gone;
  clearTimeout(timer);
}
