import type { HandClock } from "./hand-clock.js";
import type { KycLinkGate } from "./kyc-link.js";

/**
 * How the simulated SpherePay behaves. Each option beyond key, origin, clock and seed stands for
 * a question that SpherePay's pages leave open or answer twice.
 */
export interface SimulatorOptions {
  /** The key that the API accepts; `sk_test_simulator_0123456789abcdef` when left out. */
  apiKey?: string;
  /** The origin of the provider's pages; `https://in.sumsub.com` when left out. */
  providerOrigin?: string;
  /** How long a link lives, in milliseconds; seven days when left out. */
  linkTtlMs?: number;
  /** A clock of 2026-11-21T19:42:00.000Z that stands still when left out. */
  clock?: HandClock;
  /** When `kyc-link` is open; `"spherepay-steps"` when left out. */
  gate?: KycLinkGate;
  /** Whether `kyc-link` still makes links while a profile is pending (else 400); true if unset. */
  mintWhilePending?: boolean;
  /** Whether a new link ends the customer's earlier ones; false when left out. */
  newLinkKillsOld?: boolean;
  /** The status of a missing or wrong key; 403 when left out. */
  authFailure?: 401 | 403;
  /** Whether the 422 of `kyc-link` names what is missing in `errors`; true when left out. */
  namesMissing?: boolean;
  /** The same seed gives the same ids and tokens; fixed when left out. */
  seed?: number;
}

const DAY_MS = 86_400_000;

/** What holds unless told otherwise; the clock is made anew for each simulator. */
export const DEFAULT_OPTIONS = {
  apiKey: "sk_test_simulator_0123456789abcdef",
  providerOrigin: "https://in.sumsub.com",
  linkTtlMs: 7 * DAY_MS,
  gate: "spherepay-steps",
  mintWhilePending: true,
  newLinkKillsOld: false,
  authFailure: 403,
  namesMissing: true,
  seed: 20_260_512,
} as const satisfies Omit<Required<SimulatorOptions>, "clock">;
