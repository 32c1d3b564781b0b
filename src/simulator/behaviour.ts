import { isMs } from "./hand-clock.js";
import { isObject } from "./json.js";
import {
  defaultStepBehaviour,
  isDocumentList,
  type StepBehaviour,
  stepChoices,
} from "./step-behaviour.js";
import { WrongInput } from "./wrong-input.js";

/**
 * The contracts SpherePay has published, by month. `2025-12`: `submit-verification` submits and
 * returns no url; `kyc-link` is for businesses. `2026-05`: `kyc-link` submits and returns the url.
 * `2026-07`: customers are created by link, and `kyc-link` only renews theirs.
 */
export type Release = "2025-12" | "2026-05" | "2026-07";

/**
 * When submitting is open. SpherePay's pages contradict one another, so each reading is a rule:
 * `spherepay-steps`: only what SpherePay does itself may be left in `required`;
 * `strict`: nothing may be left; `none`: right after creation, as the hosted-link guide does it.
 */
export type KycLinkGate = "spherepay-steps" | "strict" | "none";

/**
 * How the simulated SpherePay behaves; can be changed at any moment. Except for `linkTtlMs` and
 * `skewMs`, each member is a question that SpherePay's pages leave open or answer twice.
 */
export interface Behaviour extends StepBehaviour {
  /** Which contract the API follows; `"2026-05"` when left out. */
  release: Release;
  /** When submitting is open; `"spherepay-steps"` when left out. */
  gate: KycLinkGate;
  /** Whether `kyc-link` still makes links while a profile is pending (else 400); true if left out. */
  mintWhilePending: boolean;
  /** Whether a new link ends the customer's earlier ones of its kind; false when left out. */
  newLinkKillsOld: boolean;
  /** The status of a missing or wrong key; 403 when left out. */
  authFailure: 401 | 403;
  /** Whether the 422 of a refused submission names what is missing; true when left out. */
  namesMissing: boolean;
  /** The name of the text in a requirement's error; `"detail"` when left out. */
  criterionErrorText: "detail" | "message";
  /** What a used `Idempotency-Key` does on a second call; `"error"` when left out. */
  idempotencyReuse: "error" | "ignored";
  /** The status of `kyc-link` of 2026-07 for a customer of the API flow; 400 when left out. */
  notLinkCreated: 400 | 422;
  /** The name of the id that `submit-verification` returns; `"customerId"` when left out. */
  submittedAs: "customerId" | "id";
  /** Whether `tos-link` returns `expiresAt`; true when left out, older pages show only `link`. */
  tosLinkSaysEnd: boolean;
  /**
   * Where a customer created through the API shows the terms: as the requirement
   * `terms_of_service`, or only in `tosStatus`, as in the samples since June 2026; `"requirement"`
   * when left out.
   */
  termsBy: "requirement" | "tosStatus";
  /** By how many milliseconds SpherePay's clock is ahead of the caller's; 0 when left out. */
  skewMs: number;
  /**
   * How long every kind of link lives, in milliseconds; 0 makes links that arrive expired. When left
   * out or set back to undefined: seven days for the provider's page (28 in 2026-07), an hour for
   * terms, half an hour for a face check.
   */
  linkTtlMs?: number | undefined;
}

/** The behaviour when nothing else is chosen. */
export const defaultBehaviour: Readonly<Behaviour> = {
  release: "2026-05",
  gate: "spherepay-steps",
  mintWhilePending: true,
  newLinkKillsOld: false,
  authFailure: 403,
  namesMissing: true,
  criterionErrorText: "detail",
  idempotencyReuse: "error",
  notLinkCreated: 400,
  submittedAs: "customerId",
  tosLinkSaysEnd: true,
  termsBy: "requirement",
  skewMs: 0,
  ...defaultStepBehaviour,
};

type Choices = {
  readonly [Name in Exclude<
    keyof Behaviour,
    keyof StepBehaviour | "skewMs" | "linkTtlMs"
  >]: readonly Behaviour[Name][];
};

const allowedValues: Choices = {
  release: ["2025-12", "2026-05", "2026-07"],
  gate: ["spherepay-steps", "strict", "none"],
  mintWhilePending: [true, false],
  newLinkKillsOld: [true, false],
  authFailure: [401, 403],
  namesMissing: [true, false],
  criterionErrorText: ["detail", "message"],
  idempotencyReuse: ["error", "ignored"],
  notLinkCreated: [400, 422],
  submittedAs: ["customerId", "id"],
  tosLinkSaysEnd: [true, false],
  termsBy: ["requirement", "tosStatus"],
};
const allowedValuesByName: ReadonlyMap<string, readonly unknown[]> = new Map(
  Object.entries({ ...allowedValues, ...stepChoices }),
);

const numberNames: readonly string[] = ["skewMs", "linkTtlMs", "codeTtlMs"];
const allNames = [...allowedValuesByName.keys(), ...numberNames, "disabledDocuments"];

/** @throws WrongInput when a name is unknown or a value is not allowed. */
export function assertBehaviour(value: unknown): asserts value is Partial<Behaviour> {
  if (!isObject(value)) {
    throw new WrongInput("behaviour", "must be an object");
  }
  for (const [name, given] of Object.entries(value)) {
    const choices = allowedValuesByName.get(name);
    if (numberNames.includes(name)) {
      if (!isMs(given) && !(name === "linkTtlMs" && given === undefined)) {
        throw new WrongInput(name, "must be a number of milliseconds, 1e15 at most");
      }
    } else if (name === "disabledDocuments") {
      if (!isDocumentList(given)) {
        throw new WrongInput(name, 'must be a list such as ["id_card:USA"]');
      }
    } else if (choices === undefined) {
      throw new WrongInput(name, `is not known: give some of ${allNames.join(", ")}`);
    } else if (!choices.includes(given)) {
      throw new WrongInput(
        name,
        `must be one of ${choices.map((c) => JSON.stringify(c)).join(", ")}`,
      );
    }
  }
}

/** Picks the members of a larger object that are behaviour. */
export function behaviourOf(options: Partial<Behaviour>): Partial<Behaviour> {
  const behaviour = Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => allNames.includes(name) && value !== undefined,
    ),
  );
  assertBehaviour(behaviour);
  return behaviour;
}
