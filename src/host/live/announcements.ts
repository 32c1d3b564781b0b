/**
 * Owns: whether a change of a customer is announced here: by a webhook that was accepted, or by the
 * store that other processes and the host write to.
 * Does not own: what an announced change leads to (the store and the event streams).
 * Why: a page with an open stream hardly polls. Where webhooks are set up and do not arrive, it would
 * show an approval minutes late, and nobody would know.
 */
import type { Customer } from "../../core/customer.js";
import type { Log } from "../log.js";
import type { ChangeStore } from "../store/store.js";

/** What is known of announcements. */
export interface Announcements {
  /** A webhook was accepted: they do arrive. */
  webhookAccepted(): void;
  /** Whether pages have to poll as without a stream. */
  keepsPolling(): boolean;
  /** Notes what was read, to find out that something changes and nothing announces it. */
  customerRead(customer: Customer): void;
}

/** What {@link createAnnouncements} needs. */
export interface AnnouncementsSettings {
  readonly store: Pick<ChangeStore, "listen">;
  readonly events: boolean;
  readonly webhookSecrets: readonly string[];
  /** Milliseconds. */
  readonly now: () => number;
  readonly log: Log | undefined;
}

/** SpherePay may send a webhook a little later than a page reads what it is about. */
const patienceMs = 60_000;
const maxRemembered = 1_000;

const statusesOf = ({ tosStatus, verificationProfiles }: Customer): string =>
  JSON.stringify([tosStatus, verificationProfiles.map(({ name, status }) => [name, status])]);

/** Begins to watch. Only a handler that takes webhooks and has streams waits for one. */
export function createAnnouncements(settings: AnnouncementsSettings): Announcements {
  const { store, events, webhookSecrets, now, log } = settings;
  const statuses = new Map<string, string>();
  let isWaiting = events && webhookSecrets.length > 0;
  let missedSinceMs: number | undefined;
  let isLogged = false;
  let stop = () => {};

  function heard(): void {
    isWaiting = false;
    statuses.clear();
    stop();
  }

  if (isWaiting) {
    stop = store.listen((change) => {
      if ("customerId" in change && change.cause !== "click") heard();
    });
  }

  function hasChanged(customer: Customer): boolean {
    const [before, after] = [statuses.get(customer.id), statusesOf(customer)];
    statuses.delete(customer.id);
    statuses.set(customer.id, after);
    const oldest = statuses.keys().next();
    if (statuses.size > maxRemembered && !oldest.done) statuses.delete(oldest.value);
    return before !== undefined && before !== after;
  }

  return {
    webhookAccepted: heard,
    keepsPolling: () => isWaiting,

    customerRead(customer) {
      if (!isWaiting || isLogged) return;
      if (hasChanged(customer)) missedSinceMs ??= now();
      if (missedSinceMs === undefined || now() - missedSinceMs < patienceMs) return;
      isLogged = true;
      statuses.clear();
      log?.({ kind: "webhooks_missing" });
    },
  };
}
