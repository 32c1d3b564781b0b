import type { Behaviour } from "../behaviour.js";
import type { CustomerActions } from "../customers/customer-actions.js";
import type { CustomerInit } from "../customers/customer-init.js";
import type { Fault } from "../faults/fault.js";
import type { WebhookSettings } from "../webhooks/webhooks.js";

/** What a scenario can do to the simulator that plays it. */
export interface ScenarioActions extends CustomerActions {
  /**
   * Makes the next calls go wrong.
   *
   * @throws WrongInput (a TypeError) that names the invalid member.
   */
  inject(fault: Fault): void;
}

/** A situation to test against: one customer, and how SpherePay behaves meanwhile. */
export interface Scenario {
  /** What it is, in one sentence. */
  readonly sentence: string;
  readonly behaviour?: Partial<Behaviour>;
  readonly webhooks?: Partial<WebhookSettings>;
  readonly customer?: CustomerInit;
  /** Prepares the customer and the calls. */
  readonly arrange?: (simulator: ScenarioActions, id: string) => void;
}
