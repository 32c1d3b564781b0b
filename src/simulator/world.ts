import { createAdjustable } from "./adjustable.js";
import { createApi, type SimulatorCall } from "./api/api.js";
import { createApiProblems } from "./api/api-response.js";
import { customerJson } from "./api/customer-json.js";
import { createReleases } from "./api/releases.js";
import { assertBehaviour, type Behaviour, behaviourOf, defaultBehaviour } from "./behaviour.js";
import { createCodeBook } from "./codes/code-book.js";
import { createCustomerBook } from "./customers/customer-book.js";
import { addError, moveRequirement } from "./customers/requirement-lists.js";
import { finishAtProvider } from "./customers/review.js";
import {
  identityVerification,
  livenessCheck,
  termsOfService,
} from "./customers/spherepay-steps.js";
import { createDocumentBook } from "./documents/document-book.js";
import { createFaultQueue } from "./faults/fault-queue.js";
import { createWaits } from "./faults/waits.js";
import type { HandClock } from "./hand-clock.js";
import { defaultOptions, type SimulatorOptions } from "./options.js";
import { createLinkBook, type LinkKind } from "./provider/link-book.js";
import { createProviderPage, type ProviderVisit } from "./provider/provider-page.js";
import type { SeededIds } from "./seeded-ids.js";
import { eventNames } from "./webhooks/webhook-events.js";
import { createWebhooks } from "./webhooks/webhooks.js";

/** Everything that a reset replaces: all that the simulator knows but its clock and its next ids. */
export type World = ReturnType<typeof createWorld>;

/** @throws WrongInput when an option is wrong. */
export function createWorld(options: SimulatorOptions, clock: HandClock, ids: SeededIds) {
  const adjustable = createAdjustable<Behaviour>(
    { ...defaultBehaviour, ...behaviourOf(options) },
    assertBehaviour,
  );
  const behaviour = adjustable.current;
  const apiKey = options.apiKey ?? defaultOptions.apiKey;
  const providerOrigin = options.providerOrigin ?? defaultOptions.providerOrigin;
  const termsOrigin = options.termsOrigin ?? options.providerOrigin ?? defaultOptions.termsOrigin;
  const apiClock = { now: () => clock.now() + behaviour.skewMs };
  const calls: SimulatorCall[] = [];
  const visits: ProviderVisit[] = [];
  const faults = createFaultQueue();
  const waits = createWaits(clock);
  const webhooks = createWebhooks(options.webhooks, { clock, ids });
  const problems = createApiProblems(ids, apiClock, behaviour);
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
  const codes = createCodeBook(apiClock, ids, behaviour);
  const documents = createDocumentBook({ clock: apiClock, ids, customers, behaviour });
  const releases = createReleases({ customers, links, codes, documents, problems, behaviour });

  function fail(id: string, requirement: string, detail: string): void {
    customers.change(id, (record) => {
      addError(record.customer, requirement, detail);
      record.isProviderDone = false;
    });
  }

  /** Applies a finished page to its customer. */
  function finish(id: string, kind: LinkKind): void {
    customers.change(id, (record) => {
      if (kind === "verification") {
        finishAtProvider(record);
      } else {
        const requirement = kind === "terms" ? termsOfService : livenessCheck;
        moveRequirement(record.customer, requirement, "complete");
      }
    });
    links.useAll(id, kind);
  }

  return {
    behaviour: adjustable,
    customers,
    links,
    codes,
    documents,
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
          ? fail(id, livenessCheck, "The face did not match the document.")
          : fail(id, identityVerification, "The photo of the document was not readable."),
      note: (visit) => visits.push(visit),
    }),
  };
}
