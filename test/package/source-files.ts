import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = fileURLToPath(new URL("../../", import.meta.url));

/** A file of the project, or an invented one that must break a rule. */
export interface SourceFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Folders of what others have written or a tool has made, beside the examples that need it. */
const notOurs = ["node_modules", ".next", ".cache"];

/** Every file of ours below the folders whose name ends as asked. */
export function sourceFiles(folders: readonly string[], endings: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    filesBelow(join(projectFolder, folder))
      .filter((path) => endings.some((ending) => path.endsWith(ending)))
      .map(readSource)
      .sort((a, b) => a.path.localeCompare(b.path)),
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.includes(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** One file, by a path from the project's folder or an absolute one. */
export function readSource(path: string): SourceFile {
  const absolute = path.startsWith(projectFolder) ? path : join(projectFolder, path);
  return {
    path: relative(projectFolder, absolute).split(sep).join("/"),
    text: readFileSync(absolute, "utf8"),
  };
}
