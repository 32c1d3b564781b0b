export type { SimulatorCall } from "./api.js";
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
export { createHandClock, createRunningClock, type HandClock } from "./hand-clock.js";
export type { KycLinkGate } from "./kyc-link.js";
export type { SimulatorOptions } from "./options.js";
export type { CustomerPreset } from "./presets.js";
export type { ProviderOutcome, ProviderVisit } from "./provider-page.js";
export { createSimulator, type Simulator } from "./simulator.js";
