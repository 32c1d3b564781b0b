/** Nothing waits for what will never come, and rest always leaves something to do. */
import { checklist } from "../../../src/core/checklist.js";
import type { Open } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import { deadlineMs, type PlayingPage } from "./playing-page.js";
import { must, type Seen } from "./violation.js";

/** What a person sees while there is no customer: never longer than this without words. */
const longestLoadingMs = 4 * 2 * deadlineMs + 3 * 15_000;

export class Waiting {
  #loadingSince: number | undefined;
  #busySince: number | undefined;
  readonly #page: PlayingPage;

  constructor(page: PlayingPage) {
    this.#page = page;
  }

  watch({ event, after, commands, now }: Seen): void {
    const { running, hidden, timer, leavingEnds } = this.#page;
    if (event.type === "pageHidden" || event.type === "returned") this.#loadingSince = undefined;
    if (after.kind === "starting") {
      this.#loadingSince ??= now;
      must(
        hidden || now - this.#loadingSince <= longestLoadingMs,
        "loading does not go on without a word",
      );
      if (after.requesting) must(running.has(after.attempt), "loading waits for a request");
      else must(hidden || timer !== undefined, "a pause at the start ends by itself");
    } else this.#loadingSince = undefined;
    if (after.kind === "blocked") {
      must(screen(after).kind !== "loading", "what is blocked says so");
    }
    if (after.kind !== "open") return;
    const { refreshing, renewal, task, paused, qrCode } = after;
    if (event.type === "pauseEnded") {
      must(!paused, "a pause that is over holds nothing back");
      must(!commands.length, "nobody asks while nobody is there");
    }
    if (refreshing) must(running.has(refreshing.attempt), "a reading waits for a request");
    if (renewal) must(running.get(renewal) === "session", "a renewal waits for a request");
    if (task?.doing === "requesting") must(running.has(task.attempt), "asking waits for a request");
    if (task?.doing === "held") must(!!refreshing || renewal > 0, "held waits for a reading");
    if (task?.doing === "leaving") must(hidden || leavingEnds, "leaving ends");
    const read = !!refreshing || renewal > 0;
    if (paused) must(hidden || timer !== undefined || !!task || read, "a pause ends");
    if (qrCode && event.type === "pageHidden") must(false, "no code stays on a hidden page");
    if (commands.some((each) => each.do === "forgetLink")) {
      must(!qrCode || qrCode.expired, "no code is shown without its link");
    }
    this.#watchBusy(after, now);
    if (!refreshing && !renewal && !task && !hidden && timer === undefined) this.#watchRest(after);
  }

  #watchBusy({ task }: Open, now: number): void {
    const busy = task && task.doing !== "leaving";
    if (!busy) this.#busySince = undefined;
    else this.#busySince ??= now;
    const longest = 8 * deadlineMs;
    must(!busy || now - (this.#busySince ?? now) <= longest, "a press is answered in time");
  }

  /** Nothing runs and nobody will look again: either it is over, or words say why. */
  #watchRest({ customer, profile, problem }: Open): void {
    const { profiles } = checklist(customer, profile);
    const over =
      profiles.length > 0 &&
      profiles.every(({ status }) => status === "approved" || status === "rejected");
    must(over || !!problem, "rest is the end, or says why nothing happens");
  }
}
