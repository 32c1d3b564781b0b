/** The options of {@link runDoctor}. */
export interface DoctorOptions {
  /** Sent with `POST /session` and to the page: the login of a test customer, such as a cookie. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A session token, instead of the one that `POST /session` returns. */
  readonly token?: string;
  /** The address of the page with the element: its content security policy is checked. */
  readonly page?: string;
  /** The page's origin, when it differs from the backend's. Default: the origin of `page`. */
  readonly origin?: string;
  /** Hosts that links may lead to. Default: those that SpherePay is known to use. */
  readonly linkHosts?: readonly string[];
  /**
   * The secret of SpherePay's webhooks: signed ones, about nobody, are sent to `/webhook` under the
   * endpoint. Never leaves this process.
   */
  readonly webhookSecret?: string;
  /** Whether the customer may be SUBMITTED FOR REAL. Default false. */
  readonly submit?: boolean;
  /**
   * Whether the customer's steps may be done FOR REAL: a code is sent to them, wrong details and blank
   * files go to the backend and on to SpherePay. Default false.
   */
  readonly steps?: boolean;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  /** The clock, milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** How long one response may take, milliseconds. Default 10,000, as long as the element waits. */
  readonly timeoutMs?: number;
  /** Makes a signal that is aborted after so many milliseconds. Default `AbortSignal.timeout`. */
  readonly deadline?: (ms: number) => AbortSignal;
}
