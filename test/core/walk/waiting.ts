/** Every wait ends, and rest always leaves something to do or to read. */
import { checklist } from "../../../src/core/checklist.js";
import type { Event, Open, State } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import { deadlineMs, longestSilenceMs, type PageModel } from "./page-model.js";
import { must, type Seen } from "./violation.js";

/** The longest time that a customer sees `loading` without words. */
const longestLoadingMs = 4 * 2 * deadlineMs + 3 * 15_000;

export class Waiting {
  #loadingSince: number | undefined;
  #busySince: number | undefined;
  #silentSince: number | undefined;
  readonly #page: PageModel;

  constructor(page: PageModel) {
    this.#page = page;
  }

  watch({ before, event, after, commands, now }: Seen): void {
    this.#watchSilence(event, before, after, now);
    const { running, hidden, timer, leavingEnds } = this.#page;
    if (event.type === "pageHidden" || event.type === "returned") this.#loadingSince = undefined;
    if (after.kind === "starting") {
      this.#loadingSince ??= now;
      must(hidden || now - this.#loadingSince <= longestLoadingMs, "loading ends in time");
      if (after.requesting) must(running.has(after.attempt), "loading waits for a request");
      else must(hidden || timer !== undefined, "a pause at the start ends by itself");
    } else this.#loadingSince = undefined;
    if (after.kind === "blocked") {
      must(screen(after).kind !== "loading", "a blocked flow shows why");
    }
    if (after.kind !== "open") return;
    const { refreshing, renewal, task, paused, qrCode } = after;
    if (event.type === "pauseEnded") {
      must(!paused, "a pause that ended holds nothing back");
      must(!commands.length, "the end of a pause requests nothing");
    }
    if (refreshing) must(running.has(refreshing.attempt), "a refresh waits for a request");
    if (renewal) must(running.get(renewal) === "session", "a renewal waits for a request");
    if (task?.doing === "requesting")
      must(running.has(task.attempt), "requesting waits for a request");
    if (task?.doing === "held") must(!!refreshing || renewal > 0, "held waits for a load");
    if (task?.doing === "settling") must(!!refreshing || renewal > 0, "settling waits for a load");
    if (task?.doing === "leaving") must(hidden || leavingEnds, "leaving ends");
    const loading = !!refreshing || renewal > 0;
    if (paused) must(hidden || timer !== undefined || !!task || loading, "a pause ends");
    if (qrCode && event.type === "pageHidden") must(false, "no QR code stays on a hidden page");
    if (commands.some((each) => each.do === "forgetLink")) {
      must(!qrCode || qrCode.expired, "no QR code is shown without its link");
    }
    this.#watchBusy(after, now);
    if (!refreshing && !renewal && !task && !hidden && timer === undefined) this.#watchRest(after);
  }

  /** Whether customers see nothing but a skeleton or a busy button, without a word about the time. */
  #isSilent(state: State): boolean {
    const shown = screen(state);
    if (state.kind === "idle") return false;
    if (shown.kind === "loading") return !shown.slow;
    return "requesting" in shown && shown.requesting !== null && !shown.slow;
  }

  #watchSilence(event: Event, before: State, after: State, now: number): void {
    if (!this.#isSilent(after)) this.#silentSince = undefined;
    else this.#silentSince ??= now;
    const waitedMs = now - (this.#silentSince ?? now);
    must(waitedMs <= longestSilenceMs, "a long wait is spoken of");
    const [was, is] = [before, after].map((each) => {
      const shown = screen(each);
      return "slow" in shown && shown.slow;
    });
    must(was || !is || event.type === "waitedLong", "nothing is called slow before its time");
    const isClick = event.type === "refreshRequested" && event.by === "person";
    if (before.kind === "starting" && before.slow && isClick) {
      must(after.attempt > before.attempt, "a click on a slow start tries again");
      must(this.#isSilent(after), "a click on a slow start shows that something happens");
    }
  }

  #watchBusy({ task }: Open, now: number): void {
    const busy = task && task.doing !== "leaving";
    if (!busy) this.#busySince = undefined;
    else this.#busySince ??= now;
    const longest = 8 * deadlineMs;
    must(!busy || now - (this.#busySince ?? now) <= longest, "a click ends in time");
  }

  /** Nothing runs and nothing is planned: either all is settled, or a problem says why. */
  #watchRest({ customer, profile, problem }: Open): void {
    const { profiles } = checklist(customer, profile);
    const settled =
      profiles.length > 0 &&
      profiles.every(({ status }) => status === "approved" || status === "rejected");
    must(settled || !!problem, "rest is settled, or says why nothing happens");
  }
}
