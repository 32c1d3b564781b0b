import { existsSync } from "node:fs";
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
  plugins: [smallStyles()],
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

/** A page's own build makes scripts small but leaves the text of `css` templates as it is. */
function smallStyles(): Plugin {
  return {
    name: "small-styles",
    transform: (code, id) =>
      /\/styles[^/]*\.ts$/.test(id)
        ? code.replace(/css`([^`$]*)`/g, (_, text: string) => {
            const input = { filename: id, code: Buffer.from(text), minify: true };
            return `css\`${transform(input).code.toString().replaceAll("\\", "\\\\")}\``;
          })
        : undefined,
  };
}
