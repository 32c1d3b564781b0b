/**
 * Owns: the codes that a customer is sent and types in: one message for each click, and an end that
 * is true for each try.
 * Does not own: the limits (`code-note.ts`), the calls to SpherePay.
 * Why: an answer may be lost on either side of the host. A lost send is never sent again by itself,
 * and a lost check is not called wrong before SpherePay has been asked how the customer stands.
 */
import type { CodeSent } from "../../core/step-contract.js";
import { Failure, wasCalled } from "../http/failure.js";
import type { ReportFailure } from "../reports.js";
import type { SpherePayClient } from "../spherepay/spherepay-client.js";
import type { CustomerRead } from "../spherepay/types.js";
import { digestOf } from "../store/digest.js";
import type { Store } from "../store/store.js";
import type { CodeDestinations } from "./code-destinations.js";
import {
  explained,
  inFlight,
  isRefusal,
  isRefusedCall,
  limited,
  noSuchRequirement,
  refusedAs,
} from "./code-failures.js";
import {
  apartMs,
  beginCheck,
  beginSend,
  type CheckRuling,
  type CodeSend,
  checkOf,
  codeNoteKeptMs,
  endCheck,
  endSend,
  isLatestExpired,
  readCodeNote,
  type SendRuling,
  sendOf,
} from "./code-note.js";
import { createCustomerNotes } from "./customer-notes.js";
import { standingOf } from "./standing.js";
import { channelOf } from "./steps.js";

/** One click of a customer at a step. */
export interface CodeClick {
  readonly customerId: string;
  /** A requirement whose step is on. */
  readonly requirement: string;
  readonly idempotencyKey: string;
}

/** Codes. Each method throws only {@link Failure}. */
export interface Codes {
  /** Has SpherePay send a code. The same key never sends twice. */
  send(click: CodeClick): Promise<CodeSent>;
  /** Resolves when the code was accepted, or the requirement needs none any more. */
  check(click: CodeClick, code: string): Promise<void>;
}

/** What {@link createCodes} needs. */
export interface CodesSettings {
  readonly store: Store;
  readonly spherePay: Pick<SpherePayClient, "readCustomer" | "sendCode" | "verifyCode">;
  /** Reads a customer, together with others who read at the same time. */
  readonly readCustomer: (customerId: string) => Promise<CustomerRead>;
  readonly destinations: CodeDestinations;
  /** How long one call to SpherePay takes at most, milliseconds. */
  readonly upstreamTimeoutMs: number;
  /** Milliseconds. */
  readonly now: () => number;
  readonly reportFailure: ReportFailure;
}

/** Makes the codes of all customers. */
export function createCodes(settings: CodesSettings): Codes {
  const { store, spherePay, readCustomer, destinations, upstreamTimeoutMs, now } = settings;
  // A read and a call, the read after it, and the store around them.
  const longestMs = 3 * upstreamTimeoutMs + 3_000;
  const notes = createCustomerNotes({
    store,
    kind: "code",
    read: readCodeNote,
    keepMsOf: (note) => codeNoteKeptMs(note, now()),
  });

  /** For what SpherePay has done already: it reaches the customer, whatever becomes of the note of it. */
  async function attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      settings.reportFailure("store_failed", error);
      return undefined;
    }
  }

  async function sentBody(
    { expiresAt, nextInMs }: CodeSend,
    customer: CustomerRead,
    requirement: string,
  ): Promise<CodeSent> {
    const channel = channelOf(requirement);
    const to = channel && (await destinations.of(customer, channel));
    const leftMs = expiresAt === undefined ? 0 : Date.parse(expiresAt) - now();
    return {
      ...(expiresAt !== undefined && {
        expiresAt,
        expiresInSeconds: Math.max(0, Math.floor(leftMs / 1000)),
      }),
      resendAfterSeconds: Math.ceil(nextInMs / 1000),
      ...(to !== undefined && { to }),
    };
  }

  /** What a key has led to, as the answer that it gets. */
  function sentBefore(ruling: SendRuling): CodeSend | undefined {
    switch (ruling.state) {
      case "sent":
        return ruling.send;
      case "in_flight":
        throw inFlight();
      case "unknown":
        throw new Failure("upstream_failed", "code_send_unknown");
      case "too_soon":
        throw limited("code_sends_limit", ruling.retryAfterMs);
      case "begun":
        return undefined;
    }
  }

  /** Whether the code was accepted before; anything else that has ended is thrown. */
  function acceptedBefore(ruling: CheckRuling): boolean {
    switch (ruling.state) {
      case "accepted":
        return true;
      case "in_flight":
        throw inFlight();
      case "too_many":
        throw limited("code_tries_limit", ruling.retryAfterMs);
      case "begun":
        return false;
      default:
        throw refusedAs(ruling.state);
    }
  }

  async function sendNow({ customerId, requirement }: CodeClick, key: string): Promise<CodeSend> {
    const channel = channelOf(requirement);
    if (!channel) throw noSuchRequirement();
    const ended = (end: Parameters<typeof endSend>[1]) =>
      attempt(() => notes.change(customerId, requirement, endSend(key, end, now())));
    try {
      const { expiresAt } = await spherePay.sendCode(customerId, channel);
      // An end that has passed already is of another clock: it says nothing.
      const isUsable = expiresAt !== undefined && Date.parse(expiresAt) > now();
      const known = isUsable ? { expiresAt } : {};
      const nextInMs = (await ended({ state: "sent", ...known })) ?? apartMs;
      return { nextInMs, ...known };
    } catch (error) {
      const mayBeSent = wasCalled(error) && !isRefusedCall(error);
      await ended(mayBeSent ? { state: "unknown" } : undefined);
      throw explained(error);
    }
  }

  /** How a code ended that SpherePay has not accepted: it may have accepted it before. */
  async function endOf(
    { customerId, requirement }: CodeClick,
    error: unknown,
  ): Promise<"accepted" | "refused" | "expired" | "unknown"> {
    const customer = await spherePay.readCustomer(customerId);
    if (standingOf(customer, requirement) === "given") return "accepted";
    if (!isRefusal(error)) return "unknown";
    const note = await notes.read(customerId, requirement);
    return isLatestExpired(note, now()) ? "expired" : "refused";
  }

  async function checkNow(click: CodeClick, key: string, code: string): Promise<void> {
    const { customerId, requirement } = click;
    const channel = channelOf(requirement);
    if (!channel) throw noSuchRequirement();
    let end: Parameters<typeof endCheck>[1] = "unknown";
    try {
      await spherePay.verifyCode(customerId, channel, code);
      end = "accepted";
    } catch (error) {
      if (!wasCalled(error) || (isRefusedCall(error) && !isRefusal(error))) end = "not_asked";
      else end = await endOf(click, error);
      if (end === "refused" || end === "expired") throw refusedAs(end);
      if (end !== "accepted") throw explained(error);
    } finally {
      await attempt(() => notes.change(customerId, requirement, endCheck(key, end)));
      if (end === "accepted" || end === "unknown") {
        await attempt(() => store.changed([customerId], undefined, "click"));
      }
    }
  }

  return {
    async send(click) {
      const { customerId, requirement, idempotencyKey } = click;
      const key = await digestOf(`send ${idempotencyKey}`);
      const note = await notes.read(customerId, requirement);
      const known = sendOf(note, key, now(), longestMs);
      const sent = known && sentBefore(known);
      const customer = await readCustomer(customerId);
      if (sent) return sentBody(sent, customer, requirement);
      const standing = standingOf(customer, requirement);
      if (standing === "given") throw new Failure("wrong_state", "not_asked_for");
      if (standing !== "asked") throw noSuchRequirement();
      const rule = beginSend(key, now(), longestMs);
      const before = sentBefore(await notes.change(customerId, requirement, rule));
      return sentBody(before ?? (await sendNow(click, key)), customer, requirement);
    },

    async check(click, code) {
      const { customerId, requirement, idempotencyKey } = click;
      const key = await digestOf(`check ${idempotencyKey}`);
      const note = await notes.read(customerId, requirement);
      const known = checkOf(note, key, now(), longestMs);
      if (known && acceptedBefore(known)) return;
      const standing = standingOf(await readCustomer(customerId), requirement);
      if (standing === "given") return;
      if (standing !== "asked") throw noSuchRequirement();
      const rule = beginCheck(key, now(), longestMs);
      if (acceptedBefore(await notes.change(customerId, requirement, rule))) return;
      await checkNow(click, key, code);
    },
  };
}
