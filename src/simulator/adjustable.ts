/**
 * Settings that are changed while they are in use: for good, or by a scenario until it ends.
 */
export interface Adjustable<Settings extends object> {
  /** As they are at the moment; always the same object. */
  readonly current: Settings;
  /**
   * Changes settings for good.
   *
   * @throws WrongInput that names the invalid member; nothing is changed then.
   */
  change(changes: Partial<Settings>): void;
  /** Changes settings until the scenario ends. */
  changeForScenario(changes: Partial<Settings>): void;
  /** Takes back what a scenario has changed; what was changed for good since then stays. */
  endScenario(): void;
}

/** `assertValid` throws when a change is not allowed. */
export function createAdjustable<Settings extends object>(
  start: Settings,
  assertValid: (changes: Partial<Settings>) => void,
): Adjustable<Settings> {
  const current = { ...start };
  /** What a scenario has changed, by name, with the value before. */
  const before = new Map<string, unknown>();
  return {
    current,
    change(changes) {
      assertValid(changes);
      for (const name of Object.keys(changes)) before.delete(name);
      Object.assign(current, changes);
    },
    changeForScenario(changes) {
      assertValid(changes);
      for (const name of Object.keys(changes)) before.set(name, Reflect.get(current, name));
      Object.assign(current, changes);
    },
    endScenario() {
      Object.assign(current, Object.fromEntries(before));
      before.clear();
    },
  };
}
