/** A seeded walk through the flow: chaos, and again and again a calm in which it must come to rest. */

import { initial, transition } from "../../../src/core/flow/transition.js";
import type { Command, Event, State } from "../../../src/core/flow/types.js";
import { screen } from "../../../src/core/screen.js";
import { continueTarget, stepTarget, submitTarget } from "../../../src/core/target.js";
import { Attempts } from "./attempts.js";
import { Clicks } from "./clicks.js";
import { HostModel } from "./host-model.js";
import { InPlace } from "./in-place.js";
import { isRareHere, nextAction } from "./next-action.js";
import { PageModel } from "./page-model.js";
import { QrCodes } from "./qr-codes.js";
import { seededRandom } from "./random.js";
import { Refusals } from "./refusals.js";
import { classOf } from "./state-class.js";
import { Truthfulness } from "./truthfulness.js";
import { must, type Seen, Violation } from "./violation.js";
import { Waiting } from "./waiting.js";

export type Transition = typeof transition;

export interface WalkOptions {
  readonly seed: number;
  readonly steps: number;
  /** What is walked: the flow, or a broken variant. */
  readonly flow?: Transition;
  /** Receives every step as one line. */
  readonly onStep?: (line: string) => void;
}

/** The longest time to rest once the host works: the longest pause, and a deadline or two. */
const restMs = 155_000;
const chaosSteps = 250;
const tailLines = 25;

function lineOf(now: number, pair: string, event: Event, after: State, commands: Command[]) {
  const carriedOut = JSON.stringify(commands);
  return `${now.toFixed()} ${pair} ${JSON.stringify(event)} -> ${classOf(after)} ${carriedOut}`;
}

export class Walk {
  readonly seen = new Map<string, number>();
  calms = 0;
  journeys = 0;
  steps = 0;
  state: State = initial;
  #steps = 0;
  #tail: (() => string)[] = [];
  readonly #options: WalkOptions;
  readonly #random;
  readonly #host;
  readonly #page;
  readonly #attempts = new Attempts();
  readonly #rules;

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#host = new HostModel(this.#random);
    this.#page = new PageModel(this.#host, this.#random);
    const rules = [this.#attempts, new Clicks(this.#page), new Truthfulness()];
    this.#rules = [...rules, new QrCodes(), new Refusals(), new InPlace(), new Waiting(this.#page)];
  }

  /** Walks all steps. @throws {Violation} with the seed and the end of the trace. */
  run(): this {
    try {
      while (this.#steps < this.#options.steps) {
        for (let each = 0; each < chaosSteps; each += 1) this.#chaos();
        this.#calm();
      }
    } catch (error) {
      const where = `seed ${this.#options.seed}, step ${this.#steps}`;
      const rule = error instanceof Violation ? error.message : String(error);
      throw new Violation([`${rule} (${where})`, ...this.#tail.map((line) => line())].join("\n"), {
        cause: error,
      });
    }
    return this;
  }

  #chaos(): void {
    const random = this.#random;
    if (random.happens(0.05)) this.#host.drift(this.#page.token);
    // Two stretches of three prefer what was seen least; the third follows the usual order.
    const seeks = this.calms % 3 > 0 && isRareHere(this.state, this.seen);
    const action = () => nextAction(this.state, this.#page, this.seen, seeks);
    const early = random.happens(seeks ? 0.9 : 0.2) ? action() : undefined;
    const event = early ?? this.#page.nextEvent() ?? action();
    if (event) this.#take(event);
  }

  #take(event: Event): void {
    const before = this.state;
    const expected = this.#attempts.expects(event);
    const [after, commands] = (this.#options.flow ?? transition)(before, event);
    this.#steps += 1;
    const pair = `${classOf(before)} x ${event.type}`;
    this.seen.set(pair, (this.seen.get(pair) ?? 0) + 1);
    const { now } = this.#page;
    const line = () => lineOf(now, pair, event, after, commands);
    this.#options.onStep?.(line());
    this.#tail.push(line);
    if (this.#tail.length > tailLines) this.#tail.shift();
    this.state = after;
    this.#page.carryOut(event, before, after, commands);
    const seen: Seen = { before, event, after, commands, now: this.#page.now, expected };
    for (const rule of this.#rules) rule.watch(seen);
  }

  get #rests(): boolean {
    const { state } = this;
    return state.kind === "open" && !state.refreshing && !state.renewal && !state.task;
  }

  get #showsTruth(): boolean {
    const { state } = this;
    if (state.kind !== "open" || !this.#host.login) return false;
    const { customer } = this.#host.truthOf(this.#host.login);
    return JSON.stringify(state.customer) === JSON.stringify(customer);
  }

  /** From here on the host works and the customer refreshes: rest with the truth follows. */
  #calm(): void {
    this.calms += 1;
    this.#host.health = "good";
    this.#host.login ??= "customer_a";
    this.#page.token = undefined;
    this.#comesToRest();
    this.#completeStep();
    const shown = screen(this.state);
    if (!("submit" in shown)) return;
    const target = shown.submit === "open" ? submitTarget : continueTarget;
    if (shown.submit !== "open" && shown.continue !== "open") return;
    this.journeys += 1;
    this.#take({ type: "clicked", target, destination: "navigate" });
    this.#within(30_000, () => this.state.kind === "open" && !this.state.task, "a journey ends");
    this.#comesToRest();
  }

  /** A step that is offered opens, and what is clicked in it ends. */
  #completeStep(): void {
    const name = ["phone_verification", "email_verification"].find((each) => {
      const shown = screen(this.state);
      return "stepButton" in shown && !shown.step && shown.stepButton(each) === "open";
    });
    if (name) this.#take({ type: "stepOpened", requirement: name });
    const { state } = this;
    if (state.kind !== "open" || !state.step) return;
    const target = stepTarget(state.step.requirement);
    this.#take({ type: "clicked", target, destination: "step" });
    const isOver = () => this.state.kind === "open" && !this.state.task;
    this.#within(30_000, isOver, "a request of a step ends");
    this.steps += 1;
    this.#take({ type: "stepClosed" });
    this.#comesToRest();
  }

  #comesToRest(): void {
    const done = () => this.#rests && this.#showsTruth;
    this.#within(restMs, done, "rest with the truth follows when the host works");
  }

  #within(ms: number, done: () => boolean, rule: string): void {
    const end = this.#page.now + ms;
    while (!done()) {
      must(this.#page.now < end, `${rule}, within ${ms} ms`);
      if (this.#page.hidden) this.#take({ type: "returned" });
      else if (this.state.kind === "idle") this.#take({ type: "connected" });
      else if (this.#rests || this.state.kind === "blocked") {
        this.#take({ type: "refreshRequested", by: "person" });
      }
      const until = this.#page.now + 2_000;
      for (;;) {
        const event = this.#page.nextEvent(until);
        if (event) this.#take(event);
        if (!event || done()) break;
      }
    }
  }
}
