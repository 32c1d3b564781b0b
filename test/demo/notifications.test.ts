import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type Demo, startDemo } from "../../demo/server.js";
import { readStream } from "../host/stream-reader.js";
import { aVisitor } from "./demo-visitor.js";

describe("the demo, when a button in SpherePay's panel is clicked", () => {
  let demo: Demo;
  before(async () => {
    demo = await startDemo({ port: 0, recordResponses: true });
  });
  after(() => demo.close());

  it("notifies the open page, which then reads the new status", async () => {
    const visitor = aVisitor(demo);
    await visitor.signIn("ana");
    const { token } = JSON.parse((await visitor.post("/kyc/session")).text);
    const headers = { Authorization: `Bearer ${token}` };
    const leaving = new AbortController();
    const init = { headers, signal: leaving.signal };
    const stream = readStream((await fetch(`${demo.origin}/kyc/events`, init)).body);
    assert.equal(await stream.next(), "comment");

    const clicked = await visitor.post("/sphere/actions/approve");
    assert.equal(clicked.status, 200);

    assert.equal(await stream.nextEvent(), "nudge");
    const customer = await visitor.get("/kyc/customer", headers);
    assert.match(customer.text, /"status":"approved"/);
    const recorded = demo.responses.find(({ url }) => url.endsWith("/kyc/events"));
    assert.match(recorded?.body ?? "", /^: open\n\nevent: nudge\ndata:\n\n/);
    leaving.abort();
  });

  it("accepts only the simulator's webhooks", async () => {
    const init = { method: "POST", headers: { signature: "0".repeat(64) }, body: "{}" };
    const response = await fetch(`${demo.origin}/kyc/webhook`, init);

    assert.equal(response.status, 403);
    assert.ok(demo.simulator?.deliveries.every(({ status }) => status === 204));
    assert.ok((demo.simulator?.deliveries.length ?? 0) > 0);
  });
});
