/**
 * Owns: the flow of one element: tells it the facts, and carries out its commands.
 * Does not own: what follows from what (`core/flow.ts`), links (`departure.ts`), what it looks like
 * (`views.ts`).
 * Why: everything that can be late, aborted or repeated passes through one queue.
 */
import type { ReactiveController } from "lit";
import { begin, initial } from "../../core/flow/starting.js";
import type { Command, Destination, Event, Open, State, Target } from "../../core/flow/types.js";
import { createHostClient } from "../api/host-client.js";
import type { Cancel, Environment, PageFact } from "../environment.js";
import type { Errands } from "../errands.js";
import type { FlowHost } from "./flow-host.js";
import { Calls } from "./requests.js";
import { Waiting } from "./timers.js";

const idleAfterMs = 30 * 60_000;

export class FlowController implements ReactiveController {
  readonly #host: FlowHost;
  readonly #environment: Environment;
  #state: State = initial;
  readonly #calls: Calls;
  #stopWatching: Cancel | undefined;
  readonly #waiting: Waiting;
  #isAway = false;
  #lastActivityMs = 0;
  #errands: Errands | undefined;
  readonly #queue: Event[] = [];
  #working = false;

  constructor(host: FlowHost, environment: Environment) {
    this.#host = host;
    this.#environment = environment;
    this.#calls = new Calls(
      () => createHostClient({ ...host.clientOptions(), environment }),
      (event) => this.tell(event),
    );
    this.#waiting = new Waiting(environment, () => {
      if (this.#isSeen) this.tell({ type: "refreshRequested", by: "timer" });
      else if (this.waitUntilMs) this.tell({ type: "pauseEnded" });
    });
    host.addController(this);
  }

  get state(): State {
    return this.#state;
  }

  /** When the person may try again, by his own clock; for showing only. */
  get waitUntilMs(): number | undefined {
    return this.#waiting.untilMs;
  }

  hostConnected(): void {
    this.#stopWatching ??= this.#environment.watch((fact) => this.#pageChanged(fact));
    this.#host.requestUpdate();
  }

  /** Starting with the first update lets a page set properties right after inserting the element. */
  hostUpdate(): void {
    if (this.#state.kind === "idle" && this.#stopWatching) this.#connect();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected || !this.#stopWatching) return;
      this.#stopWatching();
      this.#stopWatching = undefined;
      this.tell({ type: "disconnected" });
    });
  }

  /** Begins anew, as after a change of the endpoint. */
  restart(): void {
    if (this.#state.kind === "idle") return;
    this.tell({ type: "disconnected" });
    this.#connect();
  }

  /** A press, inside its click. */
  press(target: Target, destination: Destination = "leave"): void {
    this.#isThere();
    this.errands?.pressed(this.#state, destination);
    this.tell({ type: "clicked", target, destination });
  }

  /** Somebody asked to look again. */
  refresh(): void {
    this.#isThere();
    this.tell({ type: "refreshRequested", by: "person" });
  }

  /** Somebody does something. */
  #isThere(): void {
    this.#lastActivityMs = this.#environment.elapsedMs();
    // By the clock it was shown by: its timer may have slept.
    if (Number(this.waitUntilMs) <= this.#environment.wallMs()) {
      this.tell({ type: "pauseEnded" });
    }
  }

  #connect(): void {
    this.#isThere();
    this.tell({ type: "connected", profile: this.#host.profile ?? undefined });
  }

  /** Goes on with the facts that had to wait. */
  resume(): void {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#takeNext());
    } finally {
      this.#working = false;
    }
    this.errands?.settle(this.#state, this.#queue.length > 0, this.#isSeen);
  }

  /** Answers whether there was something that could be done. */
  #takeNext(): boolean {
    const open = this.#host.rest?.open;
    const before = this.#state;
    const [next] = this.#queue;
    if (!next) return false;
    const isOpen = before.kind === "open" && next.type !== "disconnected";
    if (isOpen && !open) {
      // A press is granted while somebody waits for it, and never by what comes later.
      this.#host.needRest().then((rest) => rest || this.#queue.splice(0));
      return false;
    }
    this.#queue.shift();
    const [state, commands] =
      isOpen && open ? open(before, next) : begin(before as Exclude<State, Open>, next);
    if (state !== before) this.#host.requestUpdate();
    this.#state = state;
    for (const command of commands) this.#carryOut(command);
    return true;
  }

  tell(event: Event): void {
    if (event.type === "disconnected" || event.type === "pageHidden") this.#queue.splice(0);
    this.#queue.push(event);
    this.resume();
  }

  #pageChanged(fact: PageFact): void {
    this.#isAway = fact === "hidden" || (this.#isAway && fact === "online");
    if (fact === "hidden") this.tell({ type: "pageHidden" });
    if (fact === "covered") this.resume();
    if (fact === "hidden" || fact === "covered") return;
    if (fact !== "online") this.#isThere();
    else if (!this.#isSeen) return;
    const leaving = this.#state.kind === "open" && this.#state.task?.doing === "leaving";
    const isBack = fact === "restored" || (leaving && fact === "visible");
    this.tell(isBack ? { type: "returned" } : { type: "refreshRequested", by: "page" });
  }

  /**
   * Somebody is there, as far as can be told: otherwise nothing is asked in the background. The
   * start goes on in any case: it ends by itself, and until then there is nothing to press.
   */
  get #isSeen(): boolean {
    const { isVisible, elapsedMs } = this.#environment;
    const isRecent = elapsedMs() - this.#lastActivityMs < idleAfterMs;
    return !this.#isAway && isVisible() && (isRecent || this.#state.kind === "starting");
  }

  #carryOut(command: Command): void {
    switch (command.do) {
      case "startSession":
        if (!command.renew) this.#calls.client = undefined;
        this.#calls.run(command.attempt, "session", async (client, signal) => ({
          type: "sessionStarted",
          attempt: command.attempt,
          ...(await client.startSession(command.renew ? "renew" : "start", signal)),
        }));
        return;
      case "load":
        this.#calls.run(command.attempt, "load", async (client, signal) => ({
          type: "loaded",
          attempt: command.attempt,
          ...(await client.load(signal)),
        }));
        return;
      case "abort":
        this.#calls.abort();
        this.#waiting.end();
        return;
      case "wait":
        this.#waiting.start(command);
        return;
      case "announce":
        this.#host.announce(command.announcement);
        return;
      default:
        this.errands?.carryOut(command);
    }
  }

  /** What is only asked of an open flow; `undefined` until it is loaded. */
  get errands(): Errands | undefined {
    const { rest } = this.#host;
    this.#errands ??=
      rest && new rest.Errands(this.#host, this.#environment, this, this.#calls, this.#waiting);
    return this.#errands;
  }
}
