import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import packageJson from "./package.json" with { type: "json" };

const projectFolder = fileURLToPath(new URL(".", import.meta.url));

/**
 * The library build: `dist` mirrors `src`, one module per module, so that a page
 * loads a language only when it is asked for. Every dependency stays an import.
 */
export default defineConfig({
  publicDir: false,
  plugins: [themes()],
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

/** `src/themes` as it is: a page links a theme, or imports it through a build of its own. */
function themes(): Plugin {
  const folder = join(projectFolder, "src/themes");
  return {
    name: "themes",
    generateBundle() {
      for (const name of readdirSync(folder)) {
        const source = readFileSync(join(folder, name), "utf8");
        this.emitFile({ type: "asset", fileName: `themes/${name}`, source });
      }
    },
  };
}
