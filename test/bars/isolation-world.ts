import {
  createOnboardingHandler,
  type FetchHandler,
  type Release,
  type Store,
} from "../../src/host/index.js";
import { webhookSecret } from "../host/webhooks.js";

/** A customer's id. Everything that SpherePay says about a customer contains it. */
export const idOf = (index: number) => `customer_${String(index).padStart(8, "0")}`;

const secret = "a-secret-of-thirty-two-bytes-for-the-bar";
const beganMs = Date.parse("2026-11-21T19:42:00.000Z");
const canaryYearMs = Date.parse("2040-01-01T00:00:00.000Z");

/** A time that names a customer: each customer's links end at a second of their own. */
const timeOf = (index: number) => new Date(canaryYearMs + index * 1000).toISOString();

/** The customers that a text names, by id or by their own time. */
export function customersIn(text: string): Set<number> {
  const ids = [...text.matchAll(/customer_(\d{8})/g)].map(([, digits]) => Number(digits));
  const times = [...text.matchAll(/20[4-9]\d-[\d-]+T[\d:.]+Z/g)].map(
    ([time]) => (Date.parse(time) - canaryYearMs) / 1000,
  );
  return new Set([...ids, ...times]);
}

function answerOf(id: string, call: string | undefined): object {
  const expiresAt = timeOf(Number(id.slice("customer_".length)));
  const customerId = id;
  if (call === "tos-link") return { link: `https://spherepay.co/tos?token=${id}`, expiresAt };
  if (call === "submit-verification") return { customerId };
  if (call) return { customerId, url: `https://in.sumsub.com/websdk/p/${call}/${id}`, expiresAt };
  const criteria = {
    complete: [`seen_${id}`],
    pending: [],
    required: ["terms_of_service", "liveness_check", "identity_verification"],
    errors: [{ name: `failed_${id}`, detail: `detail of ${id}` }],
  };
  return {
    id,
    type: "individual",
    tosStatus: `terms-of-${id}`,
    verificationProfiles: [
      { name: `profile_of_${id}`, status: "incomplete", criteria },
      { name: "kyc_profile_b", status: "pending" },
    ],
  };
}

/** A handler over an asynchronous SpherePay whose every response names its customer. */
export interface World {
  readonly handler: FetchHandler;
  /** Every reading moves the time on, so that the rate limit never delays a call. */
  readonly now: () => number;
}

/** @param store Replaces the store, to try a broken one. */
export function aWorld(release: Release, store?: (now: () => number) => Store): World {
  let timeMs = beganMs;
  const now = () => {
    timeMs += 2;
    return timeMs;
  };
  const handler = createOnboardingHandler({
    log: null,
    apiKey: "sk_isolation",
    secret,
    release,
    webhookSecret,
    resolveCustomer: (request) => request.headers.get("X-Login"),
    includeErrorDetail: true,
    upstreamCallsPerSecond: 10_000,
    customerCallsPerMinute: 1_000_000,
    pages: release === "2026-05" ? {} : { terms_of_service: "/terms" },
    runtime: {
      now,
      async fetch(input) {
        const [, , , id = "", call] = new URL(String(input)).pathname.split("/");
        await new Promise((resolve) => setImmediate(resolve));
        return Response.json(answerOf(id, call), { status: call ? 201 : 200 });
      },
    },
    ...(store && { store: store(now) }),
  });
  return { handler, now };
}
