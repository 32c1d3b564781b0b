/**
 * Owns: the one event that comes with the first checklist; the others are in `events.ts`.
 */

/** How every event of the element travels. */
export const init = { bubbles: true, composed: true };

/** The first answer is there: the element has `customer`, `status`, `requirements`; it is drawn right after. */
export class SphereKycReadyEvent extends Event {
  constructor() {
    super("sphere-kyc-ready", init);
  }
}
