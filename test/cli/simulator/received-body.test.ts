import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { readSimulatorSettings } from "../../../src/cli/simulator/settings.js";
import {
  type ServedSimulator,
  startSimulator,
} from "../../../src/cli/simulator/start-simulator.js";

const served: ServedSimulator[] = [];
after(() => Promise.all(served.map((each) => each.close())));

async function start(): Promise<ServedSimulator> {
  const simulator = await startSimulator(readSimulatorSettings(["--port", "0"], {}));
  served.push(simulator);
  return simulator;
}

const post = (address: string, body: unknown) =>
  fetch(address, { method: "POST", body: JSON.stringify(body) });

describe("what the served simulator receives", () => {
  it("says that a body is too large, and goes on", async () => {
    const here = await start();
    for (const [path, authorization] of [
      ["/control/customers", ""],
      ["/v2/customer", `Bearer ${here.simulator.apiKey}`],
    ] as const) {
      const body = "a".repeat(300_000);
      const response = await fetch(here.origin + path, {
        method: "POST",
        headers: { authorization },
        body,
      });
      assert.equal(response.status, 413);
      assert.equal((await response.json()).detail, "The request body is larger than 256 kB.");
    }
    assert.equal((await fetch(`${here.origin}/control/`)).status, 200);
  });

  it("takes a document of 15,000,000 bytes, and says so of a larger one", async () => {
    const here = await start();
    const targetId = here.simulator.createCustomer();
    const send = (bytes: number) => {
      const body = new FormData();
      const members = { targetId, target: "customer", documentType: "passport", country: "USA" };
      for (const [name, value] of Object.entries(members)) body.set(name, value);
      const file = new Uint8Array(bytes);
      file.set([0xff, 0xd8, 0xff]);
      body.set("file", new Blob([file]), "passport.jpg");
      const headers = { authorization: `Bearer ${here.simulator.apiKey}` };
      return fetch(`${here.origin}/v2/document`, { method: "POST", headers, body });
    };
    assert.equal((await send(15_000_000)).status, 201);
    assert.equal((await send(15_000_001)).status, 413);
    assert.equal((await send(17_000_000)).status, 413);
    const { documents } = await (await fetch(`${here.origin}/control/documents`)).json();
    assert.deepEqual([documents.length, documents[0].sizeBytes], [1, 15_000_000]);
  });

  it("closes the socket of a call that is cut, and goes on", async () => {
    const here = await start();
    await post(`${here.origin}/control/faults`, { kind: "cut" });
    await assert.rejects(fetch(`${here.origin}/v2/customer`), TypeError);
    assert.equal((await fetch(`${here.origin}/v2/customer`)).status, 403);
  });
});
