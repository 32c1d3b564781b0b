import type { Part } from "./parts.js";
import type { PartResult } from "./results.js";
import { runPart } from "./run-part.js";

/**
 * Runs parts one after the other, and says how long each took. Side by side they would only wait for
 * each other: three browsers leave nothing of two processors.
 */
export async function runParts(parts: readonly Part[]): Promise<readonly PartResult[]> {
  const results: PartResult[] = [];
  for (const part of parts) {
    const begunMs = performance.now();
    console.log(`\n== ${part.name} ==`);
    results.push(...(await runPart(part)));
    console.log(`${part.name}: ${Math.round((performance.now() - begunMs) / 1000)} s`);
  }
  return results;
}
