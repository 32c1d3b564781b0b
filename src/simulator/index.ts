export type { SimulatorCall } from "./api.js";
export type { Behaviour, Release } from "./behaviour.js";
export { createControl } from "./control.js";
export type {
  CustomerType,
  ProfileInit,
  SimulatedCriteria,
  SimulatedCriterionError,
  SimulatedCustomer,
  SimulatedMeta,
  SimulatedProfile,
} from "./customer.js";
export type { CustomerInit } from "./customer-init.js";
export type {
  Fault,
  FaultScope,
  HalfBodyFault,
  HangFault,
  HtmlFault,
  RedirectFault,
  SlowFault,
  StatusFault,
} from "./faults.js";
export { type Clock, createHandClock, createRunningClock, type HandClock } from "./hand-clock.js";
export type { KycLinkGate } from "./kyc-link.js";
export type { SimulatorOptions } from "./options.js";
export type { CustomerPreset } from "./presets.js";
export type { ProviderOutcome, ProviderVisit } from "./provider-page.js";
export { isScenarioName, type ScenarioEntry, type ScenarioName, scenarios } from "./scenarios.js";
export { createSimulator, type Simulator } from "./simulator.js";
export type { WebhookDelivery, WebhookManner, WebhookOptions } from "./webhooks.js";
export { WrongInput } from "./wrong-input.js";
