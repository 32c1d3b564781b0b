import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator } from "../../../src/simulator/index.js";
import { aHost } from "./webhook-host.js";

describe("retries", () => {
  it("are sent when due, with the same id, until one returns 2xx", async () => {
    const { simulator, received } = aHost({ retryDelaysMs: [1_000, 4_000] }, [500, "throws", 200]);
    simulator.createCustomer();
    await simulator.tick();
    simulator.clock.advance(999);
    await simulator.tick();
    assert.equal(received.length, 1);
    simulator.clock.advance(1);
    await simulator.tick();
    assert.equal(received.length, 2);
    simulator.clock.advance(4_000);
    await simulator.tick();
    simulator.clock.advance(86_400_000);
    await simulator.tick();
    assert.equal(received.length, 3);
    assert.deepEqual(
      simulator.deliveries.map(({ attempt, status }) => [attempt, status]),
      [
        [1, 500],
        [2, 0],
        [3, 200],
      ],
    );
    assert.equal(new Set(simulator.deliveries.map(({ eventId }) => eventId)).size, 1);
  });

  it("end after the last delay", async () => {
    const { simulator, received } = aHost({ retryDelaysMs: [1_000] }, [500, 500, 500]);
    simulator.createCustomer();
    for (let hour = 0; hour < 5; hour += 1) {
      await simulator.tick();
      simulator.clock.advance(3_600_000);
    }
    assert.equal(received.length, 2);
  });

  it("a redirect is a failure, a Response counts like its status", async () => {
    const responses = [Response.redirect("http://127.0.0.1/"), new Response("thanks")];
    const { simulator } = aHost({}, responses);
    simulator.createCustomer();
    await simulator.tick();
    simulator.clock.advance(5_000);
    await simulator.tick();
    assert.deepEqual(
      simulator.deliveries.map(({ status }) => status),
      [302, 200],
    );
  });

  it("a deliver that throws does not stop the others", async () => {
    let tries = 0;
    const simulator = createSimulator({
      webhooks: {
        deliver() {
          tries += 1;
          throw new Error("broken");
        },
      },
    });
    const id = simulator.createCustomer();
    simulator.approve(id);
    await simulator.tick();
    assert.equal(tries, 3);
  });

  it("simultaneous ticks send nothing twice", async () => {
    const { simulator, received } = aHost();
    simulator.createCustomer();
    await Promise.all([simulator.tick(), simulator.tick()]);
    assert.equal(received.length, 1);
  });
});
