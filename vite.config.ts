import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { defineConfig, type Plugin } from "vite";
import packageJson from "./package.json" with { type: "json" };

const projectFolder = fileURLToPath(new URL(".", import.meta.url));

/**
 * The library build: `dist` mirrors `src`, one module per module, so that a page
 * loads a language only when it is asked for. Every dependency stays an import.
 */
export default defineConfig({
  publicDir: false,
  plugins: [templates(), themes()],
  build: {
    target: "es2022",
    minify: false,
    sourcemap: false,
    lib: { entry: entries(), formats: ["es"] },
    rolldownOptions: {
      external: (id) => !id.startsWith(".") && !isAbsolute(id),
      output: {
        preserveModules: true,
        preserveModulesRoot: join(projectFolder, "src"),
        entryFileNames: "[name].js",
      },
    },
  },
});

/**
 * `exports` and `bin` of package.json name every entry: `./dist/host/index.js` is built from
 * `src/host/index.ts`.
 */
function entries(): Record<string, string> {
  const exported = Object.values(packageJson.exports).flatMap((target) =>
    typeof target === "string" ? [] : [target.default],
  );
  const targets = [...exported, ...Object.values(packageJson.bin)];
  return Object.fromEntries(
    targets.map((target) => {
      const name = target.replace(/^\.\/dist\//, "").replace(/\.js$/, "");
      const source = join(projectFolder, "src", `${name}.ts`);
      if (!existsSync(source)) {
        throw new Error(`package.json names ${target}, but src/${name}.ts does not exist.`);
      }
      return [name, source];
    }),
  );
}

/** Sheets and templates without the white space that makes them readable; nothing else of them changes. */
function templates(): Plugin {
  return {
    name: "templates",
    async transform(code, id) {
      if (!id.includes("/src/element/")) return undefined;
      const pieces = piecesOf(this.parse(code)).sort((one, other) => other.start - one.start);
      let short = code;
      for (const { tag, start, end } of pieces) {
        const text = code.slice(start, end);
        const less = tag === "css" ? await shortCss(text) : text.replace(/\n\s+/g, " ");
        short = short.slice(0, start) + less + short.slice(end);
      }
      return { code: short, map: null };
    },
  };
}

const shortCss = async (text: string): Promise<string> =>
  text && (await transform(text, { loader: "css", minifyWhitespace: true })).code;

interface Piece {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

/** What stands in `html` and `css` templates between their values, wherever it is. */
function piecesOf(node: unknown): Piece[] {
  if (typeof node !== "object" || node === null) return [];
  const below = Object.values(node).flatMap(piecesOf);
  if (!("tag" in node && "quasi" in node)) return below;
  const { tag, quasi } = node as {
    readonly tag: { readonly name?: string };
    readonly quasi: {
      readonly quasis: readonly { readonly start: number; readonly end: number }[];
    };
  };
  const isOurs = tag.name === "html" || tag.name === "css";
  return isOurs
    ? [...below, ...quasi.quasis.map(({ start, end }) => ({ tag: tag.name ?? "", start, end }))]
    : below;
}

/** Each of `src/themes`: a page links it, or imports it through a build of its own. */
function themes(): Plugin {
  const folder = join(projectFolder, "src/themes");
  return {
    name: "themes",
    generateBundle() {
      for (const name of readdirSync(folder)) {
        const source = withFallback(readFileSync(join(folder, name), "utf8"));
        this.emitFile({ type: "asset", fileName: `themes/${name}`, source });
      }
    },
  };
}

/**
 * A theme that also works without `light-dark()`: before Safari 17.5, Chrome 123. Each rule has the
 * weight of the first, so a page's own rule after the theme wins as before.
 */
function withFallback(theme: string): string {
  const pair = /light-dark\((.+?), (.+?)\)/g;
  const pairs = theme.split("\n").filter((line) => line.search(pair) >= 0);
  const declare = (value: "$1" | "$2") => pairs.join("\n").replace(pair, value);
  return `${theme.replace(pair, "$1")}
/* Browsers without light-dark(): dark as the system is, or as the attribute says. */
@media (prefers-color-scheme: dark) {
sphere-kyc-onboarding:where(:not([theme="light"])) {
${declare("$2")}
}
}
sphere-kyc-onboarding:where([theme="dark"]) {
${declare("$2")}
}

/* All others: dark as the element's color-scheme is. */
@supports (color: light-dark(red, red)) {
sphere-kyc-onboarding {
${pairs.join("\n")}
}
}
`;
}
