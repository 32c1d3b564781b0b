/**
 * A host that plays along, fails, forgets and refuses: answers requests with the event that the
 * controller would make of the answer.
 */

import type { Event } from "../../../src/core/flow/types.js";
import type { ProblemCode } from "../../../src/core/problem.js";
import { submitTarget, type Target } from "../../../src/core/target.js";
import { aProblem } from "../builders.js";
import type { Random } from "./random.js";
import { Truth } from "./truth.js";

/** A session token: whose it is, and until when. */
export interface Token {
  readonly customerId: string;
  endsAt: number;
}

/** A request on its way. */
export type Asked =
  | { readonly kind: "session"; readonly attempt: number }
  | { readonly kind: "load"; readonly attempt: number; readonly token: Token | undefined }
  | {
      readonly kind: "requestLink";
      readonly attempt: number;
      readonly token: Token | undefined;
      readonly target: Target;
      readonly key: number;
    };

export type Answer = Extract<Event, { readonly attempt: number }>;

type Codes = readonly [ProblemCode, ...ProblemCode[]];

const anywhere: Codes = [
  "offline",
  "upstream_failed",
  "upstream_failed",
  "upstream_timeout",
  "rate_limited",
  "rate_limited",
  "answer_unreadable",
  "host_misconfigured",
  "forbidden",
  "bad_request",
  "customer_not_found",
];
const atSession: Codes = [
  "offline",
  "upstream_failed",
  "login_required",
  "session_failed",
  "rate_limited",
];
const atAsk: Codes = [
  "in_flight",
  "wrong_state",
  "requirements_outstanding",
  "requirements_outstanding",
  "no_such_requirement",
  "link_refused",
  "session_invalid",
  "session_invalid",
  "offline",
];
const pauses: readonly [number | undefined, ...(number | undefined)[]] = [
  undefined,
  0,
  1_000,
  5_000,
  60_000,
  120_000,
  121_000,
  3_600_000,
];

export class PlayingHost {
  weather: "good" | "flaky" | "awful" = "good";
  login: string | null = "customer_a";
  readonly tokens = new Map<number, Token>();
  readonly #truths = new Map(["customer_a", "customer_b"].map((id) => [id, new Truth(id)]));
  readonly #done = new Map<string, "link" | "nothing">();

  readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  truthOf(id: string): Truth {
    const truth = this.#truths.get(id);
    if (!truth) throw new TypeError(`nobody knows ${id}`);
    return truth;
  }

  /** Something changes behind the flow's back. */
  drift(token: Token | undefined): void {
    const { random } = this;
    const what = random.next();
    if (what < 0.4)
      this.truthOf(random.pick(["customer_a", "customer_a", "customer_b"])).move(random);
    else if (what < 0.55) this.weather = random.pick(["good", "flaky", "flaky", "awful"]);
    else if (what < 0.7) {
      this.login = random.pick(["customer_a", "customer_a", "customer_a", "customer_b", null]);
    } else if (token) token.endsAt = 0;
  }

  answer(asked: Asked, now: number): Answer {
    const problem = this.#trouble(asked);
    if (asked.kind === "session") return problem ?? this.#session(asked.attempt, now);
    const { token } = asked;
    const forgotten =
      asked.kind === "requestLink" && this.weather !== "good" && this.random.chance(0.4);
    if (!token || token.endsAt <= now || forgotten) return this.#failed(asked, "session_invalid");
    if (asked.kind === "load") {
      const { customer } = this.truthOf(token.customerId);
      const linkExpired = this.weather !== "good" && this.random.chance(0.2);
      return problem ?? { type: "loaded", attempt: asked.attempt, customer, linkExpired };
    }
    return problem ?? this.#granted(asked, token);
  }

  #failed(asked: Asked, code: ProblemCode): Answer {
    const { random } = this;
    const retryAfterMs =
      code === "rate_limited" || random.chance(0.1) ? random.pick(pauses) : undefined;
    const requirements = random.chance(0.5) ? ["identity_document"] : [];
    const during =
      asked.kind === "requestLink"
        ? asked.target === submitTarget
          ? "submit"
          : "link"
        : asked.kind;
    const problem = aProblem(code, {
      retryAfterMs,
      ...(code === "requirements_outstanding" && { requirements }),
    });
    return { type: "failed", attempt: asked.attempt, during, problem };
  }

  #trouble(asked: Asked): Answer | undefined {
    const { random, weather } = this;
    if (weather === "good" || !random.chance(weather === "flaky" ? 0.15 : 0.75)) return undefined;
    const own = { session: atSession, load: ["session_invalid", "offline"], ask: atAsk } as const;
    const codes: Codes = random.chance(0.5) ? own[asked.kind] : anywhere;
    return this.#failed(asked, random.pick(codes));
  }

  #session(attempt: number, now: number): Answer {
    const { random } = this;
    if (this.weather !== "good" && random.chance(0.15)) {
      this.login = random.pick(["customer_a", "customer_b"]);
    }
    const { login } = this;
    if (!login) {
      return this.#failed({ kind: "session", attempt }, "login_required");
    }
    this.tokens.set(attempt, { customerId: login, endsAt: now + 600_000 });
    if (random.chance(0.7)) return { type: "sessionStarted", attempt };
    const linkExpired = random.chance(0.1);
    return { type: "sessionStarted", attempt, customer: this.truthOf(login).customer, linkExpired };
  }

  #granted(asked: Extract<Asked, { kind: "requestLink" }>, token: Token): Answer {
    const { random, weather } = this;
    const { attempt, target } = asked;
    const truth = this.truthOf(token.customerId);
    if (target === submitTarget) {
      const scope = `${token.customerId} ${asked.key}`;
      if (!this.#done.has(scope)) {
        if (!truth.submittable) {
          const code = truth.stage === "pending" ? "wrong_state" : "requirements_outstanding";
          return this.#failed(asked, code);
        }
        truth.moveTo("pending");
        this.#done.set(scope, random.chance(0.3) ? "nothing" : "link");
      }
      if (this.#done.get(scope) === "nothing") return { type: "submitted", attempt };
    } else if (!Object.hasOwn(truth.customer.actions, target)) {
      return this.#failed(asked, "no_such_requirement");
    }
    const expired = weather !== "good" && random.chance(weather === "flaky" ? 0.7 : 0.9);
    return { type: "linkReceived", attempt, expired, expiresAt: "2026-11-21T12:00:00Z" };
  }
}
