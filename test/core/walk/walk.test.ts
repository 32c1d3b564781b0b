import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mutants } from "./mutants.js";
import { legalPairs } from "./state-class.js";
import { stepMutants } from "./step-mutants.js";
import { targetMutants } from "./target-mutants.js";
import { Violation } from "./violation.js";
import { waitingMutants } from "./waiting-mutants.js";
import { Walk } from "./walk.js";

const steps = 160_000;
/** A caught bug ends its walk: rare ones get room, so that a new rule or event shifts no result. */
const mostSteps = 400_000;
const seed = 20_261_121;

describe("a random walk with a model of the host", () => {
  it(`${steps} steps keep every rule and reach each legal pair 100 times`, (t) => {
    const walk = new Walk({ seed, steps }).run();
    const counts = legalPairs.map((pair) => [pair, walk.seen.get(pair) ?? 0] as const);
    const [rarest] = counts.toSorted(([, a], [, b]) => a - b);
    assert.ok(rarest);
    t.diagnostic(`${counts.length} pairs; rarest: ${rarest[0]}, ${rarest[1]} times`);
    t.diagnostic(`${walk.calms} calms, ${walk.journeys} journeys from them`);
    assert.ok(rarest[1] >= 100, `${rarest[0]} was reached ${rarest[1]} times only`);
    assert.ok(walk.calms >= 300 && walk.journeys >= 100 && walk.steps >= 30, `${walk.steps}`);
  });

  for (const other of [1, 2, 3, 5, 8]) {
    it(`seed ${other} keeps every rule too`, () => {
      assert.ok(new Walk({ seed: other, steps: 8_000 }).run().calms > 0);
    });
  }

  it("the same seed walks the same way", () => {
    const trace = (from: number): string[] => {
      const lines: string[] = [];
      new Walk({ seed: from, steps: 1_500, onStep: (line) => lines.push(line) }).run();
      return lines;
    };
    assert.deepEqual(trace(7), trace(7));
    assert.notDeepEqual(trace(7), trace(8));
  });
});

describe("the walk catches", () => {
  for (const [bug, flow] of Object.entries({
    ...mutants,
    ...targetMutants,
    ...waitingMutants,
    ...stepMutants,
  })) {
    it(bug, (t) => {
      assert.throws(
        () => new Walk({ seed, steps: mostSteps, flow }).run(),
        (error) => {
          assert.ok(error instanceof Violation && error.cause instanceof Violation, String(error));
          t.diagnostic(error.message.slice(0, error.message.indexOf("\n")));
          return true;
        },
      );
    });
  }
});
