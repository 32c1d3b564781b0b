/**
 * `npm run bench`, in one run: reads beside a bare proxy, memory of open streams and of documents on
 * their way, from a webhook to the notification and to the painted item, the calls that a crowd makes,
 * and the first paint of the checklist beside a hand-written one. `npm run bench -- NAME` runs one of them;
 * `npm run bench -- NAME --profile FOLDER` runs `reads` or `first-paint`, writes a CPU profile of the
 * handler or of the page there and says what it spends its time on.
 */
import { parseArgs } from "node:util";
import { endAll } from "./children.js";
import { benchCrowd } from "./crowd.js";
import { benchFirstPaint } from "./first-paint/first-paint.js";
import { benchMemory } from "./memory.js";
import { benchNotifications } from "./notifications.js";
import { benchPainted } from "./painted.js";
import { printProfile } from "./profile.js";
import { benchReads } from "./reads.js";
import { benchRender } from "./render.js";
import { benchUploads } from "./uploads.js";

const { values, positionals } = parseArgs({
  options: { profile: { type: "string" } },
  allowPositionals: true,
});
const profileFolder = values.profile;
const wanted = positionals[0] ?? (profileFolder ? "reads" : undefined);
const benches: Readonly<Record<string, () => Promise<void>>> = {
  reads: () => benchReads(profileFolder),
  memory: benchMemory,
  uploads: benchUploads,
  notifications: benchNotifications,
  painted: benchPainted,
  crowd: benchCrowd,
  "first-paint": () => benchFirstPaint(profileFolder),
  render: benchRender,
};
if (wanted !== undefined && !(wanted in benches)) {
  throw new TypeError(`Expected one of ${Object.keys(benches).join(", ")}, got ${wanted}.`);
}
try {
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted === undefined || wanted === name) await bench();
  }
} finally {
  await endAll();
}
if (profileFolder && wanted === "reads") printProfile(profileFolder);
