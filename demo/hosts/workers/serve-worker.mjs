import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { provideExample } from "../provide-example.mjs";
import { runRuntime } from "../run-runtime.mjs";

const folder = fileURLToPath(new URL("./", import.meta.url));

/**
 * Runs the worker in workerd, the runtime of Cloudflare Workers: makes one module of it and of what
 * it imports, and says where its socket `http` listens.
 *
 * @param {{ config: string, port: string }} settings `config`: a file in workerd's own language
 */
export async function serveWorker({ config, port }) {
  provideExample(folder);
  await build({
    configFile: false,
    root: folder,
    logLevel: "warn",
    build: {
      outDir: ".cache",
      target: "es2022",
      minify: false,
      lib: { entry: "worker.mjs", formats: ["es"], fileName: "worker" },
    },
  });
  const workerd = runRuntime(
    `${folder}node_modules/.bin/workerd`,
    ["serve", config, "--socket-addr", `http=127.0.0.1:${port}`, "--control-fd=3"],
    { cwd: folder, stdio: ["ignore", "inherit", "inherit", "pipe"] },
  );
  const control = workerd.stdio[3];
  if (!control || !("read" in control)) return;
  for await (const line of createInterface({ input: control })) {
    const { event, port: given } = JSON.parse(line);
    if (event === "listen") console.log(`Backend: http://127.0.0.1:${given}/kyc`);
  }
}
