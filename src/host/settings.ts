import { defaultLinkHosts, isLinkHost } from "../core/link-policy.js";
import { isOrigin } from "./http/origins.js";
import {
  type OnboardingHandlerOptions,
  optionNames,
  quoted,
  type Release,
  refuse,
} from "./options.js";
import { createReports, type Reports } from "./reports.js";
import { type Runtime, runtimeSchedule } from "./runtime.js";
import { type SigningKeys, signingKeysOf, webhookSecretsOf } from "./session/secrets.js";
import { maxSessionSeconds } from "./session/session-token.js";
import { baseUrlOf } from "./spherepay/base-url.js";
import { pagesOf } from "./spherepay/pages.js";
import { isLinkRequirement, linkRequirements } from "./spherepay/types.js";
import {
  type DocumentSettings,
  documentNumbers,
  documentSettingsOf,
} from "./steps/documents/document-settings.js";
import { type Steps, stepsOf } from "./steps/steps.js";
import { createMemoryStore } from "./store/memory-store.js";
import { storeMethods } from "./store/store.js";

type HookName =
  | "log"
  | "onError"
  | "onCustomerChanged"
  | "codeDestination"
  | "customerAddress"
  | "inspectDocument";

/** The options, checked and completed. */
export interface Settings
  extends Required<
      Omit<OnboardingHandlerOptions, HookName | "secret" | "steps" | "webhookSecret" | "runtime">
    >,
    Required<Runtime>,
    DocumentSettings,
    Reports {
  /** The signing keys, the current one first. */
  readonly keys: SigningKeys;
  /** The live secrets of SpherePay's webhook; none: there is no such route. */
  readonly webhookSecrets: readonly string[];
  readonly onCustomerChanged: OnboardingHandlerOptions["onCustomerChanged"];
  readonly codeDestination: OnboardingHandlerOptions["codeDestination"];
  readonly customerAddress: OnboardingHandlerOptions["customerAddress"];
  readonly steps: Steps;
}

/** Whole numbers from 1 to `max`. */
const numberOptions = {
  sessionLifetimeSeconds: { usual: maxSessionSeconds, max: maxSessionSeconds },
  upstreamTimeoutMs: { usual: 8_000, max: 60_000 },
  upstreamCallsPerSecond: { usual: 80, max: 10_000 },
  customerCallsPerMinute: { usual: 60, max: 1_000_000 },
  ...documentNumbers,
} as const;
const releases: readonly Release[] = ["2026-05", "2026-07", "2025-12"];
const visibleText = /^[!-~]{1,1024}$/;
const endpointForm = /^(\/[A-Za-z0-9_.~-]+)*\/?$/;
const runtimeNames: readonly string[] = ["now", "schedule", "fetch", "warn"];

function listOf<T>(
  name: string,
  given: readonly T[],
  fits: (entry: T) => boolean,
  expected: string,
): readonly T[] {
  if (!Array.isArray(given)) return refuse(name, expected, given);
  const wrong = given.findIndex((entry) => !fits(entry));
  if (wrong < 0) return [...given];
  return refuse(name, `${expected}; ${quoted(given[wrong])} is none`, given);
}

function numberOf(name: keyof typeof numberOptions, given: number | undefined): number {
  const { usual, max } = numberOptions[name];
  const number = given === undefined ? usual : given;
  return Number.isInteger(number) && number >= 1 && number <= max
    ? number
    : refuse(name, `a whole number from 1 to ${max}`, number);
}

function functionOf<T>(name: string, given: T): T {
  return typeof given === "function" ? given : refuse(name, "a function", given);
}

const maybeFunctionOf = <T>(name: string, given: T): T =>
  given === undefined ? given : functionOf(name, given);

function checkNames(given: readonly string[], known: readonly string[], prefix = ""): void {
  for (const name of given) {
    if (known.includes(name)) continue;
    throw new TypeError(
      `createOnboardingHandler: there is no option "${prefix}${name}"; there are: ${known.join(", ")}.`,
    );
  }
}

function runtimeOf(runtime: Runtime): Required<Runtime> {
  if (!runtime || typeof runtime !== "object") return refuse("runtime", "an object", runtime);
  checkNames(Object.keys(runtime), runtimeNames, "runtime.");
  const {
    now = Date.now,
    schedule = runtimeSchedule,
    // Called late and bare: browsers refuse a fetch that is called as a method of another object.
    fetch = (input, init) => globalThis.fetch(input, init),
    warn = (line) => console.warn(line),
  } = runtime;
  return {
    now: functionOf("runtime.now", now),
    schedule: functionOf("runtime.schedule", schedule),
    fetch: functionOf("runtime.fetch", fetch),
    warn: functionOf("runtime.warn", warn),
  };
}

/**
 * Checks and completes the options.
 * @throws {TypeError} naming the option and what was expected, never its value.
 */
export function checkOptions(options: OnboardingHandlerOptions): Settings {
  if (!options || typeof options !== "object") return refuse("options", "an object", options);
  checkNames(Object.keys(options), optionNames);
  const runtime = runtimeOf(options.runtime === undefined ? {} : options.runtime);
  const {
    apiKey,
    baseUrl = "https://api.spherepay.co",
    secret,
    resolveCustomer,
    endpoint = "/kyc",
    release = "2026-05",
    requirementLinks = linkRequirements,
    pages = {},
    steps = {},
    codeDestination,
    customerAddress,
    linkHosts = defaultLinkHosts,
    allowedOrigins = [],
    includeErrorDetail = false,
    acceptReserialisedWebhooks = true,
    log,
    onError,
    onCustomerChanged,
  } = options;

  maybeFunctionOf("inspectDocument", options.inspectDocument);
  if (typeof apiKey !== "string" || !visibleText.test(apiKey)) {
    refuse("apiKey", "SpherePay's API key: visible ASCII without spaces", apiKey);
  }
  if (typeof endpoint !== "string" || !endpointForm.test(endpoint)) {
    refuse("endpoint", 'a path that begins with "/", such as "/kyc"', endpoint);
  }
  if (!releases.includes(release)) {
    refuse("release", releases.map((each) => `"${each}"`).join(" or "), release);
  }
  for (const [name, flag] of Object.entries({ includeErrorDetail, acceptReserialisedWebhooks })) {
    if (typeof flag !== "boolean") refuse(name, "true or false", flag);
  }
  const upstreamCallsPerSecond = numberOf("upstreamCallsPerSecond", options.upstreamCallsPerSecond);
  const webhookSecrets = webhookSecretsOf(options.webhookSecret);
  const knowsChanges = webhookSecrets.length > 0 || options.store !== undefined;
  const { events = webhookSecrets.length > 0 } = options;
  if (typeof events !== "boolean") refuse("events", "true or false", events);
  if (events && !knowsChanges) {
    const expected = "left out without a webhookSecret or a store: no change would be known";
    refuse("events", expected, events);
  }
  const maxBytes = numberOf("maxDocumentBytes", options.maxDocumentBytes);
  const store = options.store ?? createMemoryStore({ now: runtime.now });
  for (const method of Object.keys(storeMethods)) {
    if (typeof Reflect.get(Object(store), method) !== "function") {
      refuse("store", `a store with the method "${method}"`, store);
    }
  }
  const { processes = 0 } = store;
  if (processes > upstreamCallsPerSecond) {
    const expected = `${processes} or more: one for each process that shares the store`;
    refuse("upstreamCallsPerSecond", expected, upstreamCallsPerSecond);
  }

  return {
    apiKey,
    baseUrl: baseUrlOf(baseUrl),
    keys: signingKeysOf(secret),
    resolveCustomer: functionOf("resolveCustomer", resolveCustomer),
    endpoint: endpoint.replace(/\/$/, ""),
    release,
    requirementLinks: listOf(
      "requirementLinks",
      requirementLinks,
      isLinkRequirement,
      `a list of ${linkRequirements.map((each) => `"${each}"`).join(" and ")}`,
    ),
    pages: pagesOf(pages),
    steps: stepsOf(steps, maxBytes),
    maxDocumentBytes: maxBytes,
    maxUploadMemoryBytes: numberOf("maxUploadMemoryBytes", options.maxUploadMemoryBytes),
    ...documentSettingsOf(options),
    customerAddress: maybeFunctionOf("customerAddress", customerAddress),
    codeDestination: maybeFunctionOf("codeDestination", codeDestination),
    linkHosts: listOf(
      "linkHosts",
      linkHosts,
      (entry) => typeof entry === "string" && isLinkHost(entry),
      'exact host names ("in.sumsub.com") or loopback origins ("http://127.0.0.1:4100")',
    ),
    allowedOrigins: listOf(
      "allowedOrigins",
      allowedOrigins,
      isOrigin,
      'exact origins ("https://app.example", "capacitor://localhost"), no wildcard and no path',
    ),
    includeErrorDetail,
    sessionLifetimeSeconds: numberOf("sessionLifetimeSeconds", options.sessionLifetimeSeconds),
    ...runtime,
    upstreamTimeoutMs: numberOf("upstreamTimeoutMs", options.upstreamTimeoutMs),
    upstreamCallsPerSecond,
    customerCallsPerMinute: numberOf("customerCallsPerMinute", options.customerCallsPerMinute),
    webhookSecrets,
    events,
    acceptReserialisedWebhooks,
    store,
    onCustomerChanged: maybeFunctionOf("onCustomerChanged", onCustomerChanged),
    ...createReports({
      log: log === null ? log : maybeFunctionOf("log", log),
      onError: maybeFunctionOf("onError", onError),
      warn: runtime.warn,
    }),
  };
}
