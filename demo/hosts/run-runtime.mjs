import { spawn } from "node:child_process";
import { giveUp } from "./provide-example.mjs";

/**
 * Runs another runtime's program in the place of this process: what it says is said here, a signal
 * that arrives here reaches it, and this process ends as it does.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: Readonly<Record<string, string>>, stdio?: readonly ("ignore" | "inherit" | "pipe")[] }} options
 *   `env` is added to this process's own.
 */
export function runRuntime(
  program,
  args,
  { cwd, env = {}, stdio = ["ignore", "inherit", "inherit"] },
) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: [...stdio],
    shell: process.platform === "win32",
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => child.kill(signal));
  }
  child.once("error", ({ message }) => giveUp(`${program} does not start: ${message}`));
  child.once("close", (code) => process.exit(code ?? 1));
  return child;
}
