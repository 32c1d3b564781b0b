import { createApi, type SimulatorCall } from "./api/api.js";
import { createApiProblems } from "./api/api-response.js";
import { customerJson } from "./api/customer-json.js";
import { createReleases } from "./api/releases.js";
import { type Behaviour, behaviourOf, DEFAULT_BEHAVIOUR } from "./behaviour.js";
import { createCustomerBook } from "./customers/customer-book.js";
import { addError, moveRequirement } from "./customers/requirement-lists.js";
import { finishAtProvider } from "./customers/review.js";
import {
  IDENTITY_VERIFICATION,
  LIVENESS_CHECK,
  TERMS_OF_SERVICE,
} from "./customers/spherepay-steps.js";
import { createFaultQueue } from "./faults/fault-queue.js";
import { createWaits } from "./faults/waits.js";
import type { HandClock } from "./hand-clock.js";
import { DEFAULT_OPTIONS, type SimulatorOptions } from "./options.js";
import { createLinkBook, type LinkKind } from "./provider/link-book.js";
import { createProviderPage, type ProviderVisit } from "./provider/provider-page.js";
import { createSeededIds } from "./seeded-ids.js";
import { eventNames } from "./webhooks/webhook-events.js";
import { createWebhooks } from "./webhooks/webhooks.js";

/** Everything that begins anew when a simulator is reset, put together. */
export type World = ReturnType<typeof createWorld>;

/** @throws WrongInput when an option is wrong. */
export function createWorld(options: SimulatorOptions, clock: HandClock) {
  const behaviour: Behaviour = { ...DEFAULT_BEHAVIOUR, ...behaviourOf(options) };
  const apiKey = options.apiKey ?? DEFAULT_OPTIONS.apiKey;
  const providerOrigin = options.providerOrigin ?? DEFAULT_OPTIONS.providerOrigin;
  const termsOrigin = options.termsOrigin ?? options.providerOrigin ?? DEFAULT_OPTIONS.termsOrigin;
  const apiClock = { now: () => clock.now() + behaviour.skewMs };
  const ids = createSeededIds(options.seed ?? DEFAULT_OPTIONS.seed);
  const calls: SimulatorCall[] = [];
  const visits: ProviderVisit[] = [];
  const faults = createFaultQueue();
  const waits = createWaits(clock);
  const webhooks = createWebhooks(options.webhooks, { clock, ids });
  const problems = createApiProblems(ids);
  const links = createLinkBook({ clock: apiClock, ids, providerOrigin, termsOrigin, behaviour });
  const customers = createCustomerBook(apiClock, ids, (before, after) => {
    for (const name of eventNames(before, after)) {
      webhooks.queue({
        name,
        customer: structuredClone(customerJson(after, behaviour)),
        customerId: after.id,
        status: after.verificationProfiles[0]?.status ?? "incomplete",
        createdAt: new Date(apiClock.now()).toISOString(),
      });
    }
  });
  const releases = createReleases({ customers, links, problems, behaviour });

  function fail(id: string, requirement: string, detail: string): void {
    customers.change(id, (record) => {
      addError(record.customer, requirement, detail);
      record.isProviderDone = false;
    });
  }

  /** What finishing a page does to its customer. */
  function finish(id: string, kind: LinkKind): void {
    customers.change(id, (record) => {
      if (kind === "verification") {
        finishAtProvider(record);
      } else {
        const requirement = kind === "terms" ? TERMS_OF_SERVICE : LIVENESS_CHECK;
        moveRequirement(record.customer, requirement, "complete");
      }
    });
    links.useAll(id, kind);
  }

  return {
    behaviour,
    customers,
    links,
    faults,
    waits,
    webhooks,
    calls,
    visits,
    fail,
    finish,
    api: createApi({
      apiKey,
      behaviour,
      clock,
      apiClock,
      faults,
      waits,
      problems,
      releases,
      note: (call) => calls.push(call),
    }),
    providerPage: createProviderPage({
      clock: apiClock,
      customers,
      links,
      finish,
      fail: (id, kind) =>
        kind === "face"
          ? fail(id, LIVENESS_CHECK, "The face did not match the document.")
          : fail(id, IDENTITY_VERIFICATION, "The photo of the document was not readable."),
      note: (visit) => visits.push(visit),
    }),
  };
}
