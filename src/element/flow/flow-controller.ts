/**
 * Owns: the flow of one element: dispatches events to `transition`, and carries out its commands.
 * Does not own: what follows from what (`core/flow`), what it looks like (`views/`).
 * Why: everything that can be late, aborted or repeated passes through one queue.
 */
import { shouldListen, waitsInSilence } from "../../core/availability.js";
import { initial, transition } from "../../core/flow/transition.js";
import type { Command, Destination, Event, State } from "../../core/flow/types.js";
import { type Screen, screen } from "../../core/screen.js";
import type { Target } from "../../core/target.js";
import { EventStream } from "../api/event-stream.js";
import type { Cancel, PageFact } from "../environment.js";
import { ProviderLinks } from "../links/provider-links.js";
import type { ElementPort, FlowPort } from "../ports.js";
import { QrLoader } from "../qr/qr-loader.js";
import { StepLoader } from "../steps/step-loader.js";
import { announce } from "./announcements.js";
import { FlowTimer } from "./flow-timer.js";
import { Requests } from "./requests.js";

const idleAfterMs = 30 * 60_000;
const longestLeavingMs = 10_000;
const longestSilenceMs = 10_000;
const byThePerson = /^(clicked|step(Opened|Closed))$/;
const duringOf = { submit: "submit", requirement: "link", step: "step" } as const;

export class FlowController implements FlowPort {
  /** The panel with the QR code, and what loads it. */
  readonly qrPanel: QrLoader;
  /** The step in place of the list, and what loads it. */
  readonly steps: StepLoader;
  readonly #element: ElementPort;
  readonly #requests: Requests;
  readonly #timer: FlowTimer;
  readonly #links: ProviderLinks;
  readonly #stream: EventStream;
  readonly #queue: Event[] = [];
  #state: State = initial;
  #screen: Screen = screen(initial);
  #isDispatching = false;
  #isAway = false;
  #lastActivityMs = 0;
  #stopWatching: Cancel | undefined;
  #endPatience: Cancel | undefined;

  constructor(element: ElementPort) {
    this.#element = element;
    this.#requests = new Requests(element, (event) => this.dispatch(event));
    this.#timer = new FlowTimer(element.environment, () => {
      if (this.#isSeen) this.dispatch({ type: "refreshRequested", by: "timer" });
      else if (this.waitUntilMs) this.dispatch({ type: "pauseEnded" });
    });
    this.#links = new ProviderLinks(element);
    this.qrPanel = new QrLoader(element, this);
    this.steps = new StepLoader(element, this);
    this.#stream = new EventStream(element.environment, {
      connected: (isListening) => {
        this.#timer.isListening = isListening;
      },
      notified: () => this.dispatch({ type: "refreshRequested", by: "host" }),
      reopen: () => this.#settle(),
    });
  }

  get state(): State {
    return this.#state;
  }

  /** What the state shows; the same object until the state changes. */
  get screen(): Screen {
    return this.#screen;
  }

  /** When the person may try again, by their own clock; for showing only. */
  get waitUntilMs(): number | undefined {
    return this.#timer.untilMs;
  }

  /** Starts, or goes on after the element was moved within the page. */
  connect(): void {
    this.#stopWatching ??= this.#element.environment.watch((fact) => this.#pageChanged(fact));
    if (this.#state.kind !== "idle") return;
    this.#noteActivity();
    this.dispatch({ type: "connected", profile: this.#element.settings.profile ?? undefined });
  }

  disconnect(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.dispatch({ type: "disconnected" });
  }

  /** Starts from nothing, as after a change of the endpoint. */
  restart(): void {
    this.dispatch({ type: "disconnected" });
    this.connect();
  }

  /** A click on what asks for a target, inside its DOM event. */
  click(target: Target, destination: Destination): void {
    const isFree = this.#state.kind === "open" && !this.#state.task;
    if (isFree && destination === "navigate") this.#links.openTab();
    this.dispatch({ type: "clicked", target, destination });
  }

  /** The customer or the page asked to look again. */
  refresh(): void {
    this.#noteActivity();
    this.dispatch({ type: "refreshRequested", by: "person" });
  }

  /** Events that are dispatched meanwhile wait their turn in the queue. */
  dispatch(event: Event): void {
    const isOver = event.type === "disconnected" || event.type === "pageHidden";
    if (isOver) this.steps.forget();
    if (isOver) this.#queue.splice(0);
    if (byThePerson.test(event.type)) this.#noteActivity();
    this.#queue.push(event);
    if (this.#isDispatching) return;
    this.#isDispatching = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#take(next);
    } finally {
      this.#isDispatching = false;
    }
    this.#settle();
  }

  #take(event: Event): void {
    const [state, commands] = transition(this.#state, event);
    if (state !== this.#state) {
      this.#state = state;
      this.#screen = screen(state);
      this.steps.follow(state);
      this.#element.requestUpdate();
    }
    for (const command of commands) this.#carryOut(command);
  }

  /**
   * After the queue is empty: closes a tab that no link came for, listens while it is worth it, and sees
   * to it that nobody waits for long without a word.
   */
  #settle(): void {
    if (waitsInSilence(this.#state)) {
      this.#endPatience ??= this.#element.environment.after(longestSilenceMs, () =>
        this.dispatch({ type: "waitedLong" }),
      );
    } else {
      this.#endPatience?.();
      this.#endPatience = undefined;
    }
    if (this.#state.kind !== "open" || !this.#state.task) this.#links.closeTab();
    const isWorth = this.#isSeen && shouldListen(this.#state);
    this.#stream.follow(isWorth ? this.#requests.client : undefined);
  }

  /** The person does something. */
  #noteActivity(): void {
    const { environment } = this.#element;
    this.#lastActivityMs = environment.elapsedMs();
    // By the clock that the time was shown by: its timer may have slept.
    const until = this.waitUntilMs;
    if (until !== undefined && until <= environment.wallMs()) this.dispatch({ type: "pauseEnded" });
  }

  #pageChanged(fact: PageFact): void {
    this.#isAway = fact === "hidden" || (this.#isAway && fact === "online");
    if (fact === "hidden") this.dispatch({ type: "pageHidden" });
    if (fact === "covered") this.#settle();
    if (fact === "hidden" || fact === "covered") return;
    if (fact !== "online") this.#noteActivity();
    else if (!this.#isSeen) return;
    const leaving = this.#state.kind === "open" && this.#state.task?.doing === "leaving";
    const isBack = fact === "restored" || (leaving && fact === "visible");
    this.dispatch(isBack ? { type: "returned" } : { type: "refreshRequested", by: "page" });
  }

  /**
   * Whether somebody looks at the page, as far as the page knows: otherwise nothing is requested in the
   * background. The start goes on in any case: it ends by itself.
   */
  get #isSeen(): boolean {
    const { environment } = this.#element;
    const isRecent = environment.elapsedMs() - this.#lastActivityMs < idleAfterMs;
    return (
      !this.#isAway && environment.isVisible() && (isRecent || this.#state.kind === "starting")
    );
  }

  #carryOut(command: Command): void {
    switch (command.do) {
      case "startSession":
        this.#startSession(command);
        return;
      case "load":
        this.#requests.run(command.attempt, "load", async (client, signal) => ({
          type: "loaded",
          attempt: command.attempt,
          ...(await client.load(signal)),
        }));
        return;
      case "requestTarget":
        this.#requests.run(command.attempt, duringOf[command.target.kind], (...host) =>
          (command.target.kind === "step" ? this.steps : this.#links).request(command, ...host),
        );
        return;
      case "navigate":
        this.#navigate(command);
        return;
      case "showQrCode":
        this.qrPanel.show(this.#links.take());
        return;
      case "forgetLink":
        this.#links.take();
        this.qrPanel.forget();
        return;
      case "abort":
        this.#requests.abort();
        this.#timer.end();
        return;
      case "wait":
        this.#timer.start(command);
        return;
      case "announce":
        announce(this.#element, command.announcement);
    }
  }

  #startSession({ attempt, renew }: Extract<Command, { do: "startSession" }>): void {
    if (!renew) this.#requests.client = undefined;
    this.#requests.run(attempt, "session", async (client, signal) => {
      const started = await client.startSession(renew ? "renew" : "start", signal);
      const refusal = this.#links.refusalBy(client);
      if (refusal) this.#element.warnDeveloper(`${refusal.code}: ${refusal.message}`);
      return { type: "sessionStarted", attempt, ...started };
    });
  }

  #navigate(command: Extract<Command, { do: "navigate" }>): void {
    // First of all: whatever follows, leaving ends.
    this.#timer.waitFor(longestLeavingMs, () => {
      if (this.#element.environment.isVisible()) this.dispatch({ type: "returned" });
    });
    const event = this.#links.navigate(command);
    if (!event) return;
    this.#timer.end();
    this.dispatch(event);
  }
}
