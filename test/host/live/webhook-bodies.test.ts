import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aHost } from "../host-under-test.js";
import { customerId } from "../scripted-upstream.js";
import { anEvent, aWebhook } from "../webhooks.js";

/** A request as Firefox and WebKit have it: its body cannot be seen, only asked for whole. */
function withoutBody(request: Request): Request {
  Object.defineProperty(request, "body", { value: undefined });
  return request;
}

describe("the body of a webhook", () => {
  it("a runtime whose requests have no `body` accepts and refuses the same webhooks", async () => {
    const { handler, log } = aHost();
    const large = JSON.stringify(anEvent("1", customerId)).padEnd(256 * 1024 + 1);

    const statuses: number[] = [];
    for (const request of [
      aWebhook(anEvent("1", customerId)),
      aWebhook(anEvent("2", customerId), { secret: "secret_of_somebody" }),
      aWebhook(undefined, { body: large }),
    ]) {
      statuses.push((await handler(withoutBody(request))).status);
    }

    assert.deepEqual(statuses, [204, 403, 400]);
    const entries = log.filter((entry) => entry.kind === "webhook");
    assert.deepEqual(
      entries.map(({ outcome }) => outcome),
      ["notified"],
    );
  });
});
