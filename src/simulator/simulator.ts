import type { SimulatorCall } from "./api/api.js";
import { assertBehaviour, type Behaviour, behaviourOf } from "./behaviour.js";
import { type CustomerInit, draftCustomer } from "./customers/customer-init.js";
import { moveRequirement, placeRequirement } from "./customers/requirement-lists.js";
import { approve, chosenProfiles, reject } from "./customers/review.js";
import { createHandClock, createRunningClock, type HandClock } from "./hand-clock.js";
import { defaultOptions, type SimulatorOptions } from "./options.js";
import type { ProviderVisit } from "./provider/provider-page.js";
import type { ScenarioActions } from "./scenarios/scenario.js";
import { type ScenarioName, scenarioOf } from "./scenarios/scenarios.js";
import type { WebhookDelivery, WebhookManner } from "./webhooks/webhooks.js";
import { createWorld } from "./world.js";
import { WrongInput } from "./wrong-input.js";

/**
 * A SpherePay to test against: its API, the provider's pages, and the hands that move both.
 * Every deed about a customer throws a TypeError when there is none of that id, and takes effect
 * at once. It holds everything in memory and reaches no network.
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
   * @throws WrongInput (a TypeError) that names the member which is wrong.
   */
  behave(changes: Partial<Behaviour>): void;
  /** Makes a customer and answers its id, `customer_` and 32 hex digits. */
  createCustomer(init?: CustomerInit): string;
  /** All ids, oldest first. */
  ids(): readonly string[];
  /** How long links made from now on live, in milliseconds: `behave({ linkTtlMs })`. */
  setTtl(linkTtlMs: number): void;
  /**
   * Plays a scenario beside what is there already and answers its customer's id. The behaviour and
   * the faults it needs hold for everybody from then on.
   */
  play(scenario: ScenarioName): string;
  /** Forgets the faults that are still to come. Who is kept waiting goes on waiting. */
  clearFaults(): void;
  /** How events are written and sent from now on; without `webhooks` none are. */
  behaveWebhooks(manner: Partial<WebhookManner>): void;
  /**
   * What time brings: lets go the slow answers and sends the webhooks that are due by the clock.
   * Fulfilled when every webhook was answered. Nothing of the kind happens by itself.
   */
  tick(): Promise<void>;
  /**
   * As just made: no customers, calls or faults but those of the scenario it was made with, the same
   * ids again, and the clock where it stood then (a running one at real time), unless it was given
   * one of the caller's.
   */
  reset(): void;
  /** Every try to deliver a webhook, oldest first. */
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
  let world = createWorld(options, clock);

  function behave(changes: Partial<Behaviour>): void {
    assertBehaviour(changes);
    Object.assign(world.behaviour, changes);
  }

  function enact(name: ScenarioName, winning: Partial<Behaviour>): string {
    const { behaviour, webhooks, customer, arrange } = scenarioOf(name);
    behave({ ...behaviour, ...winning });
    world.webhooks.behave(webhooks ?? {});
    const id = simulator.createCustomer(customer);
    arrange?.(simulator, id);
    return id;
  }

  const simulator: Simulator = {
    apiKey: options.apiKey ?? defaultOptions.apiKey,
    clock,
    get behaviour() {
      return { ...world.behaviour };
    },
    get calls() {
      return world.calls;
    },
    get visits() {
      return world.visits;
    },
    get deliveries() {
      return world.webhooks.deliveries;
    },
    api: (request) => world.api(request),
    providerPage: (request) => world.providerPage(request),
    behave,
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
        // Whoever is incomplete again has something to do, at the provider too.
        record.isProviderDone = record.isProviderDone && status !== "incomplete";
      });
    },
    setTtl: (linkTtlMs) => behave({ linkTtlMs }),
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
    play: (scenario) => enact(scenario, {}),
    inject: (fault) => world.faults.add(fault),
    clearFaults: () => world.faults.clear(),
    behaveWebhooks: (manner) => world.webhooks.behave(manner),
    async tick() {
      world.waits.endDue();
      await world.webhooks.deliverDue();
    },
    reset() {
      world.waits.endAll();
      world = createWorld(options, clock);
      if (clock !== options.clock) {
        clock.set(isRunning ? createRunningClock().now() : startMs);
      }
      begin();
    },
  };

  function begin(): void {
    if (options.scenario !== undefined) {
      enact(options.scenario, behaviourOf(options));
    }
  }

  begin();
  return simulator;
}
