import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConnectionCut, type Fault } from "../../../src/simulator/index.js";
import { aReadyCustomer, rawCall } from "../spherepay-call.js";
import { criteriaOf, sendCode, upload, verifyCode } from "../steps-call.js";
import { isSettled } from "./is-settled.js";

function aStage(fault: Fault) {
  const { simulator, id } = aReadyCustomer();
  simulator.inject(fault);
  return { simulator, id };
}

describe("a cut connection", () => {
  it("rejects as a failed fetch does, and the call has no effect", async () => {
    const { simulator, id } = aStage({ kind: "cut" });
    await assert.rejects(upload(simulator, { targetId: id }), ConnectionCut);
    assert.ok(new ConnectionCut() instanceof TypeError);
    assert.deepEqual([simulator.documents.length, simulator.calls[0]?.status], [0, 0]);
    assert.equal((await upload(simulator, { targetId: id })).status, 201);
  });

  it("the call takes effect if carried out", async () => {
    const { simulator, id } = aStage({ kind: "cut", isCarriedOut: true, path: "/v2/document" });
    await assert.rejects(upload(simulator, { targetId: id }), ConnectionCut);
    assert.equal(simulator.documents.length, 1);
  });
});

describe("an early response", () => {
  const faults = [
    { kind: "html", status: 413 },
    { kind: "status", status: 401 },
    { kind: "redirect" },
    { kind: "cut" },
  ] as const;
  for (const fault of faults) {
    for (const isEarly of [true, false]) {
      it(`${fault.kind}: the body is ${isEarly ? "not read" : "read to its end"}`, async () => {
        const { simulator } = aStage({ ...fault, isEarly });
        let isStopped = false;
        const body = new ReadableStream({
          pull(controller) {
            controller.enqueue(new Uint8Array(8));
            controller.close();
          },
          cancel() {
            isStopped = true;
          },
        });
        const init = { body, duplex: "half" };
        await rawCall(simulator, "POST", "/v2/document", init).catch(() => undefined);
        assert.equal(isStopped, isEarly);
        assert.deepEqual(simulator.documents, []);
      });
    }
  }
});

describe("faults on uploads and codes", () => {
  it("a slow upload is taken when it arrives, and its response comes later", async () => {
    const { simulator, id } = aStage({ kind: "slow", delayMs: 30_000, path: "/v2/document" });
    const response = upload(simulator, { targetId: id });
    while (simulator.documents.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await isSettled(response), false);
    simulator.clock.advance(30_000);
    await simulator.tick();
    assert.equal((await response).status, 201);
  });

  it("an accepted code whose response is lost is refused on the second try", async () => {
    const path = "/v2/customer/{id}/otp-verify";
    const { simulator, id } = aStage({ kind: "status", status: 503, path, isCarriedOut: true });
    simulator.require(id, "phone_verification");
    await sendCode(simulator, id, "phone");
    const [sent] = simulator.codes;
    assert.equal((await verifyCode(simulator, id, "phone", sent?.code)).status, 503);
    assert.equal((await verifyCode(simulator, id, "phone", sent?.code)).status, 422);
    assert.ok(criteriaOf(simulator, id).complete.includes("phone_verification"));
  });
});
