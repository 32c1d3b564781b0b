/**
 * Owns: the flow of one element: tells it the facts, carries out its commands, holds the link for
 * the moment between its arrival and the leaving.
 * Does not own: what follows from what (`core/flow.ts`), what it looks like (`views.ts`).
 * Why: everything that can be late, aborted or repeated passes through one queue.
 */
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { initial, transition } from "../core/flow.js";
import {
  type Announcement,
  type Command,
  type During,
  type Event,
  type State,
  submit,
  type Wish,
} from "../core/flow-types.js";
import { Problem } from "../core/problem.js";
import { providerLink } from "../core/safe-link.js";
import type { Cancel, Environment, PageFact, WaitingTab } from "./environment.js";
import { createHostClient, type HostClient, type TimedLink } from "./host-client.js";

/** What the controller asks of its element. */
export interface FlowHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly profile: string | null | undefined;
  readonly linkHosts: readonly string[];
  readonly opensTab: boolean;
  readonly openLink: ((url: string) => void) | undefined;
  clientOptions(): Omit<Parameters<typeof createHostClient>[0], "environment">;
  announce(announcement: Announcement): void;
  /** Asks the page whether the customer may leave; `false` keeps him. */
  mayLeave(destination: string, wish: Wish): boolean;
}

const idleAfterMs = 30 * 60_000;
const longestLeavingMs = 10_000;

interface HeldLink {
  readonly href: string;
  readonly link: TimedLink;
  readonly wallMs: number;
  readonly elapsedMs: number;
}

export class FlowController implements ReactiveController {
  readonly #host: FlowHost;
  readonly #environment: Environment;
  #state: State = initial;
  #client: HostClient | undefined;
  #running = new AbortController();
  #stopWatching: Cancel | undefined;
  #stopWaiting: Cancel | undefined;
  #timerIsDue = false;
  #lastActivityMs = 0;
  #link: HeldLink | undefined;
  #tab: WaitingTab | undefined;
  #key: { readonly number: number; readonly text: string } | undefined;
  /** When the person may try again, by his own clock; for showing only. */
  #waitUntilMs: number | undefined;
  readonly #queue: Event[] = [];
  #working = false;

  constructor(host: FlowHost, environment: Environment) {
    this.#host = host;
    this.#environment = environment;
    host.addController(this);
  }

  get state(): State {
    return this.#state;
  }

  get waitUntilMs(): number | undefined {
    return this.#waitUntilMs;
  }

  hostConnected(): void {
    this.#stopWatching ??= this.#environment.watch((fact) => this.#pageChanged(fact));
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
      this.#tell({ type: "disconnected" });
    });
  }

  /** Begins anew, as after a change of the endpoint. */
  restart(): void {
    if (this.#state.kind === "idle") return;
    this.#tell({ type: "disconnected" });
    this.#connect();
  }

  /** A press, inside its click. */
  press(wish: Wish): void {
    this.#lastActivityMs = this.#environment.elapsedMs();
    const idle = this.#state.kind === "open" && !this.#state.task;
    if (this.#host.opensTab && idle) this.#tab ??= this.#environment.openTab();
    this.#tell({ type: "pressed", wish, destination: "leave" });
  }

  /** Somebody asked to look again. */
  refresh(): void {
    this.#lastActivityMs = this.#environment.elapsedMs();
    this.#tell({ type: "nudged", by: "person" });
  }

  #connect(): void {
    this.#lastActivityMs = this.#environment.elapsedMs();
    this.#tell({ type: "connected", profile: this.#host.profile ?? undefined });
  }

  #tell(event: Event): void {
    this.#queue.push(event);
    if (this.#working) return;
    this.#working = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      const [state, commands] = transition(this.#state, next);
      if (state !== this.#state) this.#host.requestUpdate();
      this.#state = state;
      for (const command of commands) this.#carryOut(command);
    }
    this.#working = false;
    const busy = this.#state.kind === "open" && this.#state.task;
    if (this.#tab && !busy) {
      this.#tab.close();
      this.#tab = undefined;
    }
  }

  #pageChanged(fact: PageFact): void {
    if (fact === "hidden") return this.#tell({ type: "pageHidden" });
    if (fact !== "online") this.#lastActivityMs = this.#environment.elapsedMs();
    const leaving = this.#state.kind === "open" && this.#state.task?.doing === "leaving";
    if (fact === "restored" || (leaving && fact === "visible")) this.#tell({ type: "returned" });
    else this.#tell({ type: "nudged", by: this.#timerIsDue ? "timer" : "page" });
    this.#timerIsDue = false;
  }

  #carryOut(command: Command): void {
    switch (command.do) {
      case "startSession":
        if (!command.renew) this.#client = undefined;
        return this.#run(command.attempt, "session", async (client, signal) => ({
          type: "sessionStarted",
          attempt: command.attempt,
          ...(await client.startSession(command.renew ? "renew" : "start", signal)),
        }));
      case "load":
        return this.#run(command.attempt, "load", async (client, signal) => ({
          type: "loaded",
          attempt: command.attempt,
          ...(await client.load(signal)),
        }));
      case "ask":
        return this.#ask(command.attempt, command.wish, command.key);
      case "leave":
        return this.#leave(command.attempt, command.wish);
      case "abort":
        this.#running.abort();
        this.#running = new AbortController();
        this.#stopWaiting?.();
        this.#timerIsDue = false;
        return;
      case "forgetLink":
        this.#link = undefined;
        return;
      case "wait":
        return this.#wait(command.ms, command.because);
      case "announce":
        return this.#host.announce(command.announcement);
      case "showCode":
    }
  }

  #run(
    attempt: number,
    during: During,
    work: (client: HostClient, signal: AbortSignal) => Promise<Event>,
  ): void {
    const { signal } = this.#running;
    this.#client ??= createHostClient({
      ...this.#host.clientOptions(),
      environment: this.#environment,
    });
    work(this.#client, signal)
      .catch((cause: unknown): Event => {
        const problem =
          cause instanceof Problem ? cause : new Problem("answer_unreadable", { cause });
        return { type: "failed", attempt, during, problem };
      })
      .then((event) => {
        if (!signal.aborted) this.#tell(event);
      });
  }

  #ask(attempt: number, wish: Wish, number: number): void {
    if (this.#key?.number !== number) this.#key = { number, text: this.#environment.newKey() };
    const { text } = this.#key;
    const during = wish === submit ? "submit" : "link";
    this.#run(attempt, during, async (client, signal) => {
      const link = await client.ask(wish, text, signal);
      if (!link) return { type: "submitted", attempt };
      const href = providerLink(link.url, this.#host.linkHosts);
      if (!href) {
        throw new Problem("link_refused", {
          explanation: "url: expected an https: address of one of link-hosts",
        });
      }
      const { elapsedMs, wallMs } = this.#environment;
      if (!signal.aborted) this.#link = { href, link, wallMs: wallMs(), elapsedMs: elapsedMs() };
      return {
        type: "linkReceived",
        attempt,
        expired: link.leftMs <= 0,
        expiresAt: link.expiresAt,
      };
    });
  }

  #leave(attempt: number, wish: Wish): void {
    const held = this.#link;
    this.#link = undefined;
    const now = this.#environment;
    const age = held
      ? Math.max(now.elapsedMs() - held.elapsedMs, now.wallMs() - held.wallMs)
      : Number.POSITIVE_INFINITY;
    if (!held || age >= held.link.leftMs) return this.#tell({ type: "linkExpired", attempt });
    if (!this.#host.mayLeave(new URL(held.href).host, wish)) {
      return this.#tell({ type: "leaveCancelled", attempt });
    }
    const tab = this.#tab;
    this.#tab = undefined;
    this.#stopWaiting?.();
    this.#stopWaiting = now.after(longestLeavingMs, () => {
      if (now.isVisible()) this.#tell({ type: "returned" });
    });
    if (!this.#host.openLink) return now.leave(held.href, tab);
    tab?.close();
    try {
      this.#host.openLink(held.href);
    } catch (cause) {
      const problem = new Problem("link_refused", { explanation: "openLink threw", cause });
      this.#tell({ type: "failed", attempt, during: "leave", problem });
    }
  }

  #wait(ms: number, because: "retry" | "poll" | "pause"): void {
    const { random, after, wallMs, elapsedMs, isVisible } = this.#environment;
    const jittered = because === "retry" ? ms * random() : ms * (1 + random() / 4);
    this.#waitUntilMs = because === "pause" ? wallMs() + jittered : undefined;
    this.#stopWaiting?.();
    this.#timerIsDue = false;
    this.#stopWaiting = after(jittered, () => {
      if (!isVisible()) this.#timerIsDue = true;
      else if (elapsedMs() - this.#lastActivityMs < idleAfterMs) {
        this.#tell({ type: "nudged", by: "timer" });
      }
    });
  }
}
