import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { projectFolder } from "./source-files.js";

/** The package as a user gets it: packed, unpacked, beside its dependencies. */
export interface Packed {
  /** A folder whose `node_modules` holds the package and what it depends on. */
  readonly consumerFolder: string;
  readonly packageFolder: string;
  readonly manifest: PackageManifest;
  remove(): Promise<void>;
}

export interface PackageManifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { types: string; default: string }>>;
}

/** Packs what is built now. `npm test` builds before. */
export function pack(): Packed {
  const consumerFolder = mkdtempSync(join(tmpdir(), "sphere-kyc-packed-"));
  const modules = join(consumerFolder, "node_modules");
  const packageFolder = join(modules, "sphere-kyc-onboarding");
  mkdirSync(packageFolder, { recursive: true });
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", consumerFolder];
  const output = execFileSync("npm", args, {
    cwd: projectFolder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  const tarball = /"filename":\s*"([^"]+)"/.exec(output)?.[1] ?? "";
  execFileSync("tar", ["-xzf", join(consumerFolder, tarball), "-C", packageFolder, "--strip=1"]);
  for (const name of runtimePackages()) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(projectFolder, "node_modules", name), join(modules, name), "junction");
  }
  const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const remove = () => rm(consumerFolder, { recursive: true, force: true });
  return { consumerFolder, packageFolder, manifest: manifest as PackageManifest, remove };
}

/** What an install without development tools would bring, the optional peers, and Node's types. */
function runtimePackages(): string[] {
  const lock = JSON.parse(readFileSync(join(projectFolder, "package-lock.json"), "utf8")) as {
    packages: Record<
      string,
      {
        dev?: boolean;
        devOptional?: boolean;
        dependencies?: Record<string, string>;
        peerDependenciesMeta?: Record<string, object>;
      }
    >;
  };
  const peers = Object.keys(lock.packages[""]?.peerDependenciesMeta ?? {});
  const withTheirs = peers.flatMap((name) => [
    name,
    ...Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}),
  ]);
  const runtime = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && !entry.devOptional)
    .map(([path]) => path.replace(/^node_modules\//, ""))
    .filter((name) => !name.includes("node_modules"));
  return [...new Set([...runtime, ...withTheirs, "@types/node", "undici-types"])];
}
