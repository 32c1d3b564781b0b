import type { OnboardingHandlerOptions } from "../../../src/host/index.js";
import { createHandClock } from "../../../src/simulator/index.js";
import { aHost, type HostUnderTest } from "../host-under-test.js";
import { aCustomer, aLink, anUpstream, customerId, type Script } from "../scripted-upstream.js";

export interface ReleasedHost extends HostUnderTest {
  /** The calls asked of SpherePay, such as `kyc-link`, in order. */
  posts(): string[];
  /** What each call answers from now on, instead of what it usually does. */
  readonly scripts: Record<string, Script>;
  /** Members of the customer that SpherePay answers. */
  readonly customer: Record<string, unknown>;
  readonly clock: ReturnType<typeof createHandClock>;
}

const usually: Readonly<Record<string, object>> = {
  "kyc-link": aLink,
  "submit-verification": { id: customerId },
  "tos-link": { link: "https://spherepay.co/tos?token=a.b.c", expiresAt: aLink.expiresAt },
  "face-verification-link": {
    url: "https://in.sumsub.com/websdk/p/sbx_face",
    expiresAt: aLink.expiresAt,
  },
};

/** A handler over a scripted SpherePay that knows every call of every release. */
export function aReleasedHost(options: Partial<OnboardingHandlerOptions> = {}): ReleasedHost {
  const scripts: Record<string, Script> = {};
  const customer: Record<string, unknown> = { ...aCustomer };
  const clock = createHandClock();
  const { fetch, requests } = anUpstream((request) => {
    if (request.method === "GET") return Response.json(customer);
    const call = request.url.split("/").at(-1) ?? "";
    return scripts[call]?.(request) ?? Response.json(usually[call], { status: 201 });
  });
  const host = aHost({ fetch, now: clock.now, resolveCustomer: () => customerId, ...options });
  const posts = () =>
    requests
      .filter(({ method }) => method === "POST")
      .map(({ url }) => url.slice(`https://api.spherepay.co/v2/customer/${customerId}/`.length));
  return { ...host, posts, scripts, customer, clock };
}
