/** Which calls a fault applies to. */
export interface FaultScope {
  /** How many calls; 1 when left out. `Infinity` means all until `clearFaults()`. */
  readonly times?: number;
  /** Only calls of this method. */
  readonly method?: "GET" | "POST" | "PATCH";
  /** Only calls of this path; `{id}` stands for any one part: `/v2/customer/{id}/kyc-link`. */
  readonly path?: string;
}

/**
 * Replaces the API's response; with `isCarriedOut` the call still takes effect, with `isEarly` the
 * response comes before the body was read, as from a proxy. Not both.
 */
interface Replacing {
  readonly isCarriedOut?: boolean;
  readonly isEarly?: boolean;
}

/** A status with a problem body; `retryAfterSeconds` adds a Retry-After header. */
export interface StatusFault extends Replacing {
  readonly kind: "status";
  /** From 400 to 599. */
  readonly status: number;
  readonly retryAfterSeconds?: number;
  /** Retry-After as a number or as an HTTP date by SpherePay's clock; `"seconds"` if left out. */
  readonly retryAfterForm?: "seconds" | "date";
}

/**
 * The correct response, late: after `delayMs` by the clock, released by `tick()`; or after `until` is
 * settled. The call takes effect when it arrives.
 */
export interface SlowFault {
  readonly kind: "slow";
  readonly delayMs?: number;
  readonly until?: Promise<unknown>;
}

/** No response until the caller gives up. */
export interface HangFault extends Replacing {
  readonly kind: "hang";
}

/**
 * The connection ends without a response: the call rejects with a `ConnectionCut`, as `fetch` does
 * with a TypeError; the command `simulator` closes the socket.
 */
export interface CutFault extends Replacing {
  readonly kind: "cut";
}

/** The correct response; the second half of its body never arrives, or is missing. */
export interface HalfBodyFault {
  readonly kind: "hung-body" | "truncated";
}

/** A page of a proxy in front of SpherePay, with 200 unless `status` says otherwise. */
export interface HtmlFault extends Replacing {
  readonly kind: "html";
  readonly status?: number;
}

/** A redirect, 302, to a server that must not receive the API key. */
export interface RedirectFault extends Replacing {
  readonly kind: "redirect";
  /** `https://login.invalid/` when left out. */
  readonly location?: string;
}

/** Something that goes wrong between the caller and SpherePay. */
export type Fault = FaultScope &
  (StatusFault | SlowFault | HangFault | CutFault | HalfBodyFault | HtmlFault | RedirectFault);

/** The end of a connection without a response. */
export class ConnectionCut extends TypeError {
  constructor() {
    super("The connection was cut.");
    this.name = "ConnectionCut";
  }
}
