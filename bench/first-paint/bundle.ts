/** Both contestants as a site's own build makes them: esbuild with the very same settings. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { pack } from "../../test/package/packed.js";
import { projectFolder } from "../../test/package/source-files.js";

/** `ours` is this package's element, `plain` the hand-written one. */
export type Contestant = "ours" | "plain";

export const tags: Readonly<Record<Contestant, string>> = {
  ours: "sphere-kyc-onboarding",
  plain: "plain-kyc-checklist",
};

/** Scripts by contestant and file name; the page loads `page.js`. */
export type Bundles = Readonly<Record<Contestant, ReadonlyMap<string, string>>>;

/**
 * Builds and packs the package, and bundles both.
 * @param isMinified `false` keeps the names of functions, for a profile.
 */
export async function bundleBoth(isMinified: boolean): Promise<Bundles> {
  execFileSync("npm", ["run", "build", "--silent"], { cwd: projectFolder, stdio: "inherit" });
  const packed = pack();
  try {
    const page = join(packed.consumerFolder, "page.js");
    writeFileSync(page, 'import "sphere-kyc-onboarding/define";\n');
    return {
      ours: await bundle(page, isMinified),
      plain: await bundle(fileURLToPath(new URL("plain-element.ts", import.meta.url)), isMinified),
    };
  } finally {
    await packed.remove();
  }
}

async function bundle(entry: string, isMinified: boolean): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { page: entry },
    outdir: "/",
    write: false,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: isMinified,
    legalComments: "none",
    // Not the `paths` of this repository: a site has the packed files.
    tsconfigRaw: {},
    absWorkingDir: projectFolder,
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/^.*[\\/]/, ""), text]));
}
