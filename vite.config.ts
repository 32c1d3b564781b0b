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
  plugins: [styles(), themes()],
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

/** Style sheets without the white space that makes them readable; nothing else of them changes. */
function styles(): Plugin {
  return {
    name: "styles",
    enforce: "pre",
    async transform(code, id) {
      if (!id.includes("/src/element/styles/")) return undefined;
      const sheets = [...code.matchAll(/(?<=\bcss`)[^`$]+(?=`)/g)].map(([sheet]) => sheet);
      const short = await Promise.all(
        sheets.map((sheet) => transform(sheet, { loader: "css", minifyWhitespace: true })),
      );
      return sheets.reduce(
        (all, sheet, at) => all.replace(sheet, () => short[at]?.code ?? ""),
        code,
      );
    },
  };
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
