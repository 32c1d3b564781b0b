/** A refused target rests until its checklist changes; what else the host grants can be clicked. */
import { fingerprint } from "../../../src/core/checklist.js";
import type { Open } from "../../../src/core/flow/types.js";
import type { Problem } from "../../../src/core/problem.js";
import type { Target } from "../../../src/core/target.js";
import { isGranted, nameOf } from "./clicks.js";
import { must, type Seen } from "./violation.js";

/** Whether a problem says that the same request will be refused again. */
function isForGood(target: Target, { code, requirements }: Problem): boolean {
  if (code === "requirements_outstanding") return !requirements.length;
  if (target.kind === "submit") return false;
  const continues = target.name === "identity_verification";
  return (
    code === "no_such_requirement" ||
    (continues && (code === "bad_request" || code === "wrong_state"))
  );
}

const isOnHold = ({ paused, problem }: Open): boolean =>
  paused && problem?.problem.retryAfterMs !== undefined;

export class Refusals {
  /** The fingerprint of the refused checklist, by the name of the target. */
  readonly #refused = new Map<string, string>();

  watch(seen: Seen): void {
    const { before, event, after, commands } = seen;
    const shown = before.kind === "open" ? before : undefined;
    if (after.kind !== "open" || shown?.customer.id !== after.customer.id) {
      this.#refused.clear();
      return;
    }
    for (const command of commands) {
      if (command.do !== "requestTarget") continue;
      must(
        !this.#isRefused(after, command.target),
        "a refused target is requested again for another checklist only",
      );
    }
    if (event.type === "clicked" && !shown.task && !isOnHold(shown)) {
      const { target } = event;
      const waits = this.#isRefused(shown, target) || (target.kind === "submit" && shown.sent);
      must(
        waits || !isGranted(shown, target) || after !== before,
        "a click on what the host grants starts a request",
      );
    }
    const { task } = shown;
    if (event.type !== "failed" || task?.doing !== "requesting") return;
    if (after.task && after.task.doing !== "settling") return;
    if (event.attempt !== task.attempt || !isForGood(task.target, event.problem)) return;
    this.#refused.set(nameOf(task.target), fingerprint(after.customer));
  }

  #isRefused({ customer }: Open, target: Target): boolean {
    return this.#refused.get(nameOf(target)) === fingerprint(customer);
  }
}
