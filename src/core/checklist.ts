/**
 * Owns: what a customer's JSON means: which items to show and whose turn each one is, whether the
 * customer may submit, the overall status.
 * Does not own: words, or what is going on with the network (see `screen.ts`).
 * Why: these rules decide what people read about their money; they are tables, tested as tables.
 *
 * Follows SpherePay's "KYC & KYB status reference".
 */
import type { Action } from "./action.js";
import type { Customer, VerificationProfile } from "./customer.js";
import {
  type Actor,
  actorOf,
  continueRequirement,
  type KnownRequirement,
  knownRequirement,
  minutesFor,
  orderOf,
  termsRequirement,
} from "./requirements.js";

/** SpherePay's four statuses; `updating` stands for any other word. */
export type ProfileStatus = "incomplete" | "pending" | "approved" | "rejected" | "updating";

/** The status of all shown profiles together; `preparing` = incomplete with nothing listed yet. */
export type OverallStatus = ProfileStatus | "preparing";

/** Where one requirement stands. A name in several lists takes the first of these that applies. */
export type ItemState = "error" | "pending" | "required" | "complete";

/** One line of the checklist. */
export interface Item {
  readonly name: string;
  readonly state: ItemState;
  readonly actor: Actor;
  readonly known: KnownRequirement | undefined;
  /** SpherePay's free text about an error, if the host passes it on. */
  readonly detail: string | undefined;
  readonly action: Action | undefined;
}

/** One verification profile, ready to be shown. */
export interface ProfileChecklist {
  readonly name: string;
  readonly status: ProfileStatus;
  /** Each requirement once: the customer's first, those that need them most at the top. */
  readonly items: readonly Item[];
}

/** Everything that can be said about a customer without words. */
export interface Checklist {
  readonly profiles: readonly ProfileChecklist[];
  readonly status: OverallStatus;
  /** Whether the customer may submit now. SpherePay's answer to the submit is final all the same. */
  readonly ready: boolean;
  /** Whether "continue verification" applies: submitted, in review, and the host offers it. */
  readonly continuable: boolean;
  /** The customer's own items, one name counted once: complete, still theirs to do, all. */
  readonly done: number;
  readonly left: number;
  readonly total: number;
  /** About how long what is left to do takes; `undefined` where that is not known. */
  readonly minutesLeft: number | undefined;
}

const statuses: readonly string[] = ["incomplete", "pending", "approved", "rejected"];
const mostUrgentFirst: readonly ProfileStatus[] = [
  "incomplete",
  "rejected",
  "pending",
  "updating",
  "approved",
];
const itemOrder: readonly ItemState[] = ["error", "required", "pending", "complete"];

const statusOf = (profile: VerificationProfile): ProfileStatus =>
  statuses.includes(profile.status) ? (profile.status as ProfileStatus) : "updating";

/** Where the terms stand when SpherePay tells it beside the profiles; `undefined` = not there. */
function termsState(customer: Customer): ItemState | undefined {
  const { tosStatus, flow } = customer;
  if (flow === "hosted" || !tosStatus || tosStatus === "approved") return undefined;
  return tosStatus === "pending" ? "pending" : "required";
}

/** Where an item stands in its list: SpherePay's own last, then by state, then in reading order. */
const rankOf = ({ actor, state, known }: Item): number =>
  (actor === "spherepay" ? 1e3 : 0) + itemOrder.indexOf(state) * 100 + orderOf(known);

function itemsOf(
  { criteria }: VerificationProfile,
  actions: Customer["actions"],
  terms: ItemState | undefined,
): Item[] {
  const states = new Map<string, ItemState>();
  const details = new Map<string, string | undefined>();
  const place = (names: readonly string[], state: ItemState) => {
    for (const name of names) states.set(name, state);
  };
  place(criteria?.complete ?? [], "complete");
  place(criteria?.required ?? [], "required");
  if (terms === "required") place([termsRequirement], terms);
  place(criteria?.pending ?? [], "pending");
  if (terms === "pending") place([termsRequirement], terms);
  for (const { name, detail } of criteria?.errors ?? []) {
    states.set(name, "error");
    details.set(name, detail ?? details.get(name));
  }
  const items = [...states].map(([name, state]) =>
    Object.freeze({
      name,
      state,
      actor: actorOf(name),
      known: knownRequirement(name),
      detail: details.get(name),
      action: state === "required" || state === "error" ? actions[name] : undefined,
    }),
  );
  const ranked = items.map((item) => [rankOf(item), item] as const);
  return ranked.sort(([a], [b]) => a - b).map(([, item]) => item);
}

/** Only SpherePay's own steps are left. */
const leavesOnlySpherePay = ({ criteria }: VerificationProfile): boolean =>
  !!criteria?.required.length && criteria.required.every((name) => actorOf(name) === "spherepay");

/**
 * What a customer's JSON means.
 * @param profile Narrows to the profile of this name; a name that SpherePay does not list (yet)
 * shows no profile, which reads as "being prepared".
 */
export function checklist(customer: Customer, profile?: string): Checklist {
  const shown = customer.verificationProfiles.filter(({ name }) => !profile || name === profile);
  const incomplete = shown.filter(({ status }) => status === "incomplete");
  const terms = termsState(customer);
  const profiles = shown.map((each) => ({
    name: each.name,
    status: statusOf(each),
    items: itemsOf(each, customer.actions, each === incomplete[0] ? terms : undefined),
  }));
  const hosted = customer.flow === "hosted";
  const own = new Map<string, ItemState>();
  for (const { name, actor, state } of profiles.flatMap(({ items }) => items)) {
    const before = itemOrder.indexOf(own.get(name) ?? "complete");
    if (actor === "customer" && itemOrder.indexOf(state) <= before) own.set(name, state);
  }
  const namesIn = (...states: readonly ItemState[]) =>
    [...own].flatMap(([name, state]) => (states.includes(state) ? [name] : []));
  const left = namesIn("required", "error");
  const lead = mostUrgentFirst.find((status) => profiles.some((each) => each.status === status));
  const bare = profiles.every(({ status, items }) => status !== "incomplete" || !items.length);
  return {
    profiles,
    status: !lead || (lead === "incomplete" && bare && !hosted) ? "preparing" : lead,
    ready:
      incomplete.length > 0 &&
      (hosted || (terms !== "required" && incomplete.every(leavesOnlySpherePay))),
    continuable:
      profiles.some(({ status }) => status === "pending") &&
      customer.actions[continueRequirement]?.kind === "link",
    done: namesIn("complete").length,
    left: left.length,
    total: own.size,
    minutesLeft: minutesFor(left),
  };
}

/** What of a customer decides the checklist: two equal prints show the same one. */
export function fingerprint({ verificationProfiles, tosStatus, flow, actions }: Customer): string {
  return JSON.stringify([verificationProfiles, tosStatus, flow, actions]);
}
