import { spawnSync } from "node:child_process";

/** Whether packages can be installed here: root on a machine with apt-get. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

/** Installs Debian packages; what could not be installed is missing afterwards. */
export function install(packages: readonly string[]): void {
  console.log(`Installing: ${packages.join(" ")}`);
  aptGet("update");
  aptGet("install", "--yes", "--no-install-recommends", ...packages);
}

function aptGet(...args: readonly string[]): void {
  spawnSync("apt-get", ["-qq", ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "inherit"],
  });
}
