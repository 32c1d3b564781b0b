/**
 * Owns: what is only ever asked of an open flow: links, leaving, codes, listening for news.
 * Does not own: sessions, readings and waiting (`flow-controller.ts`).
 * Why apart: all of it belongs to the second part; the first checklist needs none of it.
 */
import { type Command, type Destination, type State, submit } from "../core/flow/types.js";
import { EventStream } from "./api/event-stream.js";
import type { Environment } from "./environment.js";
import type { FlowController } from "./flow/flow-controller.js";
import type { FlowHost } from "./flow/flow-host.js";
import type { Calls } from "./flow/requests.js";
import type { Waiting } from "./flow/timers.js";
import { Departure } from "./links/link-requests.js";

const longestLeavingMs = 10_000;

export class Errands {
  /** The way out of the page, and the code for the phone. */
  readonly departure: Departure;
  readonly #environment: Environment;
  readonly #flow: FlowController;
  readonly #calls: Calls;
  readonly #waiting: Waiting;
  readonly #stream: EventStream;

  constructor(
    host: FlowHost,
    environment: Environment,
    flow: FlowController,
    calls: Calls,
    waiting: Waiting,
  ) {
    this.#environment = environment;
    this.#flow = flow;
    this.#calls = calls;
    this.#waiting = waiting;
    this.departure = new Departure(host, environment, flow);
    this.#stream = new EventStream(
      environment,
      waiting,
      () => flow.tell({ type: "refreshRequested", by: "host" }),
      () => flow.resume(),
    );
  }

  /** Inside a click. */
  pressed(state: State, destination: Destination): void {
    const isFree = state.kind === "open" && !state.task;
    if (isFree && destination === "navigate") this.departure.openTab();
  }

  /** After every fact: closes what nobody waits for, and listens while it is worth it. */
  settle(state: State, hasMore: boolean, isSeen: boolean): void {
    const isBusy = hasMore || (state.kind === "open" && state.task);
    if (!isBusy) this.departure.closeTab();
    this.#stream.follow(state, isSeen ? this.#calls.client : undefined);
  }

  carryOut(command: Command): void {
    switch (command.do) {
      case "ask":
        this.#calls.run(command.attempt, command.target === submit ? "submit" : "link", (...call) =>
          this.departure.ask(command, ...call),
        );
        return;
      case "leave":
        this.#leave(command);
        return;
      case "forgetLink":
        this.departure.forget();
        return;
      case "showQrCode":
        this.departure.showQrCode();
    }
  }

  #leave(command: Extract<Command, { do: "navigate" }>): void {
    // First of all: however it goes, leaving ends.
    this.#waiting.hold(longestLeavingMs, () => {
      if (this.#environment.isVisible()) this.#flow.tell({ type: "returned" });
    });
    const event = this.departure.leave(command);
    if (!event) return;
    this.#waiting.end();
    this.#flow.tell(event);
  }
}
