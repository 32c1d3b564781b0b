import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DriverServer, startDriverServer } from "./driver-server.js";
import type { Engine } from "./engines.js";
import { startOwned, stopOwned } from "./own-process.js";

/**
 * WebKitWebDriver under a display of its own, with an empty home folder. WebKitGTK
 * has no headless mode, hence Xvfb. One driver carries one session at a time. A GTK
 * setting turns on reduced motion.
 */
export async function startWebKitDriver(
  engine: Extract<Engine, { name: "webkit" }>,
  isStill = false,
): Promise<DriverServer> {
  const home = mkdtempSync(join(tmpdir(), "sphere-kyc-webkit-"));
  if (isStill) {
    mkdirSync(join(home, "gtk-3.0"));
    writeFileSync(join(home, "gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=0\n");
  }
  const { xvfb, display } = await startDisplay(engine.display);
  const stopSurroundings = async () => {
    await stopOwned(xvfb);
    // A process of the engine that ends late may still write; what stays is in the temporary folder.
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(
      () => {},
    );
  };
  try {
    const server = await startDriverServer(engine.driver, {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: "x11",
      HOME: home,
      NO_AT_BRIDGE: "1",
      XDG_CACHE_HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_DATA_HOME: home,
      XDG_RUNTIME_DIR: home,
    });
    const stop = async () => {
      await server.stop();
      await stopSurroundings();
    };
    return { port: server.port, stop };
  } catch (error) {
    await stopSurroundings();
    throw error;
  }
}

/** Xvfb picks a free display itself and writes its number to descriptor 3. */
async function startDisplay(
  command: string,
): Promise<{ readonly xvfb: ChildProcess; readonly display: string }> {
  const screen = ["-screen", "0", "1280x1024x24", "-nolisten", "tcp"];
  const xvfb = startOwned(command, ["-displayfd", "3", ...screen], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const pipe = xvfb.stdio[3];
  const number = await new Promise<string>((resolve, reject) => {
    pipe?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    xvfb.once("error", reject);
    xvfb.once("close", () => reject(new Error("Xvfb ended before it had a display")));
  });
  return { xvfb, display: `:${number}` };
}
