import { existsSync, readdirSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "lightningcss";
import { defineConfig, type Plugin } from "vite";
import packageJson from "./package.json" with { type: "json" };

const projectFolder = fileURLToPath(new URL(".", import.meta.url));

/**
 * The library build: `dist` mirrors `src`, one module per module, so that a page
 * loads a language only when it is asked for. Every dependency stays an import.
 */
export default defineConfig({
  publicDir: false,
  plugins: [smallTemplates(), themes()],
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

/**
 * A page's own build makes scripts small but leaves the text of templates as it is: styles, the
 * names of inner custom properties, and how far a line is indented, which says nothing in HTML.
 */
function smallTemplates(): Plugin {
  const folder = join(projectFolder, "src/element");
  const written = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  const inner = [...new Set(written.join().match(/--_[\w-]+/g))].sort();
  const short = (name: string) => `--_${inner.indexOf(name).toString(36)}`;
  return {
    name: "small-templates",
    transform(code, id) {
      if (/\/element\/((views|qr)\/[^/]+|sphere-kyc-onboarding)\.ts$/.test(id)) {
        return code.replace(/\n\s+/g, "\n");
      }
      if (!/\/element\/styles\/[^/]+\.ts$/.test(id)) return undefined;
      return code.replace(/css`([^`$]*)`/g, (_, text: string) => {
        const styles = text.replace(/--_[\w-]+/g, short);
        const input = { filename: id, code: Buffer.from(styles), minify: true };
        return `css\`${transform(input).code.toString().replaceAll("\\", "\\\\")}\``;
      });
    },
  };
}
