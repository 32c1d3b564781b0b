import type { Behaviour } from "./behaviour.js";
import type { HandClock } from "./hand-clock.js";
import type { ScenarioName } from "./scenarios/scenarios.js";
import type { WebhookOptions } from "./webhooks/webhooks.js";

/** The options of a simulator. Everything may be left out. */
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
   * `"running"`, or your own clock; when left out, a clock that stands still at
   * 2026-11-21T19:42:00.000Z.
   */
  clock?: HandClock | "running";
  /** The same seed gives the same ids and tokens; fixed when left out. */
  seed?: number;
  /** Where events are sent; none are sent when left out. */
  webhooks?: WebhookOptions;
  /**
   * The scenario to start with; its customer is `ids()[0]`. Behaviour among the options overrides the
   * scenario's own.
   */
  scenario?: ScenarioName;
}

/** The values of options that are left out. */
export const defaultOptions = {
  apiKey: "sk_test_simulator_0123456789abcdef",
  providerOrigin: "https://in.sumsub.com",
  termsOrigin: "https://spherepay.co",
  seed: 20_260_512,
} as const;
