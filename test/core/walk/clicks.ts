/** What may follow from a press, and what never happens without one. */

import { checklist } from "../../../src/core/checklist.js";
import type { Command, Event, Open } from "../../../src/core/flow/types.js";
import { continueRequirement } from "../../../src/core/requirements.js";
import { submitTarget, type Target } from "../../../src/core/target.js";
import type { PlayingPage } from "./playing-page.js";
import { must, type Seen } from "./violation.js";

interface Press {
  readonly target: Target;
  readonly destination: "navigate" | "qrCode";
  readonly customerId: string;
  readonly life: number;
  key: number;
  /** What became of the last request. */
  outcome: "new" | "unanswered" | "refused" | "expired" | "other";
  unanswered: number;
  refused: number;
  expired: number;
  left: boolean;
}

function outcomeOf(event: Event): Press["outcome"] {
  if (event.type === "linkExpired") return "expired";
  if (event.type === "linkReceived") return event.expired ? "expired" : "other";
  if (event.type !== "failed") return "other";
  const { code } = event.problem;
  if (code === "session_invalid" || code === "login_required") return "refused";
  return code === "offline" || code === "timeout" ? "unanswered" : "other";
}

/** Whether the customer who was just read can still have a target. */
function isGranted({ customer, profile }: Open, target: Target): boolean {
  const { ready, profiles } = checklist(customer, profile);
  const goesOn = target === continueRequirement;
  if (goesOn && !profiles.some(({ status }) => status === "pending")) return false;
  return target === submitTarget ? ready : customer.actions[target]?.kind === "link";
}

export class Presses {
  #life = 0;
  #press: Press | undefined;
  readonly #keys = new Set<number>();
  readonly #page: PlayingPage;

  constructor(page: PlayingPage) {
    this.#page = page;
  }

  watch(seen: Seen): void {
    const { before, event, after, commands } = seen;
    if (event.type === "pageHidden" || event.type === "disconnected") this.#life += 1;
    const task = before.kind === "open" ? before.task : null;
    if (this.#press && task && "attempt" in event && event.attempt === task.attempt) {
      this.#press.outcome = outcomeOf(event);
      if (this.#press.outcome === "expired") this.#press.left = false;
    }
    if (event.type === "clicked" && after.kind === "open" && after.task && !task) {
      this.#press = {
        target: event.target,
        destination: event.destination,
        customerId: after.customer.id,
        life: this.#life,
        key: 0,
        outcome: "new",
        unanswered: 0,
        refused: 0,
        expired: 0,
        left: false,
      };
    }
    for (const command of commands) {
      if (command.do === "requestLink") this.#watchAsk(command, seen);
      if (command.do === "navigate" || command.do === "showQrCode") this.#watchLink(command, seen);
    }
  }

  #watchAsk(
    { target, key }: Extract<Command, { do: "requestLink" }>,
    { after, event }: Seen,
  ): void {
    const press = this.#press;
    must(!!press && press.life === this.#life, "a link is asked for by a press in this life");
    must(press.target === target, "only what was pressed is asked for");
    const shown = after.kind === "open" ? after.customer.id : undefined;
    must(shown === press.customerId, "a target ends with the customer who was on screen");
    const { token } = this.#page;
    must(
      !token || token.customerId === press.customerId,
      "a submitTarget is sent for the customer on screen and for nobody else",
    );
    if (event.type === "loaded" && after.kind === "open") {
      must(isGranted(after, target), "what has been read meanwhile may end a press");
    }
    if (key === press.key) {
      if (press.outcome === "unanswered") press.unanswered += 1;
      else if (press.outcome === "refused") press.refused += 1;
      else must(false, "a key is sent again only without an answer or after a 401");
      must(press.unanswered <= 1, "without an answer a key is sent again once");
      must(press.refused <= 1, "after a 401 a key is sent again once");
      must(
        press.outcome !== "unanswered" || target === submitTarget,
        "only a submitTarget repeats by itself",
      );
      return;
    }
    must(!this.#keys.has(key), "a new key was never used before");
    must(
      press.key === 0 || press.outcome === "expired",
      "a new key follows a press or an expired link",
    );
    if (press.key) press.expired += 1;
    must(press.expired <= 2, "an expired link is asked for again twice at most");
    this.#keys.add(key);
    press.key = key;
  }

  #watchLink(command: Command, { event, expected }: Seen): void {
    const press = this.#press;
    must(
      event.type === "linkReceived" && expected && !event.expired,
      "only a fresh link that was waited for is used",
    );
    must(!!press && press.life === this.#life && !press.left, "no navigation without a press");
    must(
      press.destination === (command.do === "navigate" ? "navigate" : "qrCode"),
      "a link goes where the press wanted it",
    );
    press.left = true;
  }
}
