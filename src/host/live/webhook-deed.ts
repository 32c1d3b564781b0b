import { Failure } from "../http/failure.js";
import type { WebhookLogEntry } from "../log.js";
import type { Settings } from "../settings.js";
import { createWebhookReader } from "./webhook.js";

/** What {@link createWebhookDeed} needs. */
export type WebhookDeedSettings = Pick<
  Settings,
  "webhookSecrets" | "acceptReserialisedWebhooks" | "upstreamTimeoutMs" | "store" | "log"
>;

/**
 * Makes what is done about one webhook: it is news of the customers that it names, once. SpherePay
 * is not asked here: whoever is looking reads again, and when nobody is looking nobody does. So the
 * answer never waits for SpherePay.
 * @returns Takes one. Rejects with a {@link Failure}: what a refused webhook is, or
 * `upstream_failed` when the news could not be told, so that SpherePay sends it again.
 */
export function createWebhookDeed(
  settings: WebhookDeedSettings,
): (request: Request) => Promise<void> {
  const { store, log } = settings;
  const readWebhook = createWebhookReader({
    secrets: settings.webhookSecrets,
    acceptReserialised: settings.acceptReserialisedWebhooks,
    timeoutMs: settings.upstreamTimeoutMs,
  });

  async function outcomeOf(request: Request): Promise<WebhookLogEntry["outcome"]> {
    const { eventId, customerIds } = await readWebhook(request);
    if (customerIds.length === 0) return "nobody";
    try {
      return (await store.changed(customerIds, eventId)) ? "told" : "known";
    } catch {
      throw new Failure("upstream_failed", "store_failed");
    }
  }

  return async (request) => {
    const outcome = await outcomeOf(request);
    log?.({ kind: "webhook", outcome });
  };
}
