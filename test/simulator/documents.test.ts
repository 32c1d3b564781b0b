import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type CustomerInit,
  createSimulator,
  type SimulatorOptions,
  WrongInput,
} from "../../src/simulator/index.js";
import { aControl } from "./control/control-call.js";
import { criteriaOf, type UploadChanges, upload } from "./steps-call.js";

function aCustomer(options: SimulatorOptions = {}, init: CustomerInit = { preset: "individual" }) {
  const simulator = createSimulator(options);
  const id = simulator.createCustomer(init);
  const send = (changes: Omit<UploadChanges, "targetId"> = {}) =>
    upload(simulator, { targetId: id, ...changes });
  const listOf = (name: string) =>
    (["complete", "pending", "required"] as const).filter((list) =>
      criteriaOf(simulator, id)[list].includes(name),
    );
  return { simulator, id, send, isIn: () => listOf("identity_document"), listOf };
}

const front = { documentType: "id_card", side: "front" };
const back = { ...front, side: "back" };

describe("a document moves its requirement", () => {
  for (const [uploadMoves, expected] of [
    ["pending", ["pending"]],
    ["complete", ["complete"]],
    ["nothing", ["required"]],
    ["pending-and-required", ["pending", "required"]],
  ] as const) {
    it(`${uploadMoves}: it is in ${expected.join(" and ")}`, async () => {
      const { send, isIn } = aCustomer({ uploadMoves });
      await send();
      assert.deepEqual(isIn(), expected);
    });
  }

  it("with both sides, in either order; a passport with one", async () => {
    for (const [first, second] of [
      [front, back],
      [back, front],
    ] as const) {
      const { send, isIn } = aCustomer();
      await send(first);
      assert.deepEqual(isIn(), ["required"]);
      await send(second);
      assert.deepEqual(isIn(), ["pending"]);
    }
    const { send, isIn } = aCustomer();
    await send({ side: "front" });
    assert.deepEqual(isIn(), ["pending"]);
  });

  it("with a file that has no side: both may be in it", async () => {
    const { send, isIn } = aCustomer();
    await send({ documentType: "id_card" });
    assert.deepEqual(isIn(), ["pending"]);
  });

  it("with one side where that suffices", async () => {
    const { send, isIn } = aCustomer({ oneSideSuffices: true });
    await send(front);
    assert.deepEqual(isIn(), ["pending"]);
  });

  it("not with sides of two kinds, or of two countries", async () => {
    const { send, isIn } = aCustomer();
    await send(front);
    await send({ ...back, documentType: "drivers" });
    await send({ ...back, country: "MEX" });
    assert.deepEqual(isIn(), ["required"]);
  });

  it("and takes its error away; what is complete stays so", async () => {
    const { simulator, id, send, isIn } = aCustomer();
    simulator.fail(id, "identity_document", "blurred");
    await send();
    assert.deepEqual([isIn(), criteriaOf(simulator, id).errors], [["pending"], []]);
    simulator.complete(id, "identity_document");
    await send();
    assert.deepEqual(isIn(), ["complete"]);
  });

  it("of the older names as well, and of no other", async () => {
    const { simulator, id, send, listOf } = aCustomer();
    simulator.require(id, "photo_id");
    simulator.require(id, "proof_of_lunar_residence");
    await send();
    assert.deepEqual(listOf("photo_id"), ["pending"]);
    assert.deepEqual(listOf("proof_of_lunar_residence"), ["required"]);
  });
});

describe("a second upload of a side", () => {
  it("replaces the first, or is kept beside it", async () => {
    for (const [secondUpload, expected] of [
      ["replaces", ["replaced", "received"]],
      ["adds", ["received", "received"]],
    ] as const) {
      const { simulator, send } = aCustomer({ secondUpload });
      await send(front);
      await send(front);
      assert.deepEqual(
        simulator.documents.map(({ state }) => state),
        expected,
      );
    }
  });

  it("leaves the other side, and other customers, as they were", async () => {
    const { simulator, send } = aCustomer();
    await send(front);
    await send(back);
    await upload(simulator, { targetId: simulator.createCustomer(), ...front });
    assert.ok(simulator.documents.every(({ state }) => state === "received"));
  });
});

describe("a document under control", () => {
  it("is accepted: its requirement is complete", async () => {
    const { simulator, send, isIn } = aCustomer();
    await send();
    simulator.acceptDocument(simulator.documents[0]?.id ?? "");
    assert.deepEqual([isIn(), simulator.documents[0]?.state], [["complete"], "accepted"]);
  });

  it("is refused: its requirement is required with an error, and both sides are to do", async () => {
    const { simulator, id, send, isIn } = aCustomer();
    await send(front);
    await send(back);
    simulator.refuseDocument(simulator.documents[0]?.id ?? "", "The photo is blurred.");
    assert.deepEqual(isIn(), ["required"]);
    assert.deepEqual(criteriaOf(simulator, id).errors, [
      { name: "identity_document", detail: "The photo is blurred." },
    ]);
    await send(back);
    assert.deepEqual(isIn(), ["required"]);
    await send(front);
    assert.deepEqual(isIn(), ["pending"]);
  });

  it("of a representative changes no customer", async () => {
    const { simulator, id } = aCustomer({}, { preset: "business" });
    const before = simulator.customer(id);
    await upload(simulator, {
      targetId: "associatedPerson_1",
      target: "business_representative",
    });
    simulator.refuseDocument(simulator.documents[0]?.id ?? "");
    assert.equal(simulator.documents[0]?.state, "refused");
    assert.deepEqual(simulator.customer(id), before);
  });

  it("that does not exist is named", () => {
    const { simulator } = aCustomer();
    for (const act of [simulator.acceptDocument, simulator.refuseDocument]) {
      assert.throws(
        () => act("document_none"),
        (error) => error instanceof WrongInput && error.field === "document",
      );
    }
  });

  it("is listed, accepted and refused over HTTP", async () => {
    const { simulator, get, post } = aControl();
    const id = simulator.createCustomer();
    await upload(simulator, { targetId: id, ...front });
    const { documents } = (await get("/documents")).json;
    assert.deepEqual(documents, simulator.documents);
    const path = `/documents/${simulator.documents[0]?.id}`;
    assert.equal((await post(`${path}/accept`)).json.document.state, "accepted");
    const refused = await post(`${path}/refuse`, { detail: "Expired." });
    assert.equal(refused.json.document.state, "refused");
    assert.equal(criteriaOf(simulator, id).errors[0]?.detail, "Expired.");
    assert.equal((await post(`${path}/refuse`, { detail: 7 })).json.field, "detail");
    assert.equal((await post("/documents/document_none/accept")).status, 404);
  });
});
