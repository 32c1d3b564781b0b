import { WrongInput } from "../wrong-input.js";
import { codeScenarios } from "./code-scenarios.js";
import { customerScenarios } from "./customer-scenarios.js";
import { detailScenarios } from "./detail-scenarios.js";
import { documentScenarios } from "./document-scenarios.js";
import { faultScenarios } from "./fault-scenarios.js";
import { linkScenarios } from "./link-scenarios.js";
import type { Scenario } from "./scenario.js";
import { uploadScenarios } from "./upload-scenarios.js";

const allScenarios = {
  ...customerScenarios,
  ...linkScenarios,
  ...codeScenarios,
  ...documentScenarios,
  ...uploadScenarios,
  ...detailScenarios,
  ...faultScenarios,
};

/** The name of a scenario. */
export type ScenarioName = keyof typeof allScenarios;

/** A scenario as a list shows it. */
export interface ScenarioEntry {
  readonly name: ScenarioName;
  /** What it is, in one sentence. */
  readonly sentence: string;
}

/** Whether a text is the name of a scenario. */
export function isScenarioName(text: unknown): text is ScenarioName {
  return typeof text === "string" && Object.hasOwn(allScenarios, text);
}

/** Every scenario; each is played by `play(name)` or `createSimulator({ scenario: name })`. */
export const scenarios: readonly ScenarioEntry[] = Object.keys(allScenarios)
  .filter(isScenarioName)
  .map((name) => ({ name, sentence: allScenarios[name].sentence }));

/** @throws WrongInput when there is no scenario of that name. */
export function scenarioOf(name: string): Scenario {
  if (!isScenarioName(name)) {
    throw new WrongInput("scenario", "must be the name of a scenario; `scenarios` lists them");
  }
  return allScenarios[name];
}
