/**
 * Owns: which requirements a customer can complete in the element through this handler, and the option
 * for it.
 * Does not own: doing it, or whether SpherePay asks for it now.
 * Why: one table says what is on without a word of the host's, and what a host may turn on or off.
 */
import type { StepAction } from "../../core/action.js";
import { quoted, refuse, type StepOptions } from "../options.js";
import type { CodeChannel } from "./masked.js";

/** A step, as the customer is offered it. */
export type Step = StepAction;

/** The steps that are on, by requirement. */
export type Steps = ReadonlyMap<string, Step>;

const channels: Readonly<Record<keyof StepOptions, CodeChannel>> = {
  email_verification: "email",
  phone_verification: "phone",
};
const names: readonly string[] = Object.keys(channels);

/** Where the code of a requirement goes; `undefined` for one that has no code. */
export const channelOf = (requirement: string): CodeChannel | undefined =>
  requirement === "email_verification" || requirement === "phone_verification"
    ? channels[requirement]
    : undefined;

/**
 * Checks and completes the option `steps`.
 * @throws {TypeError} naming the entry and what was expected, never its value.
 */
export function stepsOf(given: StepOptions): Steps {
  if (Object.prototype.toString.call(given) !== "[object Object]") {
    return refuse("steps", "an object such as { phone_verification: false }", given);
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
  for (const name of names) {
    const isOn: unknown = Reflect.get(given, name) ?? true;
    if (typeof isOn !== "boolean") refuse(`steps.${name}`, "true or false", isOn);
    if (isOn) steps.set(name, { kind: "code" });
  }
  return steps;
}
