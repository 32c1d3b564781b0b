import type { SimulatorCall } from "./api/api.js";
import { type Behaviour, behaviourOf } from "./behaviour.js";
import type { SentCode } from "./codes/code-book.js";
import { type CustomerInit, draftCustomer } from "./customers/customer-init.js";
import { moveRequirement, placeRequirement } from "./customers/requirement-lists.js";
import { approve, chosenProfiles, reject } from "./customers/review.js";
import type { SimulatedDocument } from "./documents/document-book.js";
import type { Fault } from "./faults/fault.js";
import { createHandClock, createRunningClock, type HandClock } from "./hand-clock.js";
import { defaultOptions, type SimulatorOptions } from "./options.js";
import type { ProviderVisit } from "./provider/provider-page.js";
import type { ScenarioActions } from "./scenarios/scenario.js";
import { type ScenarioName, scenarioOf } from "./scenarios/scenarios.js";
import { createSeededIds } from "./seeded-ids.js";
import type { WebhookDelivery, WebhookSettings } from "./webhooks/webhooks.js";
import { createWorld } from "./world.js";
import { WrongInput } from "./wrong-input.js";

/**
 * A SpherePay to test against: its API, the provider's pages, and the actions that control both.
 * It keeps everything in memory and reaches no network.
 */
export interface Simulator extends ScenarioActions {
  /** The one key that the API accepts. */
  readonly apiKey: string;
  readonly clock: HandClock;
  /** SpherePay's API, whatever the host of the URL: method and path decide. */
  readonly api: (request: Request) => Promise<Response>;
  /** The provider's pages: GET shows one, POST is one of its buttons. */
  readonly providerPage: (request: Request) => Promise<Response>;
  /** How SpherePay behaves at the moment; a copy. */
  readonly behaviour: Readonly<Behaviour>;
  /**
   * Changes how SpherePay behaves from now on.
   *
   * @throws WrongInput (a TypeError) that names the invalid member.
   */
  behave(changes: Partial<Behaviour>): void;
  /** Makes a customer and returns its id, `customer_` and 32 hex digits. */
  createCustomer(init?: CustomerInit): string;
  /** Every verification code that was sent, oldest first; the phone and inbox of a test. */
  readonly codes: readonly SentCode[];
  /** Every document that was received, oldest first: its type, side, size and SHA-256, no bytes. */
  readonly documents: readonly SimulatedDocument[];
  /**
   * Accepts a document: the requirement it serves is complete.
   *
   * @throws WrongInput (a TypeError) when there is no such document.
   */
  acceptDocument(documentId: string): void;
  /**
   * Refuses a document: the requirement it serves is required again and has an error; `detail` is
   * SpherePay's text.
   *
   * @throws WrongInput (a TypeError) when there is no such document.
   */
  refuseDocument(documentId: string, detail?: string): void;
  /** All ids, oldest first. */
  ids(): readonly string[];
  /** How long links made from now on live, in milliseconds: `behave({ linkTtlMs })`. */
  setTtl(linkTtlMs: number): void;
  /**
   * Plays a scenario and returns its new customer's id. Earlier customers stay. Its behaviour, faults
   * and webhooks apply to all of them, until the next scenario takes them back: each looks the same,
   * whatever was played before.
   */
  play(scenario: ScenarioName): string;
  /** Takes back what the last scenario has changed for all customers; its own customer stays. */
  endScenario(): void;
  /** Removes the faults that have not been applied. Calls that already wait keep waiting. */
  clearFaults(): void;
  /** How events are written and sent from now on; without `webhooks` none are. */
  configureWebhooks(settings: Partial<WebhookSettings>): void;
  /**
   * Releases the slow responses and sends the webhooks that are due by the clock. Resolves when every
   * webhook got its response. Neither happens without this call.
   */
  tick(): Promise<void>;
  /**
   * Starts again, as the options say: only the customers and faults of their scenario, no calls, links
   * or used keys, no webhook that was due, and the clock at its start (a running one at real time;
   * one from the options is not moved). No id comes twice: a host that lives on may still know the
   * earlier ones.
   */
  reset(): void;
  /** Every attempt to deliver a webhook, oldest first. */
  readonly deliveries: readonly WebhookDelivery[];
  /** Every call that reached the API, oldest first; never the Authorization header. */
  readonly calls: readonly SimulatorCall[];
  /** Every request that reached the provider's pages, oldest first. */
  readonly visits: readonly ProviderVisit[];
}

function clockOf({ clock }: SimulatorOptions): HandClock {
  return clock === "running" ? createRunningClock() : (clock ?? createHandClock());
}

/** Makes a SpherePay. @throws WrongInput (a TypeError) when an option is wrong. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const isRunning = options.clock === "running";
  const clock = clockOf(options);
  const startMs = clock.now();
  const ids = createSeededIds(options.seed ?? defaultOptions.seed);
  let world = createWorld(options, clock, ids);
  let scenarioFaults = new Set<Fault>();

  const inject = (fault: Fault) => world.faults.add(fault);

  function endScenario(): void {
    world.behaviour.endScenario();
    world.webhooks.settings.endScenario();
    world.faults.remove(scenarioFaults);
    scenarioFaults = new Set();
  }

  function playScenario(name: ScenarioName, overrides: Partial<Behaviour>): string {
    const { behaviour, webhooks = {}, customer, arrange } = scenarioOf(name);
    endScenario();
    world.behaviour.changeForScenario({ ...behaviour, ...overrides });
    world.webhooks.settings.changeForScenario(webhooks);
    const id = simulator.createCustomer(customer);
    const injectForScenario = (fault: Fault) => {
      inject(fault);
      scenarioFaults.add(fault);
    };
    arrange?.({ ...simulator, inject: injectForScenario }, id);
    return id;
  }

  const simulator: Simulator = {
    apiKey: options.apiKey ?? defaultOptions.apiKey,
    clock,
    get behaviour() {
      return structuredClone(world.behaviour.current);
    },
    get calls() {
      return world.calls;
    },
    get codes() {
      return world.codes.sent;
    },
    get documents() {
      return world.documents.received;
    },
    acceptDocument: (documentId) => world.documents.accept(documentId),
    refuseDocument: (documentId, detail = "The document could not be read.") =>
      world.documents.refuse(documentId, detail),
    get visits() {
      return world.visits;
    },
    get deliveries() {
      return world.webhooks.deliveries;
    },
    api: (request) => world.api(request),
    providerPage: (request) => world.providerPage(request),
    behave: (changes) => world.behaviour.change(changes),
    createCustomer: (init = {}) => world.customers.add(draftCustomer(init)).customer.id,
    customer: (id) => structuredClone(world.customers.find(id)?.customer),
    ids: () => world.customers.ids(),
    complete(id, requirement) {
      world.customers.change(id, ({ customer }) => {
        if (!moveRequirement(customer, requirement, "complete")) {
          throw new WrongInput("requirement", `must be one of ${id}'s; "${requirement}" is not`);
        }
      });
    },
    hold(id, requirement) {
      world.customers.change(id, ({ customer }) => {
        placeRequirement(customer, requirement, "pending");
      });
    },
    require(id, requirement) {
      world.customers.change(id, (record) => {
        placeRequirement(record.customer, requirement, "required");
        record.isProviderDone = false;
      });
    },
    fail: (id, requirement, detail) => world.fail(id, requirement, detail),
    setStatus(id, status, profile) {
      world.customers.change(id, (record) => {
        for (const chosen of chosenProfiles(record.customer, profile)) {
          chosen.status = status;
        }
        // An incomplete profile has something to do, at the provider too.
        record.isProviderDone = record.isProviderDone && status !== "incomplete";
      });
    },
    setTtl: (linkTtlMs) => world.behaviour.change({ linkTtlMs }),
    expireLinks(id) {
      world.links.expireAll(world.customers.get(id).customer.id);
    },
    finishProvider: (id) => world.finish(id, "verification"),
    approve(id, profile) {
      world.customers.change(id, ({ customer }) => approve(customer, profile));
    },
    reject(id, profile) {
      world.customers.change(id, ({ customer }) => reject(customer, profile));
    },
    replace(id, json) {
      world.customers.get(id).replacement = json === undefined ? undefined : { json };
    },
    play: (scenario) => playScenario(scenario, {}),
    endScenario,
    inject,
    clearFaults: () => world.faults.clear(),
    configureWebhooks: (settings) => world.webhooks.settings.change(settings),
    async tick() {
      world.waits.endDue();
      await world.webhooks.deliverDue();
    },
    reset() {
      world.waits.endAll();
      world.webhooks.end();
      world = createWorld(options, clock, ids);
      if (clock !== options.clock) {
        clock.set(isRunning ? createRunningClock().now() : startMs);
      }
      playFirstScenario();
    },
  };

  function playFirstScenario(): void {
    if (options.scenario !== undefined) {
      playScenario(options.scenario, behaviourOf(options));
    }
  }

  playFirstScenario();
  return simulator;
}
