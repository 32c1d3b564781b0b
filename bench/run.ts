/**
 * `npm run bench`, in one run: reads beside a bare proxy, memory of open streams, from a webhook to
 * the notification and to the painted item, and the calls that a crowd makes. `npm run bench -- NAME` runs
 * one of them; `npm run bench -- --profile FOLDER` runs the reads alone, writes a CPU profile of the
 * handler there and says what it spends its time on.
 */
import { endAll } from "./children.js";
import { benchCrowd } from "./crowd.js";
import { benchMemory } from "./memory.js";
import { benchNotifications } from "./notifications.js";
import { benchPainted } from "./painted.js";
import { printProfile } from "./profile.js";
import { benchReads } from "./reads.js";

const [flag, folder] = process.argv.slice(2);
const profileFolder = flag === "--profile" ? folder : undefined;
const benches: Readonly<Record<string, () => Promise<void>>> = {
  reads: () => benchReads(profileFolder),
  memory: benchMemory,
  notifications: benchNotifications,
  painted: benchPainted,
  crowd: benchCrowd,
};
const wanted = profileFolder ? "reads" : flag;
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
if (profileFolder) printProfile(profileFolder);
