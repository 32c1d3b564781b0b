import type { OnboardingFlow } from "../core/customer.js";
import type { Log } from "./log.js";
import type { OnError } from "./reports.js";
import type { Runtime } from "./runtime.js";
import type { LinkRequirement } from "./spherepay/types.js";
import type { Address } from "./steps/customer-details.js";
import type { CodeChannel } from "./steps/masked.js";
import type { InspectedDocument, StepOptions } from "./steps/step-options.js";
import type { Store } from "./store/store.js";

/**
 * What the host's login knows about a request:
 * - a SpherePay customer id (`customer_...`), alone or with the `flow` this customer was begun with;
 * - `{ id: null }`: logged in, but nothing begun at SpherePay yet;
 * - `null` or `undefined`: not logged in.
 */
export type ResolvedCustomer =
  | string
  | { readonly id: string | null; readonly flow?: OnboardingFlow }
  | null
  | undefined;

/**
 * SpherePay's contract, by the month it began:
 * - `2026-05`: `kyc-link` submits and returns the link;
 * - `2026-07`: customers are created by link, SpherePay's hosted page does everything, and
 *   `kyc-link` returns a new link to it; a login that names no `flow` means `hosted`;
 * - `2025-12`: an individual is submitted with `submit-verification`, which returns nothing to visit
 *   (202); a business with `kyc-link`; there is no way back to the provider.
 */
export type Release = "2026-05" | "2026-07" | "2025-12";

/** What {@link createOnboardingHandler} needs and accepts. */
export interface OnboardingHandlerOptions {
  /** SpherePay's API key. It leaves this process only in requests to `baseUrl`. */
  readonly apiKey: string;
  /**
   * Where SpherePay is, without `/v2`, which the handler adds. `https:`, or `http:` on loopback; with a
   * path where a gateway of yours has one. Default `https://api.spherepay.co`.
   */
  readonly baseUrl?: string;
  /**
   * Signs the session tokens: 32 bytes or more of randomness, a string counted in UTF-8. To change
   * it without ending sessions give `[new, old]` for ten minutes.
   */
  readonly secret: string | Uint8Array | readonly [string | Uint8Array, string | Uint8Array];
  /**
   * The host's own login. Called by `POST /session` only, with the request as it came; its result is
   * the only source of the customer id. When it throws or outlasts `upstreamTimeoutMs` the request
   * fails with `host_failed` and may be retried; what it threw goes to `onError`.
   */
  readonly resolveCustomer: (request: Request) => ResolvedCustomer | Promise<ResolvedCustomer>;
  /**
   * The path that the handler is mounted at, as it arrives there. Default: the path that Express or
   * Connect mounts the Node listener at, else `/kyc`; a trailing slash is ignored.
   */
  readonly endpoint?: string;
  /** SpherePay's contract. Default `2026-05`. */
  readonly release?: Release;
  /**
   * Requirements that the customer gets SpherePay's own link for, in the `api` flow. Default: both
   * that there are. A business has no `liveness_check`.
   */
  readonly requirementLinks?: readonly LinkRequirement[];
  /**
   * The host's own page for a requirement, by its name: a path of the page's origin, or an `https:`
   * address. Wins over a link. In the `api` flow only.
   */
  readonly pages?: Readonly<Record<string, string>>;
  /**
   * Requirements that an individual completes in the element, each on or off, in the `api` flow. Default:
   * `email_verification`, `phone_verification`, `residential_address`, `tax_identification_number` and
   * `identity_document`. A page of `pages` wins over a step.
   */
  readonly steps?: StepOptions;
  /**
   * Where SpherePay sends a customer's codes, as the host has it on file: an email address, or a phone
   * number with `+` and country. The handler masks it (`a•••@example.com`, `+34 ••• ••• 142`); nothing else of
   * it leaves the host. `null`: the customer is not shown where. Called for each page that may send a code;
   * what it throws goes to `onError`. Default: what SpherePay's customer says, masked.
   */
  readonly codeDestination?: (
    customerId: string,
    channel: CodeChannel,
  ) => string | null | undefined | Promise<string | null | undefined>;
  /**
   * The address that the host has of a customer, for the step `tax_identification_number`: SpherePay
   * takes no tax number without one, and returns none. `null`: the customer is asked for it. Default:
   * asked.
   */
  readonly customerAddress?: (
    customerId: string,
  ) => Address | null | undefined | Promise<Address | null | undefined>;
  /**
   * The most that a document may have, in bytes: what the platform lets through, such as 4,500,000 on
   * Vercel. Default and maximum 15,000,000, SpherePay's own. Less is announced to pages, which
   * shrink photos to it; a larger file ends in `document_too_large`.
   */
  readonly maxDocumentBytes?: number;
  /**
   * The most memory that documents on their way hold in this process, in bytes; beyond it a request
   * ends in `rate_limited`. One that is streamed counts 1 MB, one that is sent whole twice what of it has arrived.
   * Default 64,000,000.
   */
  readonly maxUploadMemoryBytes?: number;
  /**
   * Looks at each document before it is sent on, such as a virus scanner. Return `"accept"`, or
   * `"refuse"`, which the customer sees as `document_refused`. What it throws goes to `onError` and ends
   * in `host_failed`, as does anything else that it returns, and more than four times
   * `upstreamTimeoutMs`. The file is whole: with this option nothing is streamed. Default: none.
   */
  readonly inspectDocument?: (file: Blob, facts: InspectedDocument) => Promise<"accept" | "refuse">;
  /** Exact hosts that links may lead to. Default: those SpherePay is known to use. */
  readonly linkHosts?: readonly string[];
  /**
   * Origins of pages elsewhere that may use the handler, as their browser sends them: also the page of
   * an app, such as `capacitor://localhost`. Default none: same origin only.
   */
  readonly allowedOrigins?: readonly string[];
  /**
   * Whether SpherePay's free text about an error goes to the customer. It says what to fix, and may
   * hold personal data. Default false.
   */
  readonly includeErrorDetail?: boolean;
  /** How long a session lives, seconds. Default and maximum 600. */
  readonly sessionLifetimeSeconds?: number;
  /**
   * How long one call to SpherePay, body included, may take, milliseconds; four times that once it has
   * a file. Default 8,000: less than the element waits.
   */
  readonly upstreamTimeoutMs?: number;
  /**
   * The most calls to SpherePay in any second, reads and writes each. Default 80 of the 100 that
   * SpherePay allows an application. Processes with one `store` share them; leave room for
   * others that use the same application.
   */
  readonly upstreamCallsPerSecond?: number;
  /**
   * The most calls to SpherePay for one customer in any minute, reads and writes each; half of them
   * at once, the rest as the minute goes on. Default 60. A request that shares a running read needs none.
   */
  readonly customerCallsPerMinute?: number;
  /**
   * The secret of SpherePay's webhook, `secret_...`. With it the handler takes webhooks at
   * `POST {endpoint}/webhook`; without it there is no such route. To change it without losing one
   * give `[new, old]`.
   */
  readonly webhookSecret?: string | readonly [string, string];
  /**
   * Whether pages are notified through `GET {endpoint}/events`. A page with an open stream hardly
   * polls, so it is only offered where changes are known. Default: with a `webhookSecret`.
   * `true` where another process with the same `store` takes the webhooks, or the host calls the
   * store's `changed` itself; `false` where no response can stay open, as on Workers.
   */
  readonly events?: boolean;
  /**
   * Whether a webhook may also be signed over its JSON written again without spaces, as SpherePay's
   * own sample does, instead of over the bytes that arrive. Default true; `false` accepts the bytes
   * alone.
   */
  readonly acceptReserialisedWebhooks?: boolean;
  /**
   * What requests share: locks, links, idempotency keys, changes. Default: this process's memory. Several
   * processes share one, such as `createRedisStore` of `sphere-kyc-onboarding/host/redis`.
   */
  readonly store?: Store;
  /**
   * Called with the id of each customer that an accepted webhook names, so that the host can bring its
   * own records up to date: ask {@link OnboardingHandler.status} what is true now. Called once for each
   * webhook, in the process that took it; nothing waits for it. What it throws or rejects with goes to
   * `onError`. On Workers hand longer work to `waitUntil`.
   */
  readonly onCustomerChanged?: (customerId: string) => void | Promise<void>;
  /**
   * Called for every response, with allow-listed fields. Without it `console.warn` gets one line for
   * each kind of failure, the first time; with `null` nothing.
   */
  readonly log?: Log | null;
  /**
   * Called with what the host's own code threw (`resolveCustomer`, `store`, `codeDestination`,
   * `customerAddress`, `inspectDocument`, `onCustomerChanged`, `log`, `runtime.fetch`), and with every unexpected error; never with what SpherePay sent.
   */
  readonly onError?: OnError;
  /** Replaces the clock, the timers or the network of the runtime, for tests. */
  readonly runtime?: Runtime;
}

const isOption: Readonly<Record<keyof OnboardingHandlerOptions, true>> = {
  apiKey: true,
  baseUrl: true,
  secret: true,
  resolveCustomer: true,
  endpoint: true,
  release: true,
  requirementLinks: true,
  pages: true,
  steps: true,
  codeDestination: true,
  customerAddress: true,
  maxDocumentBytes: true,
  maxUploadMemoryBytes: true,
  inspectDocument: true,
  linkHosts: true,
  allowedOrigins: true,
  includeErrorDetail: true,
  sessionLifetimeSeconds: true,
  upstreamTimeoutMs: true,
  upstreamCallsPerSecond: true,
  customerCallsPerMinute: true,
  webhookSecret: true,
  events: true,
  acceptReserialisedWebhooks: true,
  store: true,
  onCustomerChanged: true,
  log: true,
  onError: true,
  runtime: true,
};

/** The name of every option. */
export const optionNames: readonly string[] = Object.keys(isOption);

/** An entry of a list that holds no secrets, but for a password that may stand in an address. */
export const quoted = (entry: unknown): string =>
  String(JSON.stringify(entry))
    .replace(/\/\/[^/]*@/, "//...@")
    .slice(0, 100);

/**
 * Refuses an option. Says the type of what was given, never the value: it may be a secret.
 * @throws {TypeError} always, naming the option and what was expected.
 */
export function refuse(name: string, expected: string, given: unknown): never {
  const type = given === null ? "null" : Array.isArray(given) ? "array" : typeof given;
  throw new TypeError(
    `createOnboardingHandler: option "${name}" must be ${expected} (given: ${type}).`,
  );
}
