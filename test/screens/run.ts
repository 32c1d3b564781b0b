/** `npm run screens`: writes a picture of every screen in every variant, and a page that shows them. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findEngines } from "../runner/engines.js";
import { projectFolder } from "../runner/parts.js";
import { openCamera } from "./camera.js";
import { indexPage } from "./index-page.js";
import { pictureName, variants } from "./variants.js";

const folder = join(projectFolder, "docs", "screens");

const engine = findEngines().find(({ name }) => name === "chromium");
if (engine?.name !== "chromium") throw new Error("Chromium and its driver are needed.");

const camera = await openCamera(engine);
try {
  mkdirSync(folder, { recursive: true });
  // Of screens that are no more, too.
  for (const file of readdirSync(folder)) {
    if (/^[a-z0-9-]+--[a-z]+\.png$/.test(file)) rmSync(join(folder, file));
  }
  let bytes = 0;
  for (const screen of camera.screens) {
    const pictures = await camera.take(screen, variants);
    for (const [index, { name }] of variants.entries()) {
      const picture = pictures[index];
      if (!picture) throw new Error(`no picture of "${screen.name}", ${name}`);
      bytes += picture.length;
      writeFileSync(join(folder, pictureName(screen.name, name)), picture);
    }
    console.log(screen.name);
  }
  const names = camera.screens.map(({ name }) => name);
  writeFileSync(join(folder, "index.html"), indexPage(names, variants));
  console.log(`${names.length} screens, ${Math.round(bytes / 1_000)} kB, in docs/screens`);
} finally {
  await camera.close();
}
