import type { Environment } from "../environment.js";

const told = new WeakMap<Environment, Set<string>>();

/** Says something to the page's developer, once in the life of an element. */
export function tellDeveloper(environment: Environment, message: string): void {
  const before = told.get(environment) ?? new Set();
  if (before.has(message)) return;
  told.set(environment, before.add(message));
  environment.complain(`<sphere-kyc-onboarding> ${message}`);
}
