/**
 * Owns: which requirements a customer can complete in place through this handler, and the option for it.
 * Does not own: doing it, or whether SpherePay asks for it now.
 * Why: one table says what a host may turn on.
 */
import type { StepAction } from "../../core/action.js";
import { documentActions, identityActionOf } from "../documents/document-types.js";
import { maxDocumentBytes } from "../http/upload-chunks.js";
import { quoted, refuse } from "../options.js";
import type { CodeChannel } from "./masked.js";
import type { StepOptions } from "./step-options.js";

/** A step, as the customer is offered it. */
export type Step = StepAction;

/** The steps that are on, by requirement. */
export type Steps = ReadonlyMap<string, Step>;

/** Every step, and whether it is on without a word of the host's. */
const knownSteps: Readonly<
  Record<keyof StepOptions, { readonly step: Step; readonly isOn: boolean }>
> = {
  email_verification: { step: { kind: "code" }, isOn: true },
  phone_verification: { step: { kind: "code" }, isOn: true },
  residential_address: { step: { kind: "fields", fields: "address" }, isOn: true },
  tax_identification_number: { step: { kind: "fields", fields: "tax" }, isOn: true },
  identity_document: { step: documentActions.identity_document, isOn: true },
  // SpherePay's reference takes none of an individual, though its guides ask for it.
  proof_of_address_document: { step: documentActions.proof_of_address_document, isOn: false },
  // Not a thing that a customer has: the platform makes it, where SpherePay has agreed to that.
  liveness_report_document: { step: documentActions.liveness_report_document, isOn: false },
};
const names: readonly string[] = Object.keys(knownSteps);

/** Where the code of a requirement goes; `undefined` for one that has no code. */
export function channelOf(requirement: string): CodeChannel | undefined {
  if (requirement === "email_verification") return "email";
  return requirement === "phone_verification" ? "phone" : undefined;
}

const countryForm = /^[A-Z]{3}$/;
const typeForm = /^[a-z][a-z0-9_]{0,63}$/;
const isObject = (given: unknown) => Object.prototype.toString.call(given) === "[object Object]";

/** Checks the kinds of tax numbers by country. */
function taxTypesOf(given: unknown): Readonly<Record<string, readonly string[]>> {
  const expected = 'true, false, or { types } such as { types: { BRA: ["cpf"] } }';
  const wrong = () => refuse("steps.tax_identification_number", expected, given);
  const { types } = Object(given);
  if (!isObject(given) || !isObject(types)) return wrong();
  const entries = Object.entries(types).map(([country, listed]) => {
    if (!countryForm.test(country) || !Array.isArray(listed)) return wrong();
    const known = listed.filter((each): each is string => typeForm.test(String(each)));
    return known.length === listed.length ? ([country, known] as const) : wrong();
  });
  return Object.freeze(Object.fromEntries(entries));
}

function stepOf(name: keyof StepOptions, given: unknown): Step | undefined {
  const { step, isOn } = knownSteps[name];
  const chosen = given ?? isOn;
  if (typeof chosen === "boolean") return chosen ? step : undefined;
  if (name === "identity_document" && isObject(given)) return identityActionOf(Object(given));
  if (name !== "tax_identification_number") refuse(`steps.${name}`, "true or false", given);
  return { kind: "fields", fields: "tax", taxTypes: taxTypesOf(given) };
}

/**
 * Checks and completes the option `steps`.
 * @param maxBytes The most that a document may have; said to pages where it is less than SpherePay's.
 * @throws {TypeError} naming the entry and what was expected.
 */
export function stepsOf(given: StepOptions, maxBytes = maxDocumentBytes): Steps {
  if (!isObject(given)) {
    return refuse("steps", "an object such as { phone_verification: true }", given);
  }
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    refuse(
      "steps",
      `an object with names of ${names.join(", ")}; ${quoted(unknown)} is none`,
      given,
    );
  }
  const steps = new Map<string, Step>();
  for (const name of Object.keys(knownSteps) as (keyof StepOptions)[]) {
    const step = stepOf(name, given[name]);
    const isLess = step?.kind === "document" && maxBytes < maxDocumentBytes;
    if (step) steps.set(name, isLess ? { ...step, maxBytes } : step);
  }
  return steps;
}
