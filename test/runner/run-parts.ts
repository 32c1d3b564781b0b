import type { Part } from "./parts.js";
import type { PartResult } from "./results.js";
import { runPart } from "./run-part.js";

/**
 * Runs parts in two lanes side by side, each in the given order: Web Test Runner's browsers, and
 * everything else. The first leave a processor free whenever they wait for the slowest of them.
 * What a part prints comes in one piece when it has ended; that of a single part as it comes.
 */
export async function runParts(parts: readonly Part[]): Promise<readonly PartResult[]> {
  const [first] = parts;
  if (first && parts.length === 1) {
    console.log(heading(first.name));
    return (await runPart(first)).results;
  }
  const results = new Map<Part, readonly PartResult[]>();
  async function lane(some: readonly Part[]): Promise<void> {
    for (const part of some) {
      const begunMs = performance.now();
      const ended = await runPart(part, "pipe");
      const seconds = Math.round((performance.now() - begunMs) / 1000);
      console.log(`${heading(`${part.name} (${seconds} s)`)}\n${ended.output}`);
      results.set(part, ended.results);
    }
  }
  const isBrowser = ({ kind }: Part) => kind === "browser";
  await Promise.all([
    lane(parts.filter(isBrowser)),
    lane(parts.filter((part) => !isBrowser(part))),
  ]);
  return parts.flatMap((part) => results.get(part) ?? []);
}

const heading = (text: string): string => `\n== ${text} ==`;
