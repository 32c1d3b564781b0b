/** How the parts of the element see each other. */

import type { SessionJson } from "../core/contract.js";
import type { Event as FlowEvent, State } from "../core/flow/types.js";
import type { Environment } from "./environment.js";

/**
 * A page's own way to a session: returns what `POST /session` would. `reason` says whether it is the
 * first one or a renewal. A rejection is read as "no session": the customer is asked to sign in.
 * @example
 * element.fetchSession = async ({ signal }) =>
 *   (await fetch("/my/kyc-session", { method: "POST", signal })).json();
 */
export type FetchSession = (request: {
  readonly signal: AbortSignal;
  readonly reason: "start" | "renew";
}) => Promise<SessionJson>;

/** What the page has set, read at the time of use. */
export interface Settings {
  readonly endpoint: string | null | undefined;
  readonly profile: string | null | undefined;
  readonly target: string | null | undefined;
  readonly linkHosts: string | readonly string[] | null | undefined;
  readonly fetchSession: FetchSession | undefined;
  readonly openLink: ((url: string) => void) | undefined;
  readonly fetch: typeof fetch | undefined;
}

/** The element as its parts see it. */
export interface ElementPort {
  readonly settings: Settings;
  readonly environment: Environment;
  requestUpdate(): void;
  /** Dispatches a DOM event; `false` when the page prevented its default. */
  emit(event: Event): boolean;
  /** Writes to the page's console, each message once. */
  warnDeveloper(message: string): void;
}

/** The flow as its parts see it. */
export interface FlowPort {
  readonly state: State;
  dispatch(event: FlowEvent): void;
}

/** An element as its parts see it. */
export function createElementPort(
  element: EventTarget & Pick<ElementPort, "requestUpdate">,
  settings: Settings,
  environment: Environment,
): ElementPort {
  const warned = new Set<string>();
  return {
    settings,
    environment,
    requestUpdate: () => element.requestUpdate(),
    emit: (event) => element.dispatchEvent(event),
    warnDeveloper: (message) => {
      if (warned.has(message)) return;
      warned.add(message);
      environment.warn(`<sphere-kyc-onboarding> ${message}`);
    },
  };
}
