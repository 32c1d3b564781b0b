/** What may follow from a click, and what never happens without one. */

import { checklist } from "../../../src/core/checklist.js";
import type { Customer } from "../../../src/core/customer.js";
import type { Command, Destination, Event, Open } from "../../../src/core/flow/types.js";
import type { Target } from "../../../src/core/target.js";
import type { PageModel } from "./page-model.js";
import { must, type Seen } from "./violation.js";

interface Click {
  readonly target: Target;
  readonly destination: Destination;
  readonly customerId: string;
  readonly life: number;
  key: number;
  /** How the last request ended. */
  outcome: "new" | "unanswered" | "refused" | "expired" | "other";
  unanswered: number;
  refused: number;
  expired: number;
  left: boolean;
}

function outcomeOf(event: Event): Click["outcome"] {
  if (event.type === "linkExpired") return "expired";
  if (event.type === "linkReceived") return event.expired ? "expired" : "other";
  if (event.type !== "failed") return "other";
  const { code } = event.problem;
  if (code === "session_invalid" || code === "login_required") return "refused";
  return ["offline", "host_unreachable", "timeout"].includes(code) ? "unanswered" : "other";
}

/** A name of its own for every target. */
export const nameOf = (target: Target): string =>
  target.kind === "submit" ? "the submit" : `the ${target.kind} of ${target.name}`;

/** Whether the host lets a requirement be completed in place. */
export function isStepGranted(
  { flow, actions, verificationProfiles }: Customer,
  profile: string | undefined,
  name: string,
): boolean {
  const isAsked = verificationProfiles.some(
    (each) =>
      (!profile || each.name === profile) &&
      (each.criteria?.errors.some((error) => error.name === name) ||
        (each.criteria?.required.includes(name) && !each.criteria.pending.includes(name))),
  );
  return flow !== "hosted" && isAsked && actions[name]?.kind === "code";
}

/** Whether the host grants a target to the customer on screen, refusals left out. */
export function isGranted({ customer, profile, step }: Open, target: Target): boolean {
  const { ready, profiles } = checklist(customer, profile);
  if (target.kind === "step")
    return step?.requirement === target.name && isStepGranted(customer, profile, target.name);
  if (step) return false;
  if (target.kind === "submit") return ready;
  const continues = target.name === "identity_verification";
  if (continues && !profiles.some(({ status }) => status === "pending")) return false;
  return customer.actions[target.name]?.kind === "link";
}

export class Clicks {
  #life = 0;
  #click: Click | undefined;
  readonly #keys = new Set<number>();
  readonly #page: PageModel;

  constructor(page: PageModel) {
    this.#page = page;
  }

  watch(seen: Seen): void {
    const { before, event, after, commands } = seen;
    if (event.type === "pageHidden" || event.type === "disconnected") this.#life += 1;
    const task = before.kind === "open" ? before.task : null;
    if (this.#click && task && "attempt" in event && event.attempt === task.attempt) {
      this.#click.outcome = outcomeOf(event);
      if (this.#click.outcome === "expired") this.#click.left = false;
    }
    if (event.type === "clicked" && after.kind === "open" && after.task && !task) {
      this.#click = {
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
      if (command.do === "requestTarget") this.#watchRequest(command, seen);
      if (command.do === "navigate" || command.do === "showQrCode") this.#watchLink(command, seen);
    }
  }

  #watchRequest(
    { target, key }: Extract<Command, { do: "requestTarget" }>,
    { after, event }: Seen,
  ): void {
    const click = this.#click;
    must(
      !!click && click.life === this.#life,
      "a link is requested by a click since the page was shown",
    );
    must(nameOf(click.target) === nameOf(target), "only the clicked target is requested");
    const shown = after.kind === "open" ? after.customer.id : undefined;
    must(shown === click.customerId, "a target ends with the customer who was on screen");
    const { token } = this.#page;
    must(
      !token || token.customerId === click.customerId,
      "a submit is sent for the customer on screen alone",
    );
    if (event.type === "loaded" && after.kind === "open") {
      must(isGranted(after, target), "a held click ends when its target is no longer offered");
    }
    if (key === click.key) {
      if (click.outcome === "unanswered") click.unanswered += 1;
      else if (click.outcome === "refused") click.refused += 1;
      else must(false, "a key is sent again only without an answer or after a 401");
      must(click.unanswered <= 1, "without an answer a key is sent again once");
      must(click.refused <= 1, "after a 401 a key is sent again once");
      must(
        click.outcome !== "unanswered" || target.kind !== "requirement",
        "a link is not requested again by itself",
      );
      return;
    }
    must(!this.#keys.has(key), "a new key was never used before");
    must(
      click.key === 0 || click.outcome === "expired",
      "a new key follows a click or an expired link",
    );
    if (click.key) click.expired += 1;
    must(click.expired <= 2, "an expired link is requested again twice at most");
    this.#keys.add(key);
    click.key = key;
  }

  #watchLink(command: Command, { event, after, expected }: Seen): void {
    const click = this.#click;
    must(
      event.type === "linkReceived" && expected && !event.expired,
      "only a fresh link that the flow waits for is used",
    );
    must(!!click && click.life === this.#life && !click.left, "no link is used without a click");
    must(
      click.destination === (command.do === "navigate" ? "navigate" : "qrCode"),
      "a link goes where the click chose",
    );
    const qrCode = after.kind === "open" ? after.qrCode : null;
    const used = command.do === "navigate" ? command.target : qrCode?.target;
    must(!!used && nameOf(used) === nameOf(click.target), "a link is used for the clicked target");
    click.left = true;
  }
}
