import type { Behaviour } from "../behaviour.js";
import type { CustomerInit } from "../customers/customer-init.js";
import type { Simulator } from "../simulator.js";
import type { WebhookManner } from "../webhooks/webhooks.js";

/** A situation to test against: one customer, and how SpherePay behaves meanwhile. */
export interface Scenario {
  /** What it is, in one sentence. */
  readonly sentence: string;
  readonly behaviour?: Partial<Behaviour>;
  readonly webhooks?: Partial<WebhookManner>;
  readonly customer?: CustomerInit;
  /** What happens to the customer and to the calls before anybody looks. */
  readonly arrange?: (simulator: Simulator, id: string) => void;
}
