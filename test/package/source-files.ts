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

/** Every file below the folders whose name ends as asked. */
export function sourceFiles(folders: readonly string[], endings: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
      .map((entry) => readSource(join(entry.parentPath, entry.name)))
      .sort((a, b) => a.path.localeCompare(b.path)),
  );
}

/** One file, by a path from the project's folder or an absolute one. */
export function readSource(path: string): SourceFile {
  const absolute = path.startsWith(projectFolder) ? path : join(projectFolder, path);
  return {
    path: relative(projectFolder, absolute).split(sep).join("/"),
    text: readFileSync(absolute, "utf8"),
  };
}
