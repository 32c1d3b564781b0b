/**
 * What a check says. `found` and `mend` are the doctor's own words, statuses and header values:
 * never a token, a cookie, a link or a piece of a body, so that a report can be shown to anybody.
 */
export type Verdict =
  | { readonly outcome: "passed" }
  | {
      /** `advised`: allowed by the wire, and still better otherwise. */
      readonly outcome: "failed" | "advised";
      readonly found: string;
      readonly mend: string;
    }
  | {
      readonly outcome: "skipped";
      /** What is missing for an examination. */
      readonly why: string;
    };

export const passed: Verdict = { outcome: "passed" };

export const failed = (found: string, mend: string): Verdict => ({
  outcome: "failed",
  found,
  mend,
});

export const advised = (found: string, mend: string): Verdict => ({
  outcome: "advised",
  found,
  mend,
});

export const skipped = (why: string): Verdict => ({ outcome: "skipped", why });

/** `passed` when nothing was found, else `failed` with all of it. */
export const failedBy = (found: readonly string[], mend: string): Verdict =>
  found.length === 0 ? passed : failed([...new Set(found)].join("; "), mend);
