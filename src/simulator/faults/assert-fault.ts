import { isMs } from "../hand-clock.js";
import { isObject, type JsonObject } from "../json.js";
import { WrongInput } from "../wrong-input.js";
import type { Fault } from "./fault.js";

type Check = readonly [isRight: (value: unknown) => boolean, expected: string];

const errorStatusRule: Check = [
  (value) => isWhole(value) && value >= 400 && value <= 599,
  "must be a whole number from 400 to 599",
];
const notNegativeRule: Check = [
  (value) => isMs(value) && value >= 0,
  "must be a number from 0 to 1e15",
];
const secondsRule: Check = [
  (value) => typeof value === "number" && value >= 0 && value <= 1e12,
  "must be a number from 0 to 1e12",
];
const booleanRule: Check = [(value) => typeof value === "boolean", "must be true or false"];
const oneOf = (...words: readonly string[]): Check => [
  (value) => typeof value === "string" && words.includes(value),
  `must be one of ${words.join(", ")}`,
];

const scopeRules: Readonly<Record<string, Check>> = {
  kind: [isKind, "must be a kind of fault"],
  times: [
    (value) => value === Number.POSITIVE_INFINITY || (isWhole(value) && value >= 1),
    "must be a whole number from 1",
  ],
  method: oneOf("GET", "POST", "PATCH"),
  path: [
    (value) => typeof value === "string" && value.startsWith("/"),
    'must be a path such as "/v2/customer/{id}/kyc-link"',
  ],
};

const replacingRules = { isCarriedOut: booleanRule, isEarly: booleanRule };
const bodyStatusRule: Check = [
  (value) => isWhole(value) && value >= 200 && value <= 599 && ![204, 205, 304].includes(value),
  "must be a status with a body",
];
const addressRule: Check = [
  (value) => typeof value === "string" && URL.canParse(value),
  "must be an address",
];
// Not by its class: a promise of jsdom or `node:vm` has another one.
const promiseRule: Check = [
  (value) => typeof Object(value).then === "function",
  "must be a promise",
];

/** The members of each kind, in addition to the scope. */
const memberRules: Readonly<Record<Fault["kind"], Readonly<Record<string, Check>>>> = {
  status: {
    ...replacingRules,
    status: errorStatusRule,
    retryAfterSeconds: secondsRule,
    retryAfterForm: oneOf("seconds", "date"),
  },
  slow: { delayMs: notNegativeRule, until: promiseRule },
  hang: replacingRules,
  cut: replacingRules,
  "hung-body": {},
  truncated: {},
  html: { ...replacingRules, status: bodyStatusRule },
  redirect: { ...replacingRules, location: addressRule },
};

/** @throws WrongInput that names the invalid member. */
export function assertFault(value: unknown): asserts value is Fault {
  if (!isObject(value)) {
    throw new WrongInput("fault", "must be an object");
  }
  const { kind } = value;
  if (!isKind(kind)) {
    throw new WrongInput("kind", `must be one of ${Object.keys(memberRules).join(", ")}`);
  }
  const members: Readonly<Record<string, Check>> = { ...scopeRules, ...memberRules[kind] };
  for (const name of Object.keys(value)) {
    check(value, name, Object.hasOwn(members, name) ? members[name] : undefined);
  }
  if (kind === "status") {
    check(value, "status", errorStatusRule);
  }
  if (value["isCarriedOut"] === true && value["isEarly"] === true) {
    throw new WrongInput("isEarly", "cannot be true with isCarriedOut");
  }
  if (kind === "slow" && value["delayMs"] === undefined && value["until"] === undefined) {
    throw new WrongInput("delayMs", "or until must be given for a slow response");
  }
}

function check(value: JsonObject, name: string, rule: Check | undefined): void {
  if (rule === undefined) {
    throw new WrongInput(name, `is not known for a fault of kind ${String(value["kind"])}`);
  }
  const [isRight, expected] = rule;
  if (!isRight(value[name])) {
    throw new WrongInput(name, expected);
  }
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value);
}

function isKind(value: unknown): value is Fault["kind"] {
  return typeof value === "string" && Object.hasOwn(memberRules, value);
}
