import type { PageScript } from "./browsers.js";

/** Only what hangs waits so long: many times what a busy machine needs. */
export const hangMs = 240_000;

/**
 * The script as an expression. `__name` stands in for a helper that the
 * TypeScript loader leaves in the source of functions.
 */
export function expressionOf<Result, Args extends readonly unknown[]>(
  script: PageScript<Result, Args>,
  args: readonly unknown[],
): string {
  const call =
    typeof script === "string" ? `(${script})` : `(${script})(...${JSON.stringify(args)})`;
  return `(() => { const __name = (named) => named; return ${call}; })()`;
}

/** Polls; a failure inside the page counts as "not yet", because pages come and go. */
export async function poll<Result>(
  what: string,
  attempt: () => Promise<Result>,
  timeoutMs = hangMs,
): Promise<NonNullable<Result>> {
  const deadline = Date.now() + timeoutMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const result = await attempt();
      if (result) return result;
      last = result;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited ${timeoutMs} ms for ${what}; last: ${String(last)}`);
}
