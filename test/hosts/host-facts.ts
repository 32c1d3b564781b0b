import assert from "node:assert/strict";
import { it } from "node:test";
import { webhookSecret } from "../host/webhooks.js";
import { readSource } from "../package/source-files.js";
import {
  assertPassing,
  assertStrangersRefused,
  examineHost,
  sendDocument,
  walkJourney,
} from "./journey.js";
import { withStartedHost } from "./started-host.js";

/**
 * The facts of every example that runs the handler and starts with one command.
 * @param takesWebhooks Whether SpherePay's webhook leads to it.
 */
export function itServesCustomers(
  command: readonly ["node", ...string[]],
  { takesWebhooks = true } = {},
): void {
  const [, ...args] = command;
  const started = [process.execPath, ...args] as const;

  it("takes a customer from sign-in to approved", async () => {
    await withStartedHost([...started], async (host) => {
      await walkJourney(host);
      await assertStrangersRefused(host);
    });
  });

  it("takes a document and sends it on", async () => {
    await withStartedHost([...started], sendDocument);
  });

  it("sends the customer to a simulator's pages when configured to", async () => {
    await withStartedHost([...started], walkJourney, "http://127.0.0.1:4180");
  });

  it("passes the doctor", async () => {
    await withStartedHost([...started], async (host) =>
      assertPassing(await examineHost(host, takesWebhooks ? webhookSecret : undefined)),
    );
  });

  it("starts with the command that the README gives", () => {
    const { text } = readSource("demo/hosts/README.md");
    assert.ok(text.includes(`\`${command.join(" ")}\``));
  });
}
