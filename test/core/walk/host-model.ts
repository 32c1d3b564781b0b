/**
 * A host that works, fails, forgets sessions and refuses requests. It returns the event that the
 * controller would make of its answer.
 */

import type { During, Event } from "../../../src/core/flow/types.js";
import type { ProblemCode } from "../../../src/core/problem.js";
import type { Target } from "../../../src/core/target.js";
import { aProblem } from "../builders.js";
import type { Random } from "./random.js";
import { Truth } from "./truth.js";

/** A session token: its customer, and its end in model time. */
export interface Token {
  readonly customerId: string;
  endsAt: number;
}

/** A request on its way. */
export type SentRequest =
  | { readonly kind: "session"; readonly attempt: number }
  | { readonly kind: "load"; readonly attempt: number; readonly token: Token | undefined }
  | {
      readonly kind: "requestTarget";
      readonly attempt: number;
      readonly token: Token | undefined;
      readonly target: Target;
      readonly key: number;
    };

export type Answer = Extract<Event, { readonly attempt: number }>;

type Codes = readonly [ProblemCode, ...ProblemCode[]];

const anywhere: Codes = [
  "offline",
  "host_unreachable",
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
const atLink: Codes = [
  "in_flight",
  "wrong_state",
  "requirements_outstanding",
  "requirements_outstanding",
  "no_such_requirement",
  "link_refused",
  "session_invalid",
  "session_invalid",
  "host_unreachable",
];
const atStep: Codes = [
  "code_refused",
  "code_refused",
  "code_expired",
  "rate_limited",
  "wrong_state",
  "no_such_requirement",
  "session_invalid",
  "session_invalid",
  "host_unreachable",
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

const duringOf = ({ kind }: Target): During => (kind === "requirement" ? "link" : kind);

export class HostModel {
  health: "good" | "flaky" | "awful" = "good";
  login: string | null = "customer_a";
  readonly tokens = new Map<number, Token>();
  readonly #truths = new Map(["customer_a", "customer_b"].map((id) => [id, new Truth(id)]));
  readonly #checks = new Map<string, Answer>();
  readonly #submitted = new Map<string, "link" | "nothing">();

  readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  truthOf(id: string): Truth {
    const truth = this.#truths.get(id);
    if (!truth) throw new TypeError(`${id} is unknown`);
    return truth;
  }

  /** Something changes that the flow cannot see yet. */
  drift(token: Token | undefined): void {
    const { random } = this;
    const what = random.next();
    if (what < 0.4)
      this.truthOf(random.pick(["customer_a", "customer_a", "customer_b"])).move(random);
    else if (what < 0.55) this.health = random.pick(["good", "flaky", "flaky", "awful"]);
    else if (what < 0.7) {
      this.login = random.pick(["customer_a", "customer_a", "customer_a", "customer_b", null]);
    } else if (token) token.endsAt = 0;
  }

  answer(request: SentRequest, now: number): Answer {
    const problem = this.#failure(request);
    if (request.kind === "session") return problem ?? this.#session(request.attempt, now);
    const { token } = request;
    const forgotten =
      request.kind === "requestTarget" && this.health !== "good" && this.random.happens(0.4);
    if (!token || token.endsAt <= now || forgotten) return this.#failed(request, "session_invalid");
    if (request.kind === "load") {
      const { customer } = this.truthOf(token.customerId);
      const linkExpired = this.health !== "good" && this.random.happens(0.2);
      return problem ?? { type: "loaded", attempt: request.attempt, customer, linkExpired };
    }
    return problem ?? this.#granted(request, token);
  }

  #failed(request: SentRequest, code: ProblemCode): Answer {
    const { random } = this;
    const retryAfterMs =
      code === "rate_limited" || random.happens(0.1) ? random.pick(pauses) : undefined;
    const requirements = random.happens(0.5) ? ["identity_document"] : [];
    const during = request.kind === "requestTarget" ? duringOf(request.target) : request.kind;
    const problem = aProblem(code, {
      retryAfterMs,
      ...(code === "requirements_outstanding" && { requirements }),
    });
    return { type: "failed", attempt: request.attempt, during, problem };
  }

  #failure(request: SentRequest): Answer | undefined {
    const { random, health } = this;
    if (health === "good" || !random.happens(health === "flaky" ? 0.15 : 0.75)) return undefined;
    const own = {
      session: atSession,
      load: ["session_invalid", "offline"],
      requestTarget:
        request.kind === "requestTarget" && request.target.kind === "step" ? atStep : atLink,
    } as const;
    const codes: Codes = random.happens(0.5) ? own[request.kind] : anywhere;
    return this.#failed(request, random.pick(codes));
  }

  #session(attempt: number, now: number): Answer {
    const { random } = this;
    if (this.health !== "good" && random.happens(0.15)) {
      this.login = random.pick(["customer_a", "customer_b"]);
    }
    const { login } = this;
    if (!login) {
      return this.#failed({ kind: "session", attempt }, "login_required");
    }
    this.tokens.set(attempt, { customerId: login, endsAt: now + 600_000 });
    if (random.happens(0.7)) return { type: "sessionStarted", attempt };
    const linkExpired = random.happens(0.1);
    return { type: "sessionStarted", attempt, customer: this.truthOf(login).customer, linkExpired };
  }

  #granted(request: Extract<SentRequest, { kind: "requestTarget" }>, token: Token): Answer {
    const { random, health } = this;
    const { attempt, target } = request;
    const truth = this.truthOf(token.customerId);
    if (target.kind === "step") return this.#checked(request, target.name, token);
    if (target.kind === "submit") {
      const scope = `${token.customerId} ${request.key}`;
      if (!this.#submitted.has(scope)) {
        if (!truth.submittable) {
          const code = truth.stage === "pending" ? "wrong_state" : "requirements_outstanding";
          return this.#failed(request, code);
        }
        truth.moveTo("pending");
        this.#submitted.set(scope, random.happens(0.3) ? "nothing" : "link");
      }
      if (this.#submitted.get(scope) === "nothing") return { type: "submitted", attempt };
    } else if (!Object.hasOwn(truth.customer.actions, target.name)) {
      return this.#failed(request, "no_such_requirement");
    }
    const expired = health !== "good" && random.happens(health === "flaky" ? 0.7 : 0.9);
    return { type: "linkReceived", attempt, expired };
  }

  /** A code is sent, or the one that was typed is checked: the same again for the same key. */
  #checked(
    request: Extract<SentRequest, { kind: "requestTarget" }>,
    name: string,
    { customerId }: Token,
  ): Answer {
    const { random } = this;
    const { attempt, key } = request;
    const scope = `${customerId} ${key}`;
    const earlier = this.#checks.get(scope);
    if (earlier) return { ...earlier, attempt };
    const truth = this.truthOf(customerId);
    if (!Object.hasOwn(truth.customer.actions, name)) {
      return this.#failed(request, "no_such_requirement");
    }
    const isTaken = truth.customer.verificationProfiles.some(
      ({ criteria }) => criteria?.complete.includes(name) || criteria?.pending.includes(name),
    );
    if (isTaken || random.happens(0.3)) return this.#failed(request, "code_refused");
    const finished = random.happens(0.5);
    // SpherePay may be slow to show it.
    if (finished && random.happens(0.8)) {
      truth.check(name, random.happens(0.7) ? "complete" : "pending");
    }
    const answer: Answer = { type: "stepAnswered", attempt, finished };
    this.#checks.set(scope, answer);
    return answer;
  }
}
