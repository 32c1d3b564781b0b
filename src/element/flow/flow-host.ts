/**
 * Owns: what the parts behind the element may ask of it.
 */
import type { ReactiveControllerHost } from "lit";
import type { Announcement } from "../../core/flow/types.js";
import type { HostClientOptions } from "../api/host-client.js";
import type { Rest } from "../rest-controller.js";

/** What the controller asks of its element. */
export interface FlowHost
  extends ReactiveControllerHost,
    Pick<HTMLElement, "shadowRoot" | "ownerDocument"> {
  readonly isConnected: boolean;
  readonly profile: string | null | undefined;
  readonly linkHosts: string | readonly string[] | null | undefined;
  readonly target: string | null | undefined;
  readonly openLink: ((url: string) => void) | undefined;
  /** The rules of an open flow and of leaving; `undefined` until they have been loaded. */
  readonly rest: Pick<Rest, "open" | "Errands" | "loadHandoff"> | undefined;
  /** Asks for them; {@link FlowController.resume} is called when they are there. */
  needRest(): Promise<unknown>;
  clientOptions(): Omit<HostClientOptions, "environment">;
  announce(announcement: Announcement): void;
  tellDeveloper(message: string): void;
  /** Dispatches an event; `false` when the page prevented its default. */
  emit(event: globalThis.Event): boolean;
}
