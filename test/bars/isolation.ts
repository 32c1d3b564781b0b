/** `npm run bar:isolation`: the whole check, and its controls. */
import { brokenCaches, brokenNotifications } from "./isolation-broken.js";
import { runIsolation } from "./isolation-check.js";
import { runStreamIsolation } from "./isolation-streams.js";

const customers = 1_000;
const requests = 200_000;
const releases = ["2026-05", "2026-07", "2025-12"] as const;

let foreign = 0;
let nameless = 0;
let sent = 0;
let successes = 0;
for (const release of releases) {
  const share = Math.ceil(requests / releases.length);
  const outcome = await runIsolation({ customers, requests: share, release });
  foreign += outcome.foreign;
  nameless += outcome.nameless;
  sent += outcome.requests;
  for (const [key, count] of outcome.answers) {
    if (/20[012]$/.test(key)) successes += count;
    console.log(`${release} ${key}: ${count}`);
  }
}

const uncaught: string[] = [];
for (const [what, broken] of brokenCaches) {
  const outcome = await runIsolation({ customers, requests: 3_000, release: "2026-05", ...broken });
  console.log(`control, ${what}: ${outcome.foreign} foreign responses`);
  if (outcome.foreign === 0) uncaught.push(what);
}

const streamsRun = { customers: 300, webhooks: 3_000, release: "2026-05" } as const;
const streams = await runStreamIsolation(streamsRun);
console.log(
  `streams: ${streams.webhooks} webhooks, ${streams.foreign} foreign notifications, ` +
    `${streams.missed} missed, ${streams.refused} of ${2 * streamsRun.customers} wrong requests refused`,
);
for (const [what, broken] of brokenNotifications) {
  const outcome = await runStreamIsolation({
    ...streamsRun,
    customers: 30,
    webhooks: 100,
    ...broken,
  });
  console.log(`control, ${what}: ${outcome.foreign} foreign notifications`);
  if (outcome.foreign === 0) uncaught.push(what);
}

const isPassed =
  foreign === 0 &&
  streams.foreign === 0 &&
  streams.missed === 0 &&
  streams.refused === 2 * streamsRun.customers &&
  nameless === 0 &&
  sent >= requests &&
  successes > sent / 2 &&
  uncaught.length === 0;
console.log(`BAR isolation ${foreign}/${sent} ${isPassed ? "pass" : "fail"}`);
process.exitCode = isPassed ? 0 : 1;
