import { runCrowd } from "../test/bars/crowd.js";

const watchers = 1_000;
const minutes = 10;
/** Everybody changes within a second, twice. */
const stormsAtMs = [180_000, 420_000];

/** What a crowd costs SpherePay, in model time. */
export async function benchCrowd(): Promise<void> {
  console.log(
    `${watchers} watchers of ${watchers} customers, ${minutes} minutes of model time; ` +
      "all arrive in the first, all change within one second in the fourth and in the eighth",
  );
  for (const hasStreams of [true, false]) {
    const outcome = await runCrowd({
      watchers,
      minutes,
      arrivalMs: 60_000,
      stormsAtMs,
      hasStreams,
    });
    const { callsPerMinute, busiestSecond, refused, behind, caughtUpAfterMs } = outcome;
    console.log(`crowd   ${hasStreams ? "with streams" : "polling alone"}`);
    console.log(`        calls each minute: ${callsPerMinute.join(" ")}`);
    console.log(
      `        busiest second ${busiestSecond} of 80; ${refused} reads rate limited; ` +
        `all up to date ${(caughtUpAfterMs / 1000).toFixed(1)} s after the last change; ` +
        `${behind} behind at the end`,
    );
  }
}
