import { isEmail } from "../api/field-errors.js";
import { assertBehaviour, type Behaviour } from "../behaviour.js";
import type { ProfileInit, SimulatedCriterionError } from "../customers/customer.js";
import type { CustomerInit } from "../customers/customer-init.js";
import { customerPresets, isCustomerPreset } from "../customers/presets.js";
import { assertFault } from "../faults/assert-fault.js";
import type { Fault } from "../faults/fault.js";
import { isObject, isText, type JsonObject } from "../json.js";
import { WrongInput } from "../wrong-input.js";

/** A member that must be a non-empty text. @throws WrongInput */
export function textOf(body: JsonObject, name: string): string {
  const value = body[name];
  if (!isText(value)) {
    throw new WrongInput(name, "must be a non-empty text");
  }
  return value;
}

/** An optional member. @throws WrongInput when it is present and not a non-empty text. */
export function optionalTextOf(body: JsonObject, name: string): string | undefined {
  return body[name] === undefined ? undefined : textOf(body, name);
}

/** @throws WrongInput for a member that is not one of `names`. */
export function onlyMembers(body: JsonObject, names: readonly string[]): void {
  for (const name of Object.keys(body)) {
    if (!names.includes(name)) {
      throw new WrongInput(name, `is not known here: give ${names.join(", ") || "nothing"}`);
    }
  }
}

/** JSON has no undefined: `"linkTtlMs": null` restores the default times. @throws WrongInput */
export function behaviourIn(body: JsonObject): Partial<Behaviour> {
  const behaviour = body["linkTtlMs"] === null ? { ...body, linkTtlMs: undefined } : body;
  assertBehaviour(behaviour);
  return behaviour;
}

/** JSON has no Infinity: `"times": "always"` means it. @throws WrongInput */
export function faultIn(body: JsonObject): Fault {
  const fault = body["times"] === "always" ? { ...body, times: Number.POSITIVE_INFINITY } : body;
  assertFault(fault);
  return fault;
}

/** @throws WrongInput */
export function customerIn(body: JsonObject): CustomerInit {
  const { type, preset, email, profiles } = body;
  const tosStatus = optionalTextOf(body, "tosStatus");
  if (type !== undefined && type !== "individual" && type !== "business") {
    throw new WrongInput("type", "must be individual or business");
  }
  if (preset !== undefined && !isCustomerPreset(preset)) {
    throw new WrongInput("preset", `must be one of ${customerPresets.join(", ")}`);
  }
  if (email !== undefined && !isEmail(email)) {
    throw new WrongInput("email", "must be an e-mail address");
  }
  return {
    ...(type === undefined ? {} : { type }),
    ...(preset === undefined ? {} : { preset }),
    ...(email === undefined ? {} : { email }),
    ...(tosStatus === undefined ? {} : { tosStatus }),
    ...(profiles === undefined ? {} : { profiles: profilesIn(profiles) }),
  };
}

function profilesIn(value: unknown): ProfileInit[] {
  if (!Array.isArray(value)) {
    throw new WrongInput("profiles", "must be a list of profiles");
  }
  return value.map((profile: unknown) => {
    if (!isObject(profile)) {
      throw new WrongInput("profiles", "must be a list of profiles");
    }
    onlyMembers(profile, ["name", "status", "complete", "pending", "required", "errors"]);
    const status = optionalTextOf(profile, "status");
    return {
      name: textOf(profile, "name"),
      ...(status === undefined ? {} : { status }),
      complete: namesIn(profile, "complete"),
      pending: namesIn(profile, "pending"),
      required: namesIn(profile, "required"),
      errors: errorsIn(profile["errors"] ?? []),
    };
  });
}

function namesIn(profile: JsonObject, list: string): string[] {
  const names: unknown = profile[list] ?? [];
  if (!Array.isArray(names) || !names.every(isText)) {
    throw new WrongInput(list, "must be a list of requirement names");
  }
  return names;
}

function errorsIn(value: unknown): SimulatedCriterionError[] {
  if (!Array.isArray(value)) {
    throw new WrongInput("errors", "must be a list of errors");
  }
  return value.map((error: unknown) => {
    if (!isObject(error)) {
      throw new WrongInput("errors", "must be a list of errors");
    }
    return { name: textOf(error, "name"), detail: textOf(error, "detail") };
  });
}
