import { readdirSync, readFileSync } from "node:fs";

const variable = "SPHERE_KYC_TEST_RUN";

/** Environment that marks a process and everything it starts. */
export function runMark(mark: string): Record<string, string> {
  return { [variable]: mark };
}

/** For the process of a part: when the runner is gone, nothing that it started goes on. */
export function endWithRunner(): void {
  process.once("disconnect", () => {
    killMarked(process.env[variable] ?? "");
    process.exit(1);
  });
  // Listening must not keep a finished part alive.
  process.channel?.unref();
}

/**
 * Ends every process that still carries the mark: a browser or display server
 * whose own parent died without cleaning up. Linux only; elsewhere it does nothing.
 */
export function killMarked(mark: string): void {
  if (process.platform !== "linux" || mark === "") return;
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    if (environmentOf(pid).includes(`${variable}=${mark}`)) kill(pid);
  }
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}
