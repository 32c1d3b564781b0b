import type { Behaviour } from "../behaviour.js";
import type { CustomerActions } from "../customers/customer-actions.js";
import type { CustomerInit } from "../customers/customer-init.js";
import type { Fault } from "../faults/fault.js";
import type { WebhookManner } from "../webhooks/webhooks.js";

/** What a scenario can do to the simulator that plays it. */
export interface ScenarioActions extends CustomerActions {
  /**
   * Something goes wrong with the next calls.
   *
   * @throws WrongInput (a TypeError) that names the member which is wrong.
   */
  inject(fault: Fault): void;
}

/** A situation to test against: one customer, and how SpherePay behaves meanwhile. */
export interface Scenario {
  /** What it is, in one sentence. */
  readonly sentence: string;
  readonly behaviour?: Partial<Behaviour>;
  readonly webhooks?: Partial<WebhookManner>;
  readonly customer?: CustomerInit;
  /** What happens to the customer and to the calls before anybody looks. */
  readonly arrange?: (simulator: ScenarioActions, id: string) => void;
}
