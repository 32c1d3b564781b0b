/**
 * Refuses an option. Says the type of what was given, never the value: it may be a secret.
 * @throws {TypeError} always, naming the option and what was expected.
 */
export function refuse(name: string, expected: string, given: unknown): never {
  const type = given === null ? "null" : Array.isArray(given) ? "array" : typeof given;
  throw new TypeError(
    `createOnboardingHandler: option "${name}" must be ${expected} (given: ${type}).`,
  );
}
