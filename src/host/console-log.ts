import type { FailureReason } from "./http/failure.js";
import type { Log, LogEntry } from "./log.js";

/** What to do about a failure. Reasons that customers and passers-by cause every day have no line. */
const advice: Readonly<Partial<Record<FailureReason, string>>> = {
  body_parsed_before:
    "A webhook, or the body of a step, came parsed, without its bytes. Mount the handler before the body parser, or keep the bytes in rawBody.",
  body_unreadable: "The body of a request did not arrive whole.",
  code_destination_threw: "The option codeDestination threw, or took too long.",
  cross_site_request:
    "A page of another origin asked. Name it in the option allowedOrigins; behind a proxy, pass on the Host header.",
  customer_address_threw:
    "The option customerAddress threw, took too long, or returned no address.",
  customer_changed_threw: "The option onCustomerChanged threw.",
  forwarded_malformed: "What a proxy forwarded names no scheme and host. Look at what it sets.",
  fetch_answer: "The option runtime.fetch returned no response whose status and body can be read.",
  host_malformed: "A Host header names no host. Look at what the proxy sets.",
  link_refused: "SpherePay returned a link to a host that is not in the option linkHosts.",
  log_threw: "The option log threw.",
  outside_endpoint:
    "A path outside of the option endpoint was asked for. It must be the path that pages ask for.",
  route_not_offered:
    "A route was asked for that these options do not serve: the webhook needs webhookSecret, the event stream events.",
  resolve_customer_answer:
    "The option resolveCustomer returned no SpherePay customer id, customer_ and lower-case letters and digits.",
  resolve_customer_threw: "The option resolveCustomer threw.",
  resolve_customer_timeout: "The option resolveCustomer took longer than upstreamTimeoutMs.",
  signature_refused:
    "A webhook was refused. The option webhookSecret must be that of this webhook, and nothing may change the bytes on their way.",
  store_failed: "The option store failed.",
  unexpected: "Something failed that should not. Please report it.",
  upstream_body_too_large: "SpherePay's response is too large.",
  upstream_body_unreadable:
    "What came for SpherePay's response is not what its documentation says.",
  upstream_key_refused:
    "SpherePay, or something in front of it, refused the option apiKey. It belongs to one environment, as the option baseUrl does.",
  upstream_limit: "The option upstreamCallsPerSecond is reached.",
  upstream_no_such_customer:
    "SpherePay knows no customer with the id that resolveCustomer returned. The id and the option apiKey must be of one environment.",
  upstream_no_such_route:
    "There is no such route at SpherePay's address. Look at the options baseUrl and release.",
  upstream_other_customer: "SpherePay's response is about another customer.",
  upstream_redirect: "SpherePay's address redirects. Look at the option baseUrl.",
  upstream_status: "SpherePay refused a call, or failed.",
  upstream_timeout: "SpherePay did not respond within upstreamTimeoutMs.",
  upstream_unreachable:
    "SpherePay cannot be reached. Look at the option baseUrl and at the network.",
};

const webhooksMissing =
  "A customer has changed, and no webhook was ever accepted here: open pages poll. Is SpherePay's webhook set to the path /webhook under the option endpoint, and does a proxy pass it on?";

const maxKinds = 200;

function sentenceOf(entry: LogEntry): string | undefined {
  if (entry.kind === "webhooks_missing") return webhooksMissing;
  if (entry.kind !== "answered" && entry.kind !== "failed") return undefined;
  const words = entry.reason && advice[entry.reason];
  if (!words) return undefined;
  const { code, upstreamStatus } = entry.kind === "answered" ? entry : {};
  const facts = [code, entry.reason, upstreamStatus && `SpherePay's status ${upstreamStatus}`];
  return `${facts.filter(Boolean).join(", ")}. ${words}`;
}

/**
 * The log of a handler whose host has given none: one line for each kind of failure, the first time.
 * Closed words and statuses only, as in every log entry.
 */
export function createConsoleLog(warn: (line: string) => void): Log {
  const said = new Set<string>();
  return (entry) => {
    const sentence = sentenceOf(entry);
    if (sentence === undefined || said.has(sentence) || said.size >= maxKinds) return;
    said.add(sentence);
    warn(`sphere-kyc-onboarding: ${sentence} Said once; the options log and onError tell more.`);
  };
}
