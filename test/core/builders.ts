/** Builders for the core's tests: each gives a plain, valid thing that a test then bends. */
import { type Customer, readCustomer } from "../../src/core/customer.js";
import { initial, transition } from "../../src/core/flow/transition.js";
import type { Announcement, Command, Event, Open, State } from "../../src/core/flow/types.js";
import { Problem, type ProblemCode, type ProblemFacts } from "../../src/core/problem.js";
import { submitTarget } from "../../src/core/target.js";

export type Json = Record<string, unknown>;

/** SpherePay's own steps of an individual. */
export const ownSteps = ["identity_verification", "kyc_a_approval"] as const;

export const aCriteria = (lists: Json = {}): Json => ({
  complete: [],
  pending: [],
  required: [],
  errors: [],
  ...lists,
});

export const aProfile = (status = "incomplete", lists: Json = { required: ownSteps }): Json => ({
  name: "kyc_profile_a",
  status,
  criteria: aCriteria(lists),
});

/** A customer's JSON as a host sends it: ready to submit unless said otherwise. */
export const aCustomerJson = (fields: Json = {}): Json => ({
  id: "customer_a",
  type: "individual",
  verificationProfiles: [aProfile()],
  ...fields,
});

export const aCustomer = (fields: Json = {}): Customer => readCustomer(aCustomerJson(fields));

/** A customer whose only profile has this status; in review the host offers to continue. */
export const aCustomerIn = (status: string, fields: Json = {}): Customer =>
  aCustomer({
    verificationProfiles: [aProfile(status)],
    ...(status === "pending" && { actions: { identity_verification: { kind: "link" } } }),
    ...fields,
  });

/** A customer with something left to do. */
export const aCustomerWhoMustAct = (fields: Json = {}): Customer =>
  aCustomer({
    verificationProfiles: [
      aProfile("incomplete", { required: ["terms_of_service", "identity_document", ...ownSteps] }),
    ],
    actions: {
      terms_of_service: { kind: "link" },
      identity_document: { kind: "page", href: "/documents" },
    },
    ...fields,
  });

/** A customer who has finished at the provider's page, with this status. */
export const aDoneCustomer = (status: string): Customer =>
  aCustomer({
    verificationProfiles: [
      aProfile(status, { complete: ["identity_verification"], required: ["kyc_a_approval"] }),
    ],
    actions: { identity_verification: { kind: "link" } },
  });

export const aProblem = (code: ProblemCode, facts: ProblemFacts = {}): Problem =>
  new Problem(code, facts);

/** Applies events one after the other; returns the last state and the commands of the last event. */
export function played(from: State, ...events: readonly Event[]): [State, Command[]] {
  let state = from;
  let commands: Command[] = [];
  for (const event of events) [state, commands] = transition(state, event);
  return [state, commands];
}

/** Narrows a state to one that shows a customer. */
export function asOpen(state: State): Open {
  if (state.kind !== "open") throw new TypeError(`expected an open state, not ${state.kind}`);
  return state;
}

/** An open flow at rest. */
export function anOpenFlow(customer: Customer = aCustomer()): Open {
  const [state] = played(
    initial,
    { type: "connected" },
    { type: "sessionStarted", attempt: 1, customer },
  );
  return asOpen(state);
}

/** The customer clicks the submit button. */
export const click = { type: "clicked", target: submitTarget, destination: "navigate" } as const;

/** The page is seen again. */
export const refresh = { type: "refreshRequested", by: "page" } as const;

/** The customer requests a refresh. */
export const refreshByPerson = { type: "refreshRequested", by: "person" } as const;

/** The successful answer to the newest attempt. */
export const loaded = (state: State, customer = aCustomer()): Event => ({
  type: "loaded",
  attempt: state.attempt,
  customer,
});

/** The failure of the newest attempt. */
export const failed = (state: State, code: ProblemCode, facts: ProblemFacts = {}): Event => ({
  type: "failed",
  attempt: state.attempt,
  during: "load",
  problem: aProblem(code, facts),
});

/** The failure of a link request. */
export const failedRequest = (
  attempt: number,
  code: ProblemCode,
  facts: ProblemFacts = {},
): Event => ({ type: "failed", attempt, during: "submit", problem: aProblem(code, facts) });

/** A link has arrived, and can be used. */
export const linkReceived = (attempt: number): Event => ({
  type: "linkReceived",
  attempt,
  expired: false,
});

/** The commands by name, announcements left out. */
export const actionsOf = (commands: readonly Command[]): Command["do"][] =>
  commands.map((each) => each.do).filter((each) => each !== "announce");

/** What the page hears. */
export const announcementsOf = (commands: readonly Command[]): Announcement[] =>
  commands.flatMap((each) => (each.do === "announce" ? [each.announcement] : []));
