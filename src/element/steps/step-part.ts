/** How the element and the parts that it loads for steps see each other. */
import type { HostClient } from "../api/host-client.js";
import type { Environment } from "../environment.js";
import type { Kit } from "../on-demand/kit.js";
import type { StepDrawing } from "../views/view.js";

/** The element as an open step sees it. */
export interface StepPort {
  readonly environment: Environment;
  readonly requirement: string;
  /**
   * What steps of this customer have saved that another one needs, by pointer, so that nobody types it
   * twice. It goes with the page and the login.
   */
  readonly given: Map<string, string>;
  requestUpdate(): void;
  /** Whether something can be sent now. */
  canSend(): boolean;
  /** Has the flow send something: it calls `request` of the step, once or more. */
  send(): void;
  /** Back to the list. */
  close(): void;
}

/** One open step. What is typed lives in it, and goes with it. */
export interface DrawnStep extends StepDrawing {
  /** It has been drawn. */
  updated(root: HTMLElement | DocumentFragment): void;
  /**
   * Sends what was clicked last, each time with the key of that click. Returns whether that completes
   * the step; rejects with a `Problem`.
   */
  request(client: HostClient, signal: AbortSignal): Promise<boolean>;
  /** Nothing of it runs any more. */
  end(): void;
}

/**
 * What a kind of step exports. It imports nothing that the element has; it is handed a kit instead.
 */
export interface StepPart {
  /** Loads its words in a language. Rejects when they cannot be fetched. */
  prepare(kit: Kit, lang: string): Promise<void>;
  create(port: StepPort): DrawnStep;
}
