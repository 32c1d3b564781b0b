import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StoreBusy } from "../../../src/host/index.js";
import {
  createCommandQueue,
  isRefused,
  type Stage,
} from "../../../src/host/redis/command-queue.js";
import { aHandTime } from "../hand-time.js";

/** A queue to a Redis that replies on demand. */
function aQueue({ maxSent = 2, first = 2, next = 3, last = Number.POSITIVE_INFINITY } = {}) {
  const { schedule, advance, waiting } = aHandTime();
  const queue = createCommandQueue({ schedule, maxSent, maxWaiting: { first, next, last } });
  const sent: string[] = [];
  const replies: (() => void)[] = [];
  const run = (stage: Stage, name: string) =>
    queue.run(stage, () => {
      sent.push(name);
      return new Promise<string>((resolve) => replies.push(() => resolve(name)));
    });
  /** Redis replies to the command that has waited longest. */
  const reply = async () => {
    replies.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { ...queue, run, sent, reply, advance, waiting };
}

const outcomeOf = (running: Promise<unknown>) => running.catch((error: unknown) => error);

describe("commands on their way to Redis", () => {
  it("are sent up to a number; the others wait and are all answered", async () => {
    const { run, sent, reply } = aQueue();
    const running = ["a", "b", "c", "d"].map((name) => run("first", name));

    assert.deepEqual(sent, ["a", "b"]);
    for (let each = 0; each < 4; each += 1) await reply();

    assert.deepEqual(await Promise.all(running), ["a", "b", "c", "d"]);
  });

  it("are refused beyond a number that wait, with when to try again, and never sent", async () => {
    const { run, sent, reply } = aQueue();
    const running = Array.from({ length: 4_000 }, (_, index) => run("first", String(index)));
    const outcomes = Promise.all(running.map(outcomeOf));
    for (let each = 0; each < 4; each += 1) await reply();

    const refused = (await outcomes).filter((each) => each instanceof StoreBusy);

    assert.equal(refused.length, 3_996);
    assert.ok(refused.every((each) => isRefused(each) && each.retryAfterMs > 0));
    assert.deepEqual(sent, ["0", "1", "2", "3"]);
  });

  it("go on with what has begun before anything new, and end it first of all", async () => {
    const { run, sent, reply } = aQueue({ maxSent: 1 });
    const running = [
      run("first", "sent"),
      run("first", "new"),
      run("next", "begun"),
      run("last", "ending"),
    ];
    for (let each = 0; each < 4; each += 1) await reply();
    await Promise.all(running);

    assert.deepEqual(sent, ["sent", "ending", "begun", "new"]);
  });

  it("have room for what has begun and for its end when there is none for anything new", async () => {
    const { run, reply, sent } = aQueue({ maxSent: 1, first: 1, next: 1 });
    const running = [run("first", "sent"), run("first", "waiting")];
    const tooMany = await outcomeOf(run("first", "refused"));
    running.push(run("next", "begun"));
    for (let each = 0; each < 100; each += 1) running.push(run("last", "ending"));
    for (let each = 0; each < 103; each += 1) await reply();
    await Promise.all(running);

    assert.ok(isRefused(tooMany));
    assert.equal(sent.length, 103);
  });

  it("all end when Redis is silent for a second, sent or waiting, and none counts as refused", async () => {
    const { run, sent, advance } = aQueue({ maxSent: 1 });
    const running = [run("first", "sent"), run("first", "waiting")].map(outcomeOf);

    advance(1_000);
    const outcomes = await Promise.all(running);

    assert.deepEqual(sent, ["sent"]);
    assert.ok(outcomes.every((each) => each instanceof StoreBusy && !isRefused(each)));
  });

  it("control: a reply within the second gives the others another one", async () => {
    const { run, reply, advance } = aQueue({ maxSent: 1 });
    const running = [run("first", "a"), run("first", "b")];

    advance(900);
    await reply();
    advance(900);
    await reply();

    assert.deepEqual(await Promise.all(running), ["a", "b"]);
  });

  it("leave no timer behind when nothing is awaited", async () => {
    const { run, reply, advance, waiting } = aQueue();
    const running = run("first", "a");
    await reply();
    await running;

    advance(200);

    assert.equal(waiting(), 0);
  });

  it("that are answered after the silence change nothing", async () => {
    const { run, reply, advance, sent } = aQueue({ maxSent: 1 });
    const late = outcomeOf(run("first", "late"));
    advance(1_000);
    await late;
    const running = [run("first", "a"), run("first", "b")];

    await reply();
    assert.deepEqual(sent, ["late", "a"]);
    await reply();
    await reply();

    assert.deepEqual(await Promise.all(running), ["a", "b"]);
  });
});
