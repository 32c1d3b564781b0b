import type { Behaviour } from "./behaviour.js";
import type { HandClock } from "./hand-clock.js";
import type { ScenarioName } from "./scenarios/scenarios.js";
import type { WebhookOptions } from "./webhooks/webhooks.js";

/** What a simulator begins with. Everything may be left out. */
export interface SimulatorOptions extends Partial<Behaviour> {
  /** The key that the API accepts; `sk_test_simulator_0123456789abcdef` when left out. */
  apiKey?: string;
  /** The origin of the provider's pages; `https://in.sumsub.com` when left out. */
  providerOrigin?: string;
  /**
   * The origin of SpherePay's terms page; when left out `https://spherepay.co`, or
   * `providerOrigin` if that is given.
   */
  termsOrigin?: string;
  /**
   * `"running"`, or a clock of the caller's; one of 2026-11-21T19:42:00.000Z that stands still when
   * left out.
   */
  clock?: HandClock | "running";
  /** The same seed gives the same ids and tokens; fixed when left out. */
  seed?: number;
  /** Where events are sent; none are when left out. */
  webhooks?: WebhookOptions;
  /**
   * A scenario to begin with; its customer is `ids()[0]`. Behaviour that is given beside it wins
   * over the scenario's own.
   */
  scenario?: ScenarioName;
}

/** What holds unless told otherwise. */
export const defaultOptions = {
  apiKey: "sk_test_simulator_0123456789abcdef",
  providerOrigin: "https://in.sumsub.com",
  termsOrigin: "https://spherepay.co",
  seed: 20_260_512,
} as const;
