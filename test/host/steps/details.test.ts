import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMemoryStore } from "../../../src/host/index.js";
import { customerId } from "../scripted-upstream.js";
import { asked } from "./code-host.js";
import { aDetailsHost, address, both, done, tax } from "./details-host.js";

describe("the details of a customer", () => {
  it("are sent as SpherePay names them, blanks and empty values left out, never meta", async () => {
    const { save, patches } = await aDetailsHost();
    const given = { ...address, line1: " Calle Canaria 7 ", line2: "", state: "  ", meta: {} };

    const saved = await save({ address: given, tax: { ...tax, meta: { a: 1 } }, meta: { a: 1 } });

    assert.deepEqual([saved.status, saved.text], [204, ""]);
    const personalInformation = {
      taxIdentificationNumber: "CANARY12",
      taxIdentificationNumberType: "national_id",
      taxIdentificationNumberCountry: "ESP",
    };
    assert.deepEqual(patches, [{ address, personalInformation }]);
  });

  it("may be an address without postal code and state, also of Kosovo, or with everything", async () => {
    const { save, patches } = await aDetailsHost();
    const full = { ...address, line2: "3 B", state: "MD", postalCode: "D02 AF30", country: "XKX" };

    assert.equal((await save({ address })).status, 204);
    assert.equal((await save({ address: full })).status, 204);
    assert.deepEqual(patches, [{ address }, { address: full }]);
  });

  it("of a tax number alone get the address that the host knows; else it is asked for", async () => {
    const knowing = await aDetailsHost({ customerAddress: async () => address });
    const asking = await aDetailsHost();

    assert.equal((await knowing.save({ tax })).status, 204);
    assert.deepEqual(Object(knowing.patches[0]).address, address);
    const { status, code, pointers } = await asking.save({ tax });
    assert.deepEqual([status, code, pointers], [422, "details_refused", ["/address"]]);
    assert.deepEqual(asking.patches, []);
  });

  for (const [what, customerAddress] of [
    ["throws", () => Promise.reject(new Error("canary"))],
    ["returns no address", () => Object({ line1: "canary" })],
  ] as const) {
    it(`are not sent when the hook customerAddress ${what}`, async () => {
      const { save, patches } = await aDetailsHost({ customerAddress });

      const { status, code, text } = await save({ tax });

      assert.deepEqual([status, code, patches.length], [500, "host_failed", 0]);
      assert.doesNotMatch(text, /canary/);
    });
  }

  it("were saved when the answer was lost and SpherePay asks no more", async () => {
    const { save, upstream } = await aDetailsHost();
    upstream.patch = () => {
      upstream.customer = done;
      return Promise.reject(new TypeError("fetch failed"));
    };

    assert.equal((await save({ address })).status, 204);
  });

  it("that were saved are not sent again under the same key, and notify other pages", async () => {
    const store = createMemoryStore();
    const heard: unknown[] = [];
    store.listen((change) => heard.push(change));
    const { save, patches } = await aDetailsHost({ store });

    await save({ address }, "a-key");
    await save({ address: { ...address, line1: "Calle 8" } });
    const late = await save({ address }, "a-key");

    assert.deepEqual([late.status, patches.length], [204, 2]);
    assert.deepEqual(heard[0], { customerId, cause: "click" });
  });

  it("are no route of a host that has not turned them on, of a business or the hosted flow", async () => {
    const flow = "hosted" as const;
    const hosts = [
      await aDetailsHost({ steps: { residential_address: false } }),
      await aDetailsHost({ pages: { residential_address: "/address" } }),
      await aDetailsHost({ resolveCustomer: () => ({ id: customerId, flow }) }),
      await aDetailsHost(),
    ];
    const [last] = hosts.slice(-1);
    if (last) last.upstream.customer = asked({ required: both }, { type: "business" });
    for (const { save, patches } of hosts) {
      assert.equal((await save({ address })).code, "no_such_requirement");
      assert.equal(patches.length, 0);
    }
  });

  it("are not taken when SpherePay does not ask for them", async () => {
    const { save, upstream } = await aDetailsHost();
    upstream.customer = done;

    assert.equal((await save({ address })).code, "wrong_state");
  });

  it("are offered as actions with the kinds of tax numbers that the host names", async () => {
    const types = { BRA: ["cpf"], ESP: ["national_id", "other"] };
    const { ask, session } = await aDetailsHost({
      steps: { residential_address: true, tax_identification_number: { types } },
    });

    const { body } = await ask("GET", "/kyc/customer", await session());

    assert.deepEqual(body["actions"], {
      residential_address: { kind: "fields", fields: "address" },
      tax_identification_number: { kind: "fields", fields: "tax", taxTypes: types },
    });
  });

  it("stand in no log entry, note or error", async () => {
    const store = createMemoryStore();
    const notes: unknown[] = [];
    const replaceNote: typeof store.replaceNote = (...note) => {
      notes.push(note);
      return store.replaceNote(...note);
    };
    const errors: unknown[] = [];
    const { save, upstream, log } = await aDetailsHost({
      store: { ...store, replaceNote },
      onError: (error) => void errors.push(String(error)),
    });
    await save({ address, tax });
    upstream.patch = () => Response.json({}, { status: 500 });
    await save({ address, tax });

    assert.equal(notes.length, 1);
    assert.doesNotMatch(JSON.stringify([log, notes, errors]), /canari?a?|CANARY/i);
  });
});
