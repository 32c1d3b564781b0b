import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import {
  type CustomerInit,
  createSimulator,
  type SimulatorOptions,
} from "../../../src/simulator/index.js";
import { callApi, pointers } from "../spherepay-call.js";
import {
  aDocument,
  criteriaOf,
  fileBytes,
  fileStarts,
  type UploadChanges,
  upload,
} from "../steps-call.js";

function aCustomer(options: SimulatorOptions = {}, init: CustomerInit = { preset: "individual" }) {
  const simulator = createSimulator(options);
  const id = simulator.createCustomer(init);
  const send = (changes: Omit<UploadChanges, "targetId"> = {}) =>
    upload(simulator, { targetId: id, ...changes });
  return { simulator, id, send, criteria: () => criteriaOf(simulator, id) };
}

const idCard = { documentType: "id_card", side: "front" };
const jpeg = fileStarts["image/jpeg"];

describe("POST /v2/document", () => {
  it("returns the members with the file's name, size, kind and time, and no id", async () => {
    const { id, send } = aCustomer();
    const { status, json } = await send({ side: "front", description: "renewed" });
    assert.equal(status, 201);
    assert.deepEqual(json, {
      target: "customer",
      targetId: id,
      documentType: "passport",
      country: "USA",
      side: "front",
      description: "renewed",
      fileName: "identity_document.jpg",
      fileSize: 64,
      mimeType: "image/jpeg",
      createdAt: "2026-11-21T19:42:00.000Z",
    });
  });

  it("lists what was received by type, side, size and SHA-256, without the bytes", async () => {
    const { simulator, id, send } = aCustomer();
    const file = fileBytes(`${jpeg}a canary in the pixels`);
    await send({ ...idCard, file });
    const [document] = simulator.documents;
    assert.equal(document?.sha256, createHash("sha256").update(file).digest("hex"));
    assert.deepEqual(
      [document?.targetId, document?.documentType, document?.side, document?.country],
      [id, "id_card", "front", "USA"],
    );
    assert.deepEqual([document?.sizeBytes, document?.state], [file.length, "received"]);
    const seen = [simulator.documents, simulator.calls, simulator.customer(id)];
    assert.ok(!JSON.stringify(seen).includes("canary"));
  });

  for (const release of ["2025-12", "2026-05", "2026-07"] as const) {
    it(`is in the release ${release}`, async () => {
      assert.equal((await aCustomer({ release }).send()).status, 201);
    });
  }
});

describe("an upload is refused", () => {
  const rows: readonly (readonly [string, Omit<UploadChanges, "targetId">, string])[] = [
    ["without a file", { file: undefined }, "/file"],
    ["with text for a file", { file: "text" }, "/file"],
    ["with an empty file", { file: fileBytes("") }, "/file"],
    ["without a type", { documentType: undefined }, "/documentType"],
    ["with a type that is not known", { documentType: "library_card" }, "/documentType"],
    ["with a business's type", { documentType: "shareholder_registry" }, "/documentType"],
    ["with the other word for a licence", { documentType: "drivers_license" }, "/documentType"],
    [
      "with an individual's proof of address",
      { documentType: "proof_of_address" },
      "/documentType",
    ],
    ["with a government ID without a country", { country: undefined }, "/country"],
    ["with a country of two letters", { country: "US" }, "/country"],
    ["with a side that is neither", { side: "left" }, "/side"],
    ["without a target", { target: undefined }, "/target"],
    ["with the other word for a representative", { target: "business-representative" }, "/target"],
  ];
  for (const [what, changes, pointer] of rows) {
    it(`${what}, by the pointer ${pointer}, and nothing is noted`, async () => {
      const { simulator, id, send } = aCustomer();
      const before = simulator.customer(id);
      const { status, json } = await send(changes);
      assert.deepEqual([status, pointers(json)], [422, [pointer]]);
      assert.deepEqual(simulator.documents, []);
      assert.deepEqual(simulator.customer(id), before);
    });
  }

  it("for a target that does not exist: 404; for none: 422", async () => {
    const { simulator } = aCustomer();
    assert.equal((await upload(simulator, { targetId: "customer_none" })).status, 404);
    const { json } = await upload(simulator, { targetId: "" });
    assert.deepEqual(pointers(json), ["/targetId"]);
  });

  it("in JSON, in a broken form and from a customer of the hosted flow: 400", async () => {
    const { simulator, id } = aCustomer();
    const { contentType } = aDocument({ targetId: id });
    for (const [type, body] of [
      ["application/json", "{}"],
      [contentType, "--nonsense"],
    ] as const) {
      const headers = { "content-type": type };
      assert.equal((await callApi(simulator, "POST", "/v2/document", headers, body)).status, 400);
    }
    assert.equal((await aCustomer({}, { preset: "link-created" }).send()).status, 400);
  });

  it("with 400 and no pointers in that reading", async () => {
    const { send } = aCustomer({ documentRefusal: 400 });
    const { status, json } = await send({ country: undefined });
    assert.deepEqual([status, json["code"], pointers(json)], [400, "address/invalid", undefined]);
  });

  it("where its kind is not enabled for its country, and taken from another", async () => {
    const { send } = aCustomer({ disabledDocuments: ["passport:USA"] });
    assert.deepEqual(pointers((await send()).json), ["/documentType"]);
    assert.equal((await send({ country: "XKX" })).status, 201);
  });

  it("where its bytes were sent before, if duplicates are", async () => {
    const { send } = aCustomer({ duplicateFile: "refused" });
    assert.equal((await send(idCard)).status, 201);
    assert.deepEqual(pointers((await send({ ...idCard, side: "back" })).json), ["/file"]);
    assert.equal((await aCustomer().send()).status, 201);
  });

  for (const [decidedUpload, status] of [
    ["taken", 201],
    [400, 400],
    [409, 409],
  ] as const) {
    it(`with ${status} from an approved customer where that is ${decidedUpload}`, async () => {
      const { simulator, id, send, criteria } = aCustomer({ decidedUpload });
      simulator.approve(id);
      const before = criteria();
      assert.equal((await send()).status, status);
      assert.deepEqual(criteria(), before);
    });
  }
});

describe("which documents a target may send", () => {
  const report = { documentType: "liveness_report", country: undefined };

  it("a liveness report only while it is required", async () => {
    const { simulator, id, send, criteria } = aCustomer();
    assert.equal((await send(report)).status, 400);
    simulator.require(id, "liveness_report_document");
    assert.equal((await send(report)).status, 201);
    assert.ok(criteria().pending.includes("liveness_report_document"));
  });

  it("an individual's proof of address where it is taken", async () => {
    const { simulator, id, send, criteria } = aCustomer({ individualAddressProof: "taken" });
    simulator.require(id, "proof_of_address_document");
    const proof = { documentType: "proof_of_address", country: undefined };
    assert.equal((await send(proof)).status, 201);
    assert.ok(criteria().pending.includes("proof_of_address_document"));
    assert.deepEqual(pointers((await send({ ...proof, side: "front" })).json), ["/side"]);
  });

  for (const incorporationType of ["incorporation_cert", "incorporation_certificate"] as const) {
    it(`a business's certificate as ${incorporationType}, with or without a country`, async () => {
      const { send, criteria } = aCustomer({ incorporationType }, { preset: "business" });
      assert.equal((await send({ documentType: incorporationType })).status, 201);
      assert.ok(criteria().pending.includes("incorporation_certificate_document"));
      const without = { documentType: "shareholder_registry", country: undefined };
      assert.equal((await send(without)).status, 201);
      assert.equal((await send({ documentType: "passport" })).status, 422);
    });
  }

  it("a registry of directors until early 2026", async () => {
    const send = (release: "2025-12" | "2026-05") =>
      aCustomer({ release }, { preset: "business" }).send({ documentType: "directors_registry" });
    assert.equal((await send("2025-12")).status, 201);
    assert.equal((await send("2026-05")).status, 422);
  });

  for (const representativeTarget of [
    "business_representative",
    "business-representative",
  ] as const) {
    it(`a representative as ${representativeTarget}, by an id of their own`, async () => {
      const { simulator, send } = aCustomer({ representativeTarget }, { preset: "business" });
      const person = { targetId: "associatedPerson_1", target: representativeTarget };
      const { json } = await upload(simulator, person);
      assert.equal(json["target"], representativeTarget);
      const proof = { ...person, documentType: "proof_of_address", country: undefined };
      assert.equal((await upload(simulator, proof)).status, 201);
      assert.equal((await send({ target: representativeTarget })).status, 404);
      assert.equal((await upload(simulator, { ...person, target: "customer" })).status, 404);
    });
  }
});
