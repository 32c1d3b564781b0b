import assert from "node:assert/strict";
import type { OnboardingHandler } from "../../../src/host/index.js";
import { type AnsweredJson, aHost, type HostOptions, origin } from "../host-under-test.js";
import { aCustomer, anUpstream, customerId, type Script } from "../scripted-upstream.js";

export const email = "ana.canary@example.com";
export const phone = "+34600111142";

/** A customer who is asked for both codes, in some of the lists. */
export const asked = (lists: object = {}, customer: object = {}) => ({
  ...aCustomer,
  email,
  phone,
  verificationProfiles: [
    {
      name: "kyc_profile_a",
      status: "incomplete",
      criteria: {
        complete: [],
        pending: [],
        required: ["email_verification", "phone_verification", "identity_verification"],
        errors: [],
        ...lists,
      },
    },
  ],
  ...customer,
});

/** The same customer once a code was accepted. */
export const given = asked({
  complete: ["email_verification"],
  required: ["phone_verification", "identity_verification"],
});

export const anHourMs = 3_600_000;
const startMs = Date.parse("2026-11-21T19:42:00.000Z");
const isoAfter = (ms: number) => new Date(startMs + ms).toISOString();

/** Answers of SpherePay's to the calls for codes, and what it was asked. */
export interface CodeUpstream {
  customer: object;
  send: Script;
  verify: Script;
}

/** Sends one request with a JSON body. */
export async function postJson(
  handler: OnboardingHandler,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<AnsweredJson> {
  const init = { method: "POST", headers, ...(body !== undefined && { body }) };
  const response = await handler(new Request(`${origin}/kyc${path}`, init));
  const text = await response.text();
  const json: Record<string, unknown> = text === "" ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: json, text };
}

/** A handler over a scripted SpherePay that sends codes, with a clock that is set by hand. */
export async function aCodeHost(options: HostOptions = {}) {
  let nowMs = startMs;
  const upstream: CodeUpstream = {
    customer: asked(),
    send: () => Response.json({ customerId, expiresAt: isoAfter(nowMs - startMs + 600_000) }),
    verify: () => Response.json({ customerId, verifiedAt: isoAfter(0) }),
  };
  const calls: { readonly path: string; readonly body: string }[] = [];
  const { fetch } = anUpstream(async (request) => {
    if (request.method === "GET") return Response.json(upstream.customer);
    const path = request.url.slice(request.url.lastIndexOf("/") + 1);
    calls.push({ path, body: await request.clone().text() });
    return path === "otp-send" ? upstream.send(request) : upstream.verify(request);
  });
  const host = aHost({
    fetch,
    now: () => nowMs,
    resolveCustomer: () => customerId,
    ...options,
  });
  const session = async (handler: OnboardingHandler) => {
    const { body } = await postJson(handler, "/session", {});
    return { Authorization: `Bearer ${body["token"]}` };
  };
  let authorised = await session(host.handler);
  let keys = 0;
  const nextKey = () => {
    keys += 1;
    return `click-${keys}`;
  };
  const post = (path: string, key: string, body?: string, handler = host.handler) =>
    postJson(handler, path, { ...authorised, "Idempotency-Key": key }, body);

  return {
    ...host,
    upstream,
    calls,
    callsOf: (path: string) => calls.filter((each) => each.path === path).length,
    post,
    postWith: (path: string, headers: Record<string, string>, body?: string) =>
      postJson(host.handler, path, { ...authorised, ...headers }, body),
    send: (key = nextKey(), name = "email_verification", handler = host.handler) =>
      post(`/codes/${name}`, key, undefined, handler),
    check: (code: string, key = nextKey(), name = "email_verification", handler = host.handler) =>
      post(`/codes/${name}/check`, key, JSON.stringify({ code }), handler),
    async customer() {
      const response = await host.handler(
        new Request(`${origin}/kyc/customer`, { headers: authorised }),
      );
      const text = await response.text();
      assert.equal(response.status, 200, text);
      return { text, actions: JSON.parse(text).actions ?? {} };
    },
    /** Lets time pass; the session is opened again, as it would have ended. */
    async pass(ms: number) {
      nowMs += ms;
      authorised = await session(host.handler);
    },
  };
}
