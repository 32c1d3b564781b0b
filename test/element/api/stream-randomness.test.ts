import { expect } from "@open-wc/testing";
import { problem } from "../fixtures/answers.js";
import { loads } from "../fixtures/event-host.js";
import type { Stage } from "../fixtures/stage.js";
import { aListeningStage, aStreamStage } from "../fixtures/stream-stages.js";

const minute = 60_000;

describe("randomness", () => {
  const values = [0, 0.25, 0.5, 0.75, 0.999];

  /** After how many milliseconds a count grows, for each random value. */
  async function moments(
    setUp: (value: number) => Promise<{ stage: Stage; count: () => number }>,
  ): Promise<number[]> {
    const found: number[] = [];
    for (const value of values) {
      const { stage, count } = await setUp(value);
      await stage.atRest();
      const before = count();
      let ms = 0;
      while (count() === before && ms <= minute) {
        await stage.environment.advance(250);
        ms += 250;
      }
      found.push(ms);
      stage.remove();
    }
    return found;
  }

  const spreads = (found: readonly number[], least: number, most: number) => {
    expect(Math.min(...found)).to.be.within(least, least + 500);
    expect(Math.max(...found)).to.be.within(most - 500, most + 500);
    expect(new Set(found).size).to.equal(values.length);
    expect([...found].sort((a, b) => a - b)).to.deep.equal(found);
  };

  it("spreads the next load of many pages over a quarter of the time", async () => {
    const polling = async (value: number) => {
      const { stage } = await aStreamStage(() => problem(404, "no_such_route"));
      stage.environment.randomness = value;
      stage.element.refresh();
      return { stage, count: () => loads(stage) };
    };
    spreads(await moments(polling), 22_500, 28_125);
  });

  it("spreads the next event stream of many pages over as long again", async () => {
    const streaming = async (value: number) => {
      const { stage, eventHost } = await aListeningStage();
      stage.environment.randomness = value;
      eventHost.last().close();
      return { stage, count: () => eventHost.streams.length };
    };
    spreads(await moments(streaming), 1_000, 2_000);
  });

  it("that stands still is no spread: the control of the tests above", () => {
    expect(() => spreads([1_000, 1_000, 1_000, 1_000, 1_000], 1_000, 2_000)).to.throw();
  });
});
