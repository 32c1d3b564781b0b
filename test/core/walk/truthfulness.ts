/** What is shown and what is announced: only what the host answered. */
import { isDeepStrictEqual } from "node:util";
import { checklist, fingerprint } from "../../../src/core/checklist.js";
import type { Customer } from "../../../src/core/customer.js";
import type { Open } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import { requirementOf } from "../../../src/core/target.js";
import { must, type Seen } from "./violation.js";

const own = /^(identity_verification|ky[cb]_\w+_approval)$/;
const endings: readonly string[] = [
  "session_invalid",
  "login_required",
  "session_failed",
  "customer_not_found",
  "cross_site",
  "forbidden",
  "not_configured",
];

const same = (a: Customer, b: Customer): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

export class Truthfulness {
  #answered: Customer | undefined;
  #unchecked = false;

  watch(seen: Seen): void {
    const { before, event, after, expected } = seen;
    if (event.type === "loaded" || event.type === "sessionStarted") {
      if (expected && before !== after && event.customer) {
        if (event.type === "loaded" || before.kind === "starting") this.#answered = event.customer;
      }
    }
    this.#watchAnnouncements(seen);
    if (after.kind !== "open") {
      this.#unchecked = false;
      if (before.kind === "open" && event.type !== "disconnected") {
        must(after.kind === "blocked", "a customer on screen stays or the flow is blocked");
        must(
          event.type === "failed" && endings.includes(event.problem.code),
          "the last good customer survives every failure but a lost session",
        );
      }
      return;
    }
    must(
      !!this.#answered && same(after.customer, this.#answered),
      "only the latest applied answer is shown",
    );
    this.#watchChecklist(seen, after);
    this.#watchReturn(seen, after);
    this.#watchReturnSummary(seen, after);
    if (before !== after) this.#watchScreen(after);
    this.#watchButtons(seen, after);
    this.#watchSeparation(seen, after);
  }

  /** Compared whenever the customer or the checklist is another object than one step before. */
  #watchChecklist({ before }: Seen, { customer, profile, checklist: kept }: Open): void {
    if (before.kind === "open" && before.customer === customer && before.checklist === kept) return;
    must(
      isDeepStrictEqual(kept, checklist(customer, profile)),
      "the checklist is that of the customer on screen",
    );
  }

  #watchReturn({ event, before }: Seen, after: Open): void {
    if (event.type === "returned") {
      must(!!after.refreshing || after.renewal > 0, "a return loads again");
      must(after.task?.doing !== "leaving", "a return ends the leaving");
      this.#unchecked = true;
    } else if (event.type === "loaded" && before !== after) this.#unchecked = false;
    else if (event.type === "pageHidden") this.#unchecked = false;
    else if (after.problem || after.task || event.type === "submitted") this.#unchecked = false;
    if (this.#unchecked) {
      must(
        screen(after).kind !== "loading" && this.#checking(after),
        "a status that is not checked yet after a return is marked",
      );
    }
  }

  /** The return summary fits the checklist. */
  #watchReturnSummary({ before, event }: Seen, after: Open): void {
    const { returnSummary, customer, profile } = after;
    if (!returnSummary || event.type !== "loaded" || before.kind !== "open") return;
    const items = checklist(customer, profile).profiles.flatMap((each) => each.items);
    const stands = (name: string, state: string) =>
      items.some((item) => item.name === name && item.state === state);
    must(
      returnSummary.done.every((name) => stands(name, "complete")) &&
        returnSummary.failed.every((name) => stands(name, "error")),
      "what the summary calls done or failed is shown so",
    );
    must(
      returnSummary !== before.returnSummary ||
        fingerprint(customer) === fingerprint(before.customer),
      "a summary ends with the checklist that it is about",
    );
  }

  #checking(after: Open): boolean {
    const shown = screen(after);
    return "checking" in shown && shown.checking;
  }

  #watchScreen(after: Open): void {
    const shown = screen(after);
    if (!("checklist" in shown)) return;
    const { customer, profile } = after;
    for (const { items } of shown.checklist.profiles) {
      must(new Set(items.map(({ name }) => name)).size === items.length, "each item once");
    }
    if (shown.submit !== "open") return;
    const incomplete = customer.verificationProfiles.filter(
      ({ name, status }) => status === "incomplete" && (!profile || name === profile),
    );
    const left = incomplete.map(({ criteria }) => criteria?.required ?? []);
    must(
      incomplete.length > 0 &&
        (customer.flow === "hosted" ||
          left.every((names) => names.length > 0 && names.every((name) => own.test(name)))),
      "submit is open only when SpherePay's own steps are left",
    );
  }

  /** A button does what it shows, and one that is off has a reason that can be read. */
  #watchButtons({ before, event }: Seen, after: Open): void {
    if (event.type === "clicked" && before.kind === "open") {
      const was = screen(before);
      must("submit" in was, "an open flow has buttons");
      const { target } = event;
      const ofStep = was.step?.requirement === requirementOf(target) ? was.step?.button : "absent";
      const ofLink = target.kind === "submit" ? was.submit : was.link(target.name);
      const button = target.kind === "step" ? ofStep : ofLink;
      must((button === "open") === (after !== before), "an open button is one that can be clicked");
    }
    const now = screen(after);
    if (!("submit" in now) || now.submit !== "off" || after.task || after.step) return;
    must(
      after.sent ||
        after.refused.some(
          (each) =>
            each.target.kind === "submit" && each.fingerprint === fingerprint(after.customer),
        ) ||
        after.problem?.problem.retryAfterMs !== undefined,
      "a button that is off says why",
    );
  }

  /** A load and the customer's task leave each other alone. */
  #watchSeparation({ before, event }: Seen, after: Open): void {
    if (before.kind !== "open" || before.customer.id !== after.customer.id) return;
    const { task, refreshing } = before;
    const ends = task?.doing === "held" || (task?.doing === "settling" && event.type === "loaded");
    if (event.type === "loaded" || event.type === "refreshRequested") {
      if (!ends) must(after.task === task, "a load leaves the task alone");
    }
    if (event.type === "failed" && event.attempt === refreshing?.attempt) {
      if (task?.doing !== "held" && task?.doing !== "settling")
        must(after.task === task, "a failed load leaves the task alone");
    }
    if (event.type === "failed" && task?.attempt === event.attempt && !after.task) {
      must(after.problem?.problem === event.problem, "a task that failed says why");
    }
  }

  #watchAnnouncements({ before, after, commands }: Seen): void {
    const announced = commands.flatMap((each) =>
      each.do === "announce" ? [each.announcement] : [],
    );
    const of = (type: string) => announced.filter((each) => each.type === type);
    const old = before.kind === "open" ? before : undefined;
    const now = after.kind === "open" ? after : undefined;
    if (!announced.length && before === after) return;
    const first = !!now && old?.customer.id !== now.customer.id;
    must(of("ready").length === (first ? 1 : 0), "ready is announced once for a customer");
    const differ = old?.customer !== now?.customer || announced.length > 0;
    const [was, is] = [old, now].map((each) =>
      differ && each ? checklist(each.customer, each.profile) : undefined,
    );
    const [status] = of("statuschange");
    const gone = !!was && after.kind === "blocked";
    const moved = gone || (!first && !!was && !!is && was.status !== is.status);
    must(!!status === moved, "a change of status is announced exactly when there is one");
    if (status?.type === "statuschange") {
      must(
        status.previous === was?.status && status.current === (is?.status ?? null),
        "a change of status names both statuses",
      );
    }
    if (of("requirementschange").length) {
      must(
        !first && !!old && !!now && fingerprint(old.customer) !== fingerprint(now.customer),
        "changed requirements are announced only when they changed",
      );
    }
    const [had, has] = [old, now].map((each) => each?.problem?.problem.code);
    if (has && has !== had) {
      must(of("problem").length === 1, "a problem that customers read about is announced");
    }
    if (after.kind === "blocked" && before !== after) {
      const shown = before.kind === "starting" ? before.blocked?.problem.code : undefined;
      const expected = shown === after.problem.code ? 0 : 1;
      must(of("problem").length === expected, "a problem that blocks is announced once");
    }
  }
}
