import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createSimulator, type SimulatorOptions } from "../../../src/simulator/index.js";
import { aControl } from "../control/control-call.js";
import { callApi, pointers } from "../spherepay-call.js";
import { criteriaOf, sendCode, verifyCode } from "../steps-call.js";

function aCustomer(options: SimulatorOptions = {}) {
  const simulator = createSimulator(options);
  const id = simulator.createCustomer({ preset: "ready" });
  simulator.require(id, "email_verification");
  simulator.require(id, "phone_verification");
  const lastCode = () => simulator.codes.at(-1)?.code ?? "";
  return {
    simulator,
    id,
    lastCode,
    send: (type: unknown = "phone") => sendCode(simulator, id, type),
    verify: (code: unknown = lastCode(), type: unknown = "phone") =>
      verifyCode(simulator, id, type, code),
    required: () => criteriaOf(simulator, id).required.filter((name) => /_verif/.test(name)),
  };
}

/** A code of the same form that is not the one. */
const another = (code: string) => code.replace(/^./, (first) => String((Number(first) + 1) % 10));

describe("POST /v2/customer/{id}/otp-send", () => {
  it("sends six digits to the number or address on file, and says until when", async () => {
    const { simulator, id, send } = aCustomer();
    const { status, json } = await send("phone");
    const expiresAt = "2026-11-21T19:52:00.000Z";
    assert.deepEqual([status, json], [201, { customerId: id, expiresAt }]);
    await send("email");
    assert.deepEqual(
      simulator.codes.map(({ type, to }) => [type, to]),
      [
        ["phone", "+14155550137"],
        ["email", "marisol.quintanilla@example.com"],
      ],
    );
    const [sent] = simulator.codes;
    assert.match(sent?.code ?? "", /^\d{6}$/);
    assert.deepEqual([sent?.customerId, sent?.expiresAt, sent?.state], [id, expiresAt, "sent"]);
  });

  it("refuses another type, no JSON, an unknown customer and one of the hosted flow", async () => {
    const { simulator, id, send } = aCustomer();
    const { status, json } = await send("pigeon");
    assert.deepEqual([status, pointers(json)], [422, ["/type"]]);
    assert.equal((await callApi(simulator, "POST", `/v2/customer/${id}/otp-send`)).status, 400);
    assert.equal((await sendCode(simulator, "customer_none", "phone")).status, 404);
    const hosted = simulator.createCustomer({ preset: "link-created" });
    assert.equal((await sendCode(simulator, hosted, "phone")).status, 400);
    assert.deepEqual(simulator.codes, []);
  });
});

describe("POST /v2/customer/{id}/otp-verify", () => {
  it("completes the requirement of its type alone", async () => {
    const { id, send, verify, required } = aCustomer();
    await send();
    const { status, json } = await verify();
    const verifiedAt = "2026-11-21T19:42:00.000Z";
    assert.deepEqual([status, json], [201, { customerId: id, verifiedAt }]);
    assert.deepEqual(required(), ["identity_verification", "email_verification"]);
  });

  it("refuses a wrong code, and the right one still counts", async () => {
    const { send, verify, lastCode, required } = aCustomer();
    await send();
    const { status, json } = await verify(another(lastCode()));
    assert.deepEqual([status, pointers(json)], [422, ["/code"]]);
    assert.ok(required().includes("phone_verification"));
    assert.equal((await verify()).status, 201);
  });

  it("refuses an expired code at its end, and takes it a millisecond before", async () => {
    const { simulator, send, verify } = aCustomer();
    await send();
    simulator.clock.advance(600_000);
    assert.equal((await verify()).status, 422);
    simulator.clock.advance(-1);
    assert.equal((await verify()).status, 201);
  });

  it("refuses an older code after a second send, and takes the second", async () => {
    const { simulator, send, verify, lastCode } = aCustomer();
    await send();
    const older = lastCode();
    await send();
    assert.notEqual(older, lastCode());
    assert.equal((await verify(older)).status, 422);
    assert.equal((await verify()).status, 201);
    assert.deepEqual(
      simulator.codes.map(({ state }) => state),
      ["replaced", "used"],
    );
  });

  it("refuses a code for a second time, for another type and for another customer", async () => {
    const { simulator, send, verify, lastCode } = aCustomer();
    await send();
    assert.equal((await verify(lastCode(), "email")).status, 422);
    const other = simulator.createCustomer();
    assert.equal((await verifyCode(simulator, other, "phone", lastCode())).status, 422);
    assert.equal((await verify()).status, 201);
    assert.equal((await verify()).status, 422);
  });

  for (const [what, code] of [
    ["no code", undefined],
    ["an empty one", ""],
    ["eleven characters", "12345678901"],
    ["a number", 123_456],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { simulator, id } = aCustomer();
      const { status, json } = await verifyCode(simulator, id, "phone", code);
      assert.deepEqual([status, pointers(json)], [422, ["/code"]]);
    });
  }
});

describe("other readings of codes", () => {
  it("a leading zero belongs to the code", async () => {
    const { send, verify, lastCode } = aCustomer({
      codeForm: "leading-zero",
      numericCode: "taken",
    });
    await send();
    assert.match(lastCode(), /^0\d{5}$/);
    assert.equal((await verify(Number(lastCode()))).status, 422);
    assert.equal((await verify()).status, 201);
  });

  it("a JSON number is taken, as in 2025", async () => {
    const { send, verify, lastCode } = aCustomer({ numericCode: "taken" });
    do await send();
    while (lastCode().startsWith("0"));
    assert.equal((await verify(Number(lastCode()))).status, 201);
  });

  it("ten characters", async () => {
    const { send, verify, lastCode } = aCustomer({ codeForm: "ten-characters" });
    await send();
    assert.match(lastCode(), /^[A-Z0-9]{10}$/);
    assert.equal((await verify()).status, 201);
  });

  it("an end in the past", async () => {
    const { send, verify } = aCustomer({ codeTtlMs: -60_000 });
    assert.equal((await send()).json["expiresAt"], "2026-11-21T19:41:00.000Z");
    assert.equal((await verify()).status, 422);
  });

  it("a refusal with 400, and success with 200", async () => {
    const { send, verify, lastCode } = aCustomer({ codeRefusal: 400, codeStatus: 200 });
    assert.equal((await send()).status, 200);
    const { status, json } = await verify(another(lastCode()));
    assert.deepEqual([status, pointers(json)], [400, undefined]);
    assert.equal((await verify()).status, 200);
  });

  it("type, contact and verified, as in 2025", async () => {
    const { send, verify } = aCustomer({ codeAnswer: "contact" });
    const contact = { type: "phone", contact: "+14155550137" };
    const expiresAt = "2026-11-21T19:52:00.000Z";
    assert.deepEqual((await send()).json, { ...contact, verified: false, expiresAt });
    const verifiedAt = "2026-11-21T19:42:00.000Z";
    assert.deepEqual((await verify()).json, { ...contact, verified: true, verifiedAt });
  });
});

describe("the control interface", () => {
  it("lists the codes that were sent", async () => {
    const { simulator, get } = aControl();
    await sendCode(simulator, simulator.createCustomer(), "email");
    assert.deepEqual((await get("/codes")).json, { codes: simulator.codes });
  });
});
