import { WrongInput } from "../wrong-input.js";
import { CUSTOMER_SCENARIOS } from "./customer-scenarios.js";
import { FAULT_SCENARIOS } from "./fault-scenarios.js";
import { LINK_SCENARIOS } from "./link-scenarios.js";
import type { Scenario } from "./scenario.js";

const ALL = { ...CUSTOMER_SCENARIOS, ...LINK_SCENARIOS, ...FAULT_SCENARIOS };

/** The name of a scenario. */
export type ScenarioName = keyof typeof ALL;

/** A scenario as a list shows it. */
export interface ScenarioEntry {
  readonly name: ScenarioName;
  /** What it is, in one sentence. */
  readonly sentence: string;
}

/** Whether a text is the name of a scenario. */
export function isScenarioName(text: unknown): text is ScenarioName {
  return typeof text === "string" && Object.hasOwn(ALL, text);
}

/** Every scenario; each is played by `play(name)` or `createSimulator({ scenario: name })`. */
export const scenarios: readonly ScenarioEntry[] = Object.keys(ALL)
  .filter(isScenarioName)
  .map((name) => ({ name, sentence: ALL[name].sentence }));

/** @throws WrongInput when there is no scenario of that name. */
export function scenarioOf(name: string): Scenario {
  if (!isScenarioName(name)) {
    throw new WrongInput("scenario", "must be the name of a scenario; `scenarios` lists them");
  }
  return ALL[name];
}
