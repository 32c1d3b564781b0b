import { fileURLToPath } from "node:url";
import { build } from "vite";

/** One file that the page loads. */
export interface Asset {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** By path, such as `/assets/account.js`. */
export type Assets = ReadonlyMap<string, Asset>;

const contentTypes: Readonly<Record<string, string>> = {
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
};

const element = "sphere-kyc-onboarding/define";

let bundled: Promise<Assets> | undefined;

/**
 * Bundles scripts and styles of the page, in memory and once per process. Not Vite's
 * development server, because it writes inline scripts, which the page's policy forbids.
 */
export function bundlePage(): Promise<Assets> {
  bundled ??= withOwnNodeEnv(bundle);
  return bundled;
}

/** Restores `NODE_ENV` afterwards: Vite sets it to `production` in this process. */
async function withOwnNodeEnv<T>(action: () => Promise<T>): Promise<T> {
  const { NODE_ENV } = process.env;
  try {
    return await action();
  } finally {
    if (NODE_ENV === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = NODE_ENV;
  }
}

async function bundle(): Promise<Assets> {
  const page = (name: string) => fileURLToPath(new URL(`page/${name}`, import.meta.url));
  const result = await build({
    root: fileURLToPath(new URL("..", import.meta.url)),
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: "warn",
    // The page gets the same package as the server: its source, or its build when the process runs
    // without the `paths` of tsconfig.json.
    resolve: { alias: { [element]: fileURLToPath(import.meta.resolve(element)) } },
    build: {
      write: false,
      target: "es2022",
      minify: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { account: page("account.ts"), panel: page("panel.ts"), page: page("page.css") },
        output: {
          entryFileNames: "assets/[name].js",
          chunkFileNames: "assets/[name]-[hash].js",
          assetFileNames: "assets/[name][extname]",
        },
      },
    },
  });
  const assets = new Map<string, Asset>();
  for (const { output } of [result].flat().filter((each) => "output" in each)) {
    for (const file of output) {
      const body = file.type === "chunk" ? file.code : file.source;
      const ending = file.fileName.split(".").at(-1) ?? "";
      const contentType = contentTypes[ending] ?? "application/octet-stream";
      assets.set(`/${file.fileName}`, {
        body: typeof body === "string" ? body : new Uint8Array(body),
        contentType,
      });
    }
  }
  return assets;
}
