/**
 * The page around the flow, in model time: carries out commands as a controller would, lets answers
 * arrive late, twice, after their abort or never, and fires the timers. It adopts a session token
 * only when the flow accepted the session that brought it.
 */
import { waitsInSilence } from "../../../src/core/availability.js";
import type { Command, Event, State } from "../../../src/core/flow/types.js";
import { aProblem } from "../builders.js";
import type { Answer, HostModel, SentRequest, Token } from "./host-model.js";
import type { Random } from "./random.js";

/** How long any request may take, and how long leaving may, in milliseconds. */
export const deadlineMs = 10_000;

/** How long customers wait without a word. */
export const longestSilenceMs = 10_000;

interface Due {
  readonly at: number;
  readonly order: number;
  /** An answer is decided when the request arrives; everything else is an event. */
  readonly what: "arrival" | "answer" | "deadline" | "timer" | "patience" | "page";
  readonly request?: SentRequest;
  readonly event?: Event;
}

export class PageModel {
  now = 0;
  hidden = false;
  token: Token | undefined;
  /** The running requests by attempt. */
  readonly running = new Map<number, SentRequest["kind"]>();
  timer: number | undefined;
  #patience: number | undefined;
  /** An event that ends the leaving is planned. */
  leavingEnds = false;
  #queue: Due[] = [];
  #order = 0;

  readonly host: HostModel;
  readonly random: Random;

  constructor(host: HostModel, random: Random) {
    this.host = host;
    this.random = random;
  }

  #plan(inMs: number, due: Omit<Due, "at" | "order">): number {
    this.#order += 1;
    this.#queue.push({ ...due, at: this.now + inMs, order: this.#order });
    return this.#order;
  }

  /** Lets time pass until something reaches the flow; `undefined` when nothing will. */
  nextEvent(until = Number.POSITIVE_INFINITY): Event | undefined {
    for (;;) {
      let first = this.#queue[0];
      for (const each of this.#queue) {
        if (first && (each.at < first.at || (each.at === first.at && each.order < first.order))) {
          first = each;
        }
      }
      if (!first || first.at > until) {
        if (until !== Number.POSITIVE_INFINITY) this.now = until;
        return undefined;
      }
      this.#queue = this.#queue.filter((each) => each !== first);
      this.now = first.at;
      const event = this.#eventOf(first);
      if (event) return event;
    }
  }

  #eventOf(due: Due): Event | undefined {
    const { request, event } = due;
    switch (due.what) {
      case "arrival":
        if (request) this.#planAnswer(this.host.answer(request, this.now));
        return undefined;
      case "answer": {
        if (!event || !("attempt" in event)) return undefined;
        const expected = this.running.delete(event.attempt);
        return expected || this.random.happens(0.4) ? event : undefined;
      }
      case "deadline":
        if (!request || !this.running.delete(request.attempt)) return undefined;
        return {
          type: "failed",
          attempt: request.attempt,
          during: request.kind === "requestTarget" ? "submit" : request.kind,
          problem: aProblem("timeout"),
        };
      case "timer":
        if (this.timer !== due.order) return undefined;
        this.timer = undefined;
        return event;
      case "patience":
        if (this.#patience !== due.order) return undefined;
        this.#patience = undefined;
        return event;
      case "page":
        if (this.hidden || !this.leavingEnds) return undefined;
        return event;
    }
  }

  #planAnswer(answer: Answer): void {
    const { random, host } = this;
    if (host.health !== "good" && random.happens(0.1)) return;
    const slow = host.health !== "good" && random.happens(0.2);
    this.#plan(slow ? random.below(30_000) : random.below(300), { what: "answer", event: answer });
    if (random.happens(0.05)) {
      this.#plan(random.below(20_000), { what: "answer", event: answer });
    }
  }

  #send(request: SentRequest): void {
    const { random, host } = this;
    this.running.set(request.attempt, request.kind);
    this.#plan(deadlineMs, { what: "deadline", request });
    const slow = host.health !== "good" && random.happens(0.1);
    this.#plan(slow ? random.below(12_000) : random.below(200), { what: "arrival", request });
  }

  #leave(attempt: number): void {
    const { random } = this;
    const page = (inMs: number, event: Event) => this.#plan(inMs, { what: "page", event });
    const end = random.next();
    const calm = this.host.health === "good";
    this.leavingEnds = true;
    page(deadlineMs, { type: "returned" });
    if (end < 0.4) page(random.below(500), { type: "pageHidden" });
    else if (end < 0.5) page(0, { type: "leaveCancelled", attempt });
    else if (end < 0.65 && !calm) page(0, { type: "linkExpired", attempt });
    else if (end < 0.7 && !calm) {
      const problem = aProblem("link_refused");
      page(0, { type: "failed", attempt, during: "leave", problem });
    }
  }

  /** Carries out the commands that an event led to. */
  carryOut(event: Event, before: State, after: State, commands: readonly Command[]): void {
    const { token } = this;
    if (event.type === "sessionStarted" && before !== after) {
      this.token = this.host.tokens.get(event.attempt) ?? token;
    }
    if (event.type === "pageHidden") this.hidden = true;
    if (["returned", "connected", "disconnected"].includes(event.type)) this.hidden = false;
    for (const command of commands) {
      switch (command.do) {
        case "abort":
          this.running.clear();
          this.timer = undefined;
          break;
        case "startSession":
          this.#send({ kind: "session", attempt: command.attempt });
          break;
        case "load":
          this.#send({ kind: "load", attempt: command.attempt, token: this.token });
          break;
        case "requestTarget":
          this.#send({ ...command, kind: "requestTarget", token: this.token });
          break;
        case "wait":
          this.timer = this.#plan(command.ms * (1 + this.random.next() / 4), {
            what: "timer",
            event: { type: "refreshRequested", by: "timer" },
          });
          break;
        case "navigate":
          this.#leave(command.attempt);
          break;
        default:
      }
    }
    if (!waitsInSilence(after)) this.#patience = undefined;
    else {
      this.#patience ??= this.#plan(longestSilenceMs, {
        what: "patience",
        event: { type: "waitedLong" },
      });
    }
    const leaving = after.kind === "open" && after.task?.doing === "leaving";
    if (!leaving) this.leavingEnds = false;
  }
}
