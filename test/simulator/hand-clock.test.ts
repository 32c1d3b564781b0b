import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createHandClock, createRunningClock } from "../../src/simulator/index.js";

describe("hand clock", () => {
  it("stands at a fixed instant until it is moved", () => {
    const clock = createHandClock();
    assert.equal(new Date(clock.now()).toISOString(), "2026-11-21T19:42:00.000Z");
    assert.equal(clock.now(), clock.now());
  });

  it("starts at a given instant, by text or by number", () => {
    assert.equal(createHandClock("1970-01-01T00:00:01.000Z").now(), 1_000);
    assert.equal(createHandClock(5).now(), 5);
  });

  it("moves by a distance and to an instant", () => {
    const clock = createHandClock(0);
    clock.advance(250);
    assert.equal(clock.now(), 250);
    clock.set("1970-01-01T00:01:00.000Z");
    assert.equal(clock.now(), 60_000);
    clock.set(7);
    assert.equal(clock.now(), 7);
  });

  it("refuses an invalid time", () => {
    const clock = createHandClock(0);
    assert.throws(() => createHandClock("soon"), TypeError);
    assert.throws(() => clock.set(Number.NaN), TypeError);
    assert.throws(() => clock.advance(Number.POSITIVE_INFINITY), TypeError);
    assert.throws(() => clock.set(8e15), TypeError);
    assert.equal(clock.now(), 0);
  });

  it("stops before the last possible date, in one step or in many", () => {
    for (const clock of [createHandClock(0), createRunningClock()]) {
      clock.advance(9e14);
      assert.throws(() => clock.advance(9e14), TypeError);
      assert.ok(clock.now() < 1e15);
    }
  });
});

describe("running clock", () => {
  const toleranceMs = 5_000;
  const isNear = (leftMs: number, rightMs: number) => Math.abs(leftMs - rightMs) < toleranceMs;

  it("shows real time plus the distance it was advanced by", () => {
    const clock = createRunningClock();
    assert.ok(isNear(clock.now(), Date.now()));
    clock.advance(86_400_000);
    assert.ok(isNear(clock.now(), Date.now() + 86_400_000));
  });

  it("runs on from the instant it is set to", () => {
    const clock = createRunningClock();
    clock.set("2030-01-01T00:00:00.000Z");
    assert.ok(isNear(clock.now(), Date.parse("2030-01-01T00:00:00.000Z")));
  });
});
