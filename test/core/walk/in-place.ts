/** What may happen to a step that is open in place of the list, and what its end stands for. */
import { checklist } from "../../../src/core/checklist.js";
import type { Open } from "../../../src/core/flow/types.js";
import { isStepGranted } from "./clicks.js";
import { must, type Seen } from "./violation.js";

/** Whether SpherePay has what it asked for, as far as the customer on screen tells. */
function isDone({ customer, profile }: Open, name: string): boolean {
  const items = checklist(customer, profile).profiles.flatMap((each) =>
    each.items.filter((item) => item.name === name),
  );
  return (
    items.length > 0 && items.every(({ state }) => state === "complete" || state === "pending")
  );
}

export class InPlace {
  /** The host has accepted what completes the open step. */
  #isAccepted = false;

  watch(seen: Seen): void {
    const { before, event, after, expected } = seen;
    const was = before.kind === "open" ? before : undefined;
    const now = after.kind === "open" ? after : undefined;
    if (event.type === "stepAnswered" && expected && event.finished) this.#isAccepted = true;
    this.#watchAnnouncements(seen, was, now);
    if (!was?.step) this.#isAccepted = false;
    if (was && now) this.#watchOpening(seen, was, now);
    if (was?.step && now) this.#watchOpen(seen, was, now);
    if (!now?.step) this.#isAccepted = false;
    for (const command of seen.commands) {
      if (command.do !== "requestTarget" || command.target.kind !== "step") continue;
      must(now?.step?.requirement === command.target.name, "only the open step sends something");
    }
  }

  #watchAnnouncements({ commands }: Seen, was: Open | undefined, now: Open | undefined): void {
    const announced = commands.flatMap((each) =>
      each.do === "announce" ? [each.announcement] : [],
    );
    const opens = !!now?.step && now.step !== was?.step;
    must(
      announced.filter(({ type }) => type === "stepopen").length === (opens ? 1 : 0),
      "a step that opens is announced once",
    );
    const complete = announced.filter(({ type }) => type === "stepcomplete");
    must(complete.length <= 1, "a step is completed once");
    if (!complete.length) return;
    const step = was?.step;
    must(!!step && !!now && !now.step, "a step that is complete is open no more");
    must(
      this.#isAccepted || isDone(now, step.requirement),
      "a step is complete when the host or SpherePay says so",
    );
  }

  #watchOpening({ event }: Seen, was: Open, now: Open): void {
    if (now.step === was.step || !now.step) {
      if (event.type !== "stepOpened" || was.step || was.task) return;
      const isHeldBack = was.paused || was.refused.some(({ target }) => target.kind === "step");
      const { customer, profile } = was;
      must(
        isHeldBack || !isStepGranted(customer, profile, event.requirement),
        "a step that the host grants opens",
      );
      return;
    }
    must(event.type === "stepOpened", "a step is opened by the customer alone");
    must(
      isStepGranted(now.customer, now.profile, now.step.requirement),
      "a step opens only when the host grants it",
    );
    must(!now.qrCode && !now.problem, "a step opens without what was beside the list");
  }

  #watchOpen({ before, event, after, commands }: Seen, was: Open, now: Open): void {
    const step = was.step;
    if (!step || before === after) return;
    const isOther = was.customer.id !== now.customer.id;
    must(!isOther || !now.step, "nothing of a step stays for another customer");
    const { requirement } = step;
    const isComplete = commands.some(
      (each) => each.do === "announce" && each.announcement.type === "stepcomplete",
    );
    if (!now.step) {
      const isLeft = event.type === "stepClosed" || event.type === "pageHidden" || isOther;
      const isWithdrawn =
        event.type === "loaded" &&
        (!isStepGranted(now.customer, now.profile, requirement) || now.refused !== was.refused);
      const isRefused = now.refused.some(({ target }) => target.kind === "step");
      must(
        isLeft || isComplete || isWithdrawn || isRefused,
        "a step stays while the host grants it, whatever else fails",
      );
      must(
        !this.#isAccepted || isComplete || isOther || event.type === "pageHidden",
        "a step that was accepted ends as complete",
      );
      must(now.task?.target.kind !== "step", "nothing of a step runs without it");
      must(!isComplete || now.saved === requirement, "what was saved is named");
      return;
    }
    must(
      event.type !== "loaded" ||
        !!now.task ||
        isStepGranted(now.customer, now.profile, requirement),
      "a step that is no longer offered ends",
    );
    must(now.step === step, "an open step stays the same one");
    must(event.type !== "pageHidden", "no step stays on a hidden page");
    this.#watchFailure({ event, commands }, was, now, requirement);
  }

  #watchFailure(
    { event, commands }: Pick<Seen, "event" | "commands">,
    was: Open,
    now: Open,
    requirement: string,
  ): void {
    const { task } = was;
    must(
      !this.#isAccepted || now.problem?.during !== "step",
      "what was accepted is not called a failure",
    );
    if (event.type === "failed" && task?.doing === "requesting" && event.attempt === task.attempt) {
      const { code } = event.problem;
      must(
        code === "rate_limited" || now.task !== null,
        "the customer is read before a failure is shown",
      );
      must(
        code !== "rate_limited" || !!was.refreshing || commands.every((each) => each.do !== "load"),
        "a host that asks to wait is not asked again at once",
      );
    }
    if (event.type !== "loaded" || task?.doing !== "settling" || !now.problem) return;
    must(
      now.problem.during !== "step" || !isDone(now, requirement),
      "what SpherePay has is not called a failure",
    );
  }
}
