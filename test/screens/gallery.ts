import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import type { Variant } from "./variants.js";

/** What the page of the gallery can do; there as `gallery`. */
export interface Gallery {
  readonly screens: readonly { readonly name: string; readonly texts: readonly string[] }[];
  /** Brings a screen on stage in place of the one before. */
  show(name: string): Promise<void>;
  /** Which of these texts a person cannot read on the shown screen. */
  missing(texts: readonly string[]): readonly string[];
  /** Changes how the shown screen looks, and makes sure that it is still the same one. */
  wear(variant: Omit<Variant, "name">): Promise<void>;
  /** The height of the element once it is at rest, in CSS pixels. */
  height(): Promise<number>;
}

/** Around the element in every picture, CSS pixels. */
export const marginPx = 24;

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Screens</title>
<link rel="icon" href="data:,">
<style>
  html { background: #eef0f4; color-scheme: light; }
  html.dark { background: #0a0c10; color-scheme: dark; }
  body { margin: ${marginPx}px; font-family: system-ui, sans-serif; }
</style>
<body><script type="module" src="/page.js"></script></body>
</html>`;

/** Serves the page on a free port of this machine; nothing is written. */
export async function serveGallery(): Promise<{ origin: string; close(): void }> {
  const files = await bundled();
  const server = createServer((request, response) => {
    const code = files.get(request.url ?? "");
    const found = code ?? (request.url === "/" ? html : undefined);
    response.writeHead(found === undefined ? 404 : 200, {
      "Content-Type": code === undefined ? "text/html; charset=utf-8" : "text/javascript",
    });
    response.end(found ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The page's scripts by path. Vite leaves `NODE_ENV=production` behind; here it does not stay. */
async function bundled(): Promise<ReadonlyMap<string, string>> {
  const { NODE_ENV } = process.env;
  try {
    const result = await build({
      root: fileURLToPath(new URL(".", import.meta.url)),
      configFile: false,
      envDir: false,
      publicDir: false,
      logLevel: "error",
      build: {
        write: false,
        target: "es2022",
        minify: false,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: { page: fileURLToPath(new URL("page.ts", import.meta.url)) },
          output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
        },
      },
    });
    const chunks = [result]
      .flat()
      .filter((each) => "output" in each)
      .flatMap(({ output }) => output)
      .filter((file) => file.type === "chunk");
    return new Map(chunks.map(({ fileName, code }) => [`/${fileName}`, code]));
  } finally {
    if (NODE_ENV === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = NODE_ENV;
  }
}
