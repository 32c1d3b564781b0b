/**
 * Does something once, later: `deed` after so many milliseconds. Answers how to forget it. Made of
 * timers in the world, of a clock moved by hand in a test.
 */
export type Schedule = (deed: () => void, afterMs: number) => () => void;

/** Timers of the runtime. */
export const runtimeSchedule: Schedule = (deed, afterMs) => {
  const timer = setTimeout(deed, afterMs);
  return () => clearTimeout(timer);
};
