import { createApi, type SimulatorCall } from "./api.js";
import { createApiProblems } from "./api-answer.js";
import type { SimulatedCustomer } from "./customer.js";
import { createCustomerBook } from "./customer-book.js";
import { type CustomerInit, draftCustomer } from "./customer-init.js";
import { createHandClock, type HandClock } from "./hand-clock.js";
import { createLinkBook } from "./link-book.js";
import { DEFAULT_OPTIONS, type SimulatorOptions } from "./options.js";
import { createProviderPage, type ProviderVisit } from "./provider-page.js";
import { createRelease202605 } from "./release-2026-05.js";
import { addError, moveRequirement, placeRequirement } from "./requirement-moves.js";
import { approve, chosenProfiles, finishAtProvider, reject } from "./review.js";
import { createSeededIds } from "./seeded-ids.js";
import { IDENTITY_VERIFICATION } from "./spherepay-steps.js";

/**
 * A SpherePay to test against: its API, the provider's pages, and the hands that move both.
 * Every deed about a customer throws a TypeError when there is none of that id, and takes effect
 * at once. It holds everything in memory and reaches no network.
 */
export interface Simulator {
  /** The one key that the API accepts. */
  readonly apiKey: string;
  readonly clock: HandClock;
  /** SpherePay's API, whatever the host of the URL: method and path decide. */
  readonly api: (request: Request) => Promise<Response>;
  /** The provider's pages: GET shows one, POST is one of its buttons. */
  readonly providerPage: (request: Request) => Promise<Response>;
  /** Makes a customer and answers its id, `customer_` and 32 hex digits. */
  createCustomer(init?: CustomerInit): string;
  /** A copy of what SpherePay holds; changing it changes nothing here. */
  customer(id: string): SimulatedCustomer | undefined;
  /** All ids, oldest first. */
  ids(): readonly string[];
  /**
   * The requirement is done in every profile that names it; its error goes.
   *
   * @throws TypeError when the customer names no such requirement.
   */
  complete(id: string, requirement: string): void;
  /** The requirement is being looked at; a new name joins the first profile. */
  hold(id: string, requirement: string): void;
  /** The requirement is asked for (again); a new name joins the first profile. */
  require(id: string, requirement: string): void;
  /** Adds an error that can be mended; lists and status stay. `detail` is SpherePay's free text. */
  fail(id: string, requirement: string, detail: string): void;
  /** Sets the status of one profile, or of all; any word, so also those nobody has seen yet. */
  setStatus(id: string, status: string, profile?: string): void;
  /** How long links made from now on live, in milliseconds; 0 makes links that arrive dead. */
  setTtl(linkTtlMs: number): void;
  /** Every live link of the customer is expired from now on, whatever `expiresAt` had said. */
  expireLinks(id: string): void;
  /** What "Complete the check" does: undecided profiles are pending, live links have served. */
  finishProvider(id: string): void;
  /** The review approves one profile, or all: everything complete, no errors. */
  approve(id: string, profile?: string): void;
  /** The review rejects one profile, or all. */
  reject(id: string, profile?: string): void;
  /** GET answers exactly this JSON from now on; `undefined` lifts it. Nothing else changes. */
  replace(id: string, json: unknown): void;
  /** Every call that reached the API, oldest first; never the Authorization header. */
  readonly calls: readonly SimulatorCall[];
  /** Every request that reached the provider's pages, oldest first. */
  readonly visits: readonly ProviderVisit[];
}

/** Makes a SpherePay of release 2026-05, without customers. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const settled = { ...DEFAULT_OPTIONS, ...options };
  const clock = options.clock ?? createHandClock();
  const ids = createSeededIds(settled.seed);
  const customers = createCustomerBook(clock, ids);
  const links = createLinkBook({ ...settled, clock, ids });
  const problems = createApiProblems(ids);
  const calls: SimulatorCall[] = [];
  const visits: ProviderVisit[] = [];

  function finishProvider(id: string): void {
    customers.change(id, finishAtProvider);
    links.useAll(id);
  }

  function fail(id: string, requirement: string, detail: string): void {
    customers.change(id, (record) => {
      addError(record.customer, requirement, detail);
      record.isProviderDone = false;
    });
  }

  return {
    apiKey: settled.apiKey,
    clock,
    calls,
    visits,
    api: createApi({
      ...settled,
      clock,
      problems,
      routes: createRelease202605({ ...settled, customers, links, problems }),
      note: (call) => calls.push(call),
    }),
    providerPage: createProviderPage({
      clock,
      customers,
      links,
      finish: finishProvider,
      fail: (id) => fail(id, IDENTITY_VERIFICATION, "The photo of the document was not readable."),
      note: (visit) => visits.push(visit),
    }),
    createCustomer: (init = {}) => customers.add(draftCustomer(init)).customer.id,
    customer: (id) => structuredClone(customers.find(id)?.customer),
    ids: customers.ids,
    complete(id, requirement) {
      customers.change(id, ({ customer }) => {
        if (!moveRequirement(customer, requirement, "complete")) {
          throw new TypeError(`Customer "${id}" names no requirement "${requirement}".`);
        }
      });
    },
    hold(id, requirement) {
      customers.change(id, ({ customer }) => placeRequirement(customer, requirement, "pending"));
    },
    require(id, requirement) {
      customers.change(id, (record) => {
        placeRequirement(record.customer, requirement, "required");
        record.isProviderDone = false;
      });
    },
    fail,
    setStatus(id, status, profile) {
      customers.change(id, (record) => {
        for (const chosen of chosenProfiles(record.customer, profile)) {
          chosen.status = status;
        }
        // Whoever is incomplete again has something to do, at the provider too.
        record.isProviderDone = record.isProviderDone && status !== "incomplete";
      });
    },
    setTtl: links.setTtl,
    expireLinks(id) {
      links.expireAll(customers.get(id).customer.id);
    },
    finishProvider,
    approve(id, profile) {
      customers.change(id, ({ customer }) => approve(customer, profile));
    },
    reject(id, profile) {
      customers.change(id, ({ customer }) => reject(customer, profile));
    },
    replace(id, json) {
      customers.get(id).replacement = json === undefined ? undefined : { json };
    },
  };
}
