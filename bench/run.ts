/**
 * `npm run bench`, in one run: reads beside a bare proxy, memory of open streams, from a webhook to
 * the nudge, and the calls that a crowd makes. `npm run bench -- --profile FOLDER` runs the reads
 * alone, writes a CPU profile of the handler there and says what it spends its time on.
 */
import { endAll } from "./children.js";
import { benchCrowd } from "./crowd.js";
import { benchMemory } from "./memory.js";
import { benchNudges } from "./nudges.js";
import { printProfile } from "./profile.js";
import { benchReads } from "./reads.js";

const [flag, folder] = process.argv.slice(2);
const profileFolder = flag === "--profile" ? folder : undefined;
try {
  await benchReads(profileFolder);
  if (!profileFolder) {
    await benchMemory();
    await benchNudges();
    await benchCrowd();
  }
} finally {
  await endAll();
}
if (profileFolder) printProfile(profileFolder);
