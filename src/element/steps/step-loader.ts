/**
 * Owns: the step that is in place of the list: loading its part, creating it, and dropping it with
 * everything that was typed when it is left.
 * Does not own: when it opens and ends (`core/flow`), what it draws and sends (a folder for each kind).
 * Why: this little is with every page; the rest comes with the first step that a customer opens.
 */
import type { StepKind } from "../../core/action.js";
import { canRequest, offeredStep } from "../../core/availability.js";
import type { Command, Event, OpenStep, State } from "../../core/flow/types.js";
import { stepTarget } from "../../core/target.js";
import type { Cancel } from "../environment.js";
import { kit } from "../on-demand/kit.js";
import { loadPart } from "../on-demand/load-part.js";
import type { ElementPort, FlowPort } from "../ports.js";
import type { DrawnStep, StepPart, StepPort } from "./step-part.js";

const parts: Readonly<Record<StepKind, () => Promise<StepPart>>> = {
  code: () => import("./code/code-step.js"),
  document: () => import("./document/document-step.js"),
  fields: () => import("./fields/fields-step.js"),
};

/** The page has been at rest for so long before the next step's part is fetched ahead of its click. */
const restMs = 2_000;

export class StepLoader {
  /** The requirement whose step is being loaded, or could not be loaded at the last try. */
  loading: string | undefined;
  failed: string | undefined;
  /** The step that is open. */
  drawn: DrawnStep | undefined;
  #step: OpenStep | null = null;
  #part: StepPart | undefined;
  readonly #given = new Map<string, string>();
  #customerId: string | undefined;
  readonly #fetched = new Set<StepKind>();
  #stopFetching: Cancel | undefined;
  readonly #element: ElementPort;
  readonly #flow: FlowPort;

  constructor(element: ElementPort, flow: FlowPort) {
    this.#element = element;
    this.#flow = flow;
  }

  /**
   * Fetches what the step of a requirement needs when nothing else is under way, so that its click finds it
   * there. What fails here is fetched again by the click.
   * @param lang The language of its words.
   */
  prefetch(requirement: string, lang: string): void {
    const { state } = this.#flow;
    const kind = state.kind === "open" && offeredStep(state, requirement)?.kind;
    if (!kind || state.refreshing || state.task || this.#fetched.has(kind)) return;
    this.#fetched.add(kind);
    const { environment } = this.#element;
    this.#stopFetching = environment.after(restMs, () => {
      environment
        .load(parts[kind])
        .then((part) => part.prepare(kit, lang))
        .catch(() => {});
    });
  }

  /**
   * Loads what the step of a requirement needs, then opens it.
   * @param lang The language of its words.
   */
  open(requirement: string, lang: string): void {
    const { state } = this.#flow;
    const offered = state.kind === "open" && offeredStep(state, requirement);
    if (!offered || this.loading) return;
    this.loading = requirement;
    this.failed = undefined;
    this.#element.requestUpdate();
    const isWanted = () => this.loading === requirement;
    const load = async () => {
      const part = await parts[offered.kind]();
      await part.prepare(kit, lang);
      return part;
    };
    loadPart(this.#element, load, {
      loaded: (part) => {
        if (!isWanted()) return;
        // A part of another release may be there in its place.
        if (!part.create) throw new TypeError("no step");
        this.loading = undefined;
        this.#part = part;
        this.#flow.dispatch({ type: "stepOpened", requirement });
      },
      failed: () => {
        if (!isWanted()) return;
        this.loading = undefined;
        this.failed = requirement;
      },
    });
  }

  /** Creates the step that has been opened; drops one that is open no more. */
  follow(state: State): void {
    if (state.kind !== "open") this.#stopFetching?.();
    const { step = null, customer } = state.kind === "open" ? state : {};
    if (customer?.id !== this.#customerId) this.forget();
    this.#customerId = customer?.id;
    if (step === this.#step) return;
    this.#step = step;
    this.drawn?.end();
    this.drawn = step ? this.#part?.create(this.#createPort(step)) : undefined;
  }

  /** Nothing of what was typed is left for later steps. */
  forget(): void {
    this.#given.clear();
  }

  #createPort({ requirement }: OpenStep): StepPort {
    const { environment, requestUpdate } = this.#element;
    const flow = this.#flow;
    const target = stepTarget(requirement);
    return {
      environment,
      requirement,
      given: this.#given,
      requestUpdate,
      canSend: () => flow.state.kind === "open" && canRequest(flow.state, target),
      send: () => flow.dispatch({ type: "clicked", target, destination: "step" }),
      close: () => flow.dispatch({ type: "stepClosed" }),
    };
  }

  /** Sends what was clicked in the open step. */
  async request(
    { attempt }: Extract<Command, { do: "requestTarget" }>,
    ...sending: Parameters<DrawnStep["request"]>
  ): Promise<Event> {
    const finished = !!(await this.drawn?.request(...sending));
    return { type: "stepAnswered", attempt, finished };
  }
}
