/** Which calls a fault meets. */
export interface FaultScope {
  /** How many calls; 1 when left out. `Infinity` means all until `clearFaults()`. */
  readonly times?: number;
  /** Only calls of this method. */
  readonly method?: "GET" | "POST" | "PATCH";
  /** Only calls of this path; `{id}` stands for any one part: `/v2/customer/{id}/kyc-link`. */
  readonly path?: string;
}

/** Instead of the API's own answer; with `isCarriedOut` the call takes effect all the same. */
interface Replacing {
  readonly isCarriedOut?: boolean;
}

/** A status with a problem body; with `retryAfterSeconds` it says when to come again. */
export interface StatusFault extends Replacing {
  readonly kind: "status";
  /** From 400 to 599. */
  readonly status: number;
  readonly retryAfterSeconds?: number;
  /** Retry-After as a number or as an HTTP date by SpherePay's clock; `"seconds"` if left out. */
  readonly retryAfterForm?: "seconds" | "date";
}

/**
 * The right answer, late: after `delayMs` by the clock, let go by `tick()`; or after `until` is
 * settled. The call takes effect when it arrives.
 */
export interface SlowFault {
  readonly kind: "slow";
  readonly delayMs?: number;
  readonly until?: Promise<unknown>;
}

/** No answer until the caller gives up. */
export interface HangFault extends Replacing {
  readonly kind: "hang";
}

/** The right answer, of which the second half never comes, or is missing. */
export interface HalfBodyFault {
  readonly kind: "hung-body" | "truncated";
}

/** A page of a proxy in front of SpherePay, with 200 unless `status` says otherwise. */
export interface HtmlFault extends Replacing {
  readonly kind: "html";
  readonly status?: number;
}

/** A redirect, 302, to where nobody must follow with the API key. */
export interface RedirectFault extends Replacing {
  readonly kind: "redirect";
  /** `https://login.invalid/` when left out. */
  readonly location?: string;
}

/** Something that goes wrong between the caller and SpherePay. */
export type Fault = FaultScope &
  (StatusFault | SlowFault | HangFault | HalfBodyFault | HtmlFault | RedirectFault);
