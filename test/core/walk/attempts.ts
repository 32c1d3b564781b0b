/**
 * Keeps its own record of the requests, from the commands alone: which attempts the flow waits for,
 * what caused each one, and how many the flow began by itself in a minute.
 */
import type { Command, Event } from "../../../src/core/flow/types.js";
import { must, type Seen } from "./violation.js";

type Kind = "session" | "load" | "requestTarget" | "leave";

const answers: Readonly<Partial<Record<Event["type"], readonly Kind[]>>> = {
  sessionStarted: ["session"],
  loaded: ["load"],
  linkReceived: ["requestTarget"],
  submitted: ["requestTarget"],
  stepAnswered: ["requestTarget"],
  failed: ["session", "load", "requestTarget", "leave"],
  leaveCancelled: ["leave"],
  linkExpired: ["leave"],
};

const mostPerMinute = 20;

export class Attempts {
  readonly live = new Map<number, Kind>();
  readonly begunAtStep = new Map<number, number>();
  step = 0;
  #settledAtStep = 0;
  #automatic: number[] = [];
  readonly #byPerson = new Set<number>();
  #renewing = 0;
  #unproven = false;

  /** Whether the flow waits for this answer. */
  expects(event: Event): boolean {
    const kinds = answers[event.type];
    if (!kinds || !("attempt" in event)) return true;
    const kind = this.live.get(event.attempt);
    return kind !== undefined && kinds.includes(kind);
  }

  watch(seen: Seen): void {
    const { before, event, after, commands, expected } = seen;
    this.step += 1;
    if (!expected) {
      must(before === after && !commands.length, "a late answer changes nothing");
      return;
    }
    const answered = "attempt" in event ? event.attempt : undefined;
    if (answered !== undefined) this.live.delete(answered);
    this.#watchLoad(seen);
    if (event.type === "pageHidden") {
      for (const [attempt, kind] of this.live) if (kind !== "leave") this.live.delete(attempt);
    }
    const caused =
      ["clicked", "returned", "connected", "qrCodeClosed", "stepOpened", "stepClosed"].includes(
        event.type,
      ) ||
      (event.type === "refreshRequested" && event.by !== "timer") ||
      (answered !== undefined && this.#byPerson.has(answered));
    for (const command of commands) this.#watchCommand(command, caused, seen);
    if (after.kind !== "open") this.#unproven = false;
  }

  #watchLoad({ before, event, after }: Seen): void {
    const task = before.kind === "open" ? before.task : null;
    const own =
      task?.doing === "requesting" && "attempt" in event && event.attempt === task.attempt;
    if (own && after.kind === "open" && after.task?.doing !== "requesting") {
      if (after.task?.doing !== "held") this.#settledAtStep = this.step;
    }
    if (event.type === "loaded" && before !== after) {
      const begun = this.begunAtStep.get(event.attempt) ?? 0;
      must(
        begun >= this.#settledAtStep,
        "a load that began before a submit settled is not applied",
      );
      this.#unproven = false;
    }
    if (event.type === "sessionStarted" && event.attempt === this.#renewing) {
      if (before !== after) this.#unproven = true;
    }
  }

  #watchCommand(command: Command, caused: boolean, { now }: Seen): void {
    switch (command.do) {
      case "abort":
        this.live.clear();
        return;
      case "navigate":
        this.live.set(command.attempt, "leave");
        return;
      case "startSession":
      case "load":
      case "requestTarget":
        break;
      default:
        return;
    }
    const { attempt } = command;
    const kind = command.do === "startSession" ? "session" : command.do;
    must(!this.begunAtStep.has(attempt), "every attempt is new");
    const replaced = [...this.live].filter(([, each]) => each === kind).map(([each]) => each);
    must(kind !== "requestTarget" || !replaced.length, "one link or submit is requested at a time");
    if (command.do === "startSession" && command.renew) {
      must(!this.#unproven, "a 401 after a renewal does not renew again");
      must(!replaced.length, "one renewal runs at a time");
      this.#renewing = attempt;
    }
    if (kind === "load") {
      must(
        ![...this.live.values()].includes("session"),
        "no load starts while a session is renewed",
      );
    }
    for (const each of replaced) this.live.delete(each);
    this.live.set(attempt, kind);
    this.begunAtStep.set(attempt, this.step);
    if (caused) this.#byPerson.add(attempt);
    else this.#automatic.push(now);
    this.#automatic = this.#automatic.filter((at) => at > now - 60_000);
    must(
      this.#automatic.length <= mostPerMinute,
      `at most ${mostPerMinute} requests a minute begin by themselves`,
    );
  }
}
