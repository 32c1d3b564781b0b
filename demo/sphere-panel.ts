import {
  type SimulatedCustomer,
  type SimulatedProfile,
  scenarios,
} from "sphere-kyc-onboarding/simulator";
import type {
  PanelCode,
  PanelDocument,
  PanelProfile,
  PanelRequirement,
  PanelState,
} from "./panel-state.js";
import type { People, Person } from "./people.js";
import { jsonResponse, textResponse } from "./responses.js";
import type { SimulatedSpherePay } from "./simulated-spherepay.js";

/** The panel's routes under `/sphere/`, for the signed-in person. */
export type SpherePanel = (request: Request, person: Person) => Promise<Response>;

type Action = (form: URLSearchParams) => void;

const secondMs = 1000;
/** A little more than the ten seconds for which a host returns the same link again. */
const linkReuseMs = 11 * secondMs;
const spherePaySteps = /^(identity_verification|ky[cb]_[a-z]+_approval)$/;

/** Makes the routes with which a developer plays SpherePay. */
export function createSpherePanel(sphere: SimulatedSpherePay, people: People): SpherePanel {
  const { simulator, faults, calls } = sphere;
  const { clock } = simulator;
  let linkLifetimeSeconds = 7 * 24 * 3600;

  function stateOf({ customerId }: Person): PanelState {
    const customer = customerId === null ? undefined : simulator.customer(customerId);
    return {
      customerId,
      ...(customer?.tosStatus && { tosStatus: customer.tosStatus }),
      profiles: (customer?.verificationProfiles ?? []).map(panelProfile),
      linkLifetimeSeconds,
      ...faults,
      scenarios,
      now: new Date(clock.now()).toISOString(),
      codes: codesOf(customerId),
      documents: documentsOf(customerId),
      calls: [...calls].reverse(),
    };
  }

  const codesOf = (customerId: string | null) =>
    simulator.codes
      .filter((each) => each.customerId === customerId)
      .map(
        ({ type, code, state, expiresAt }): PanelCode => ({
          channel: type === "phone" ? "SMS" : "Email",
          code,
          isOver: state !== "sent" || Date.parse(expiresAt) <= clock.now(),
        }),
      )
      .reverse();

  const documentsOf = (customerId: string | null) =>
    simulator.documents
      .filter(({ targetId }) => targetId === customerId)
      .map(
        ({
          id,
          documentType: type,
          country,
          side,
          mimeType,
          sizeBytes,
          sha256,
        }): PanelDocument => ({
          ...{ id, type, mimeType, sizeBytes, sha256 },
          ...(country && { country }),
          ...(side && { side }),
        }),
      )
      .reverse();

  const generalActions = (person: Person): Record<string, Action> => ({
    reset() {
      simulator.endScenario();
      people.reset(person.id);
    },
    scenario: (form) => {
      const named = scenarios.find(({ name }) => name === form.get("name"));
      if (!named) throw new TypeError('"name" must be the name of a scenario.');
      simulator.clearFaults();
      people.assign(person.id, simulator.play(named.name));
    },
    "link-lifetime": (form) => {
      linkLifetimeSeconds = numberOf(form, "seconds");
      simulator.setTtl(linkLifetimeSeconds * secondMs);
    },
    advance: (form) => clock.advance(numberOf(form, "seconds") * secondMs),
    failing: (form) => {
      faults.failing = form.get("on") === "true";
    },
    slow: (form) => {
      faults.slow = form.get("on") === "true";
    },
  });

  function ownDocument(customerId: string, form: URLSearchParams): string {
    const document = textOf(form, "document");
    if (documentsOf(customerId).some(({ id }) => id === document)) return document;
    throw new TypeError('"document" must be a document of this customer.');
  }

  const customerActions = (id: string): Record<string, Action> => ({
    complete: (form) => simulator.complete(id, textOf(form, "requirement")),
    hold: (form) => simulator.hold(id, textOf(form, "requirement")),
    require: (form) => simulator.require(id, textOf(form, "requirement")),
    fail: (form) => simulator.fail(id, textOf(form, "requirement"), textOf(form, "detail")),
    "complete-all": () => {
      const customer = simulator.customer(id);
      for (const name of customer ? customerItems(customer) : []) simulator.complete(id, name);
    },
    "expire-links": () => {
      simulator.expireLinks(id);
      // Otherwise a click right after this would get the same expired link again.
      clock.advance(linkReuseMs);
    },
    approve: () => simulator.approve(id),
    reject: () => simulator.reject(id),
    "refuse-document": (form) =>
      simulator.refuseDocument(ownDocument(id, form), textOf(form, "detail")),
    "accept-document": (form) => simulator.acceptDocument(ownDocument(id, form)),
    status: (form) => {
      simulator.setStatus(id, textOf(form, "status"), form.get("profile") ?? undefined);
    },
  });

  return async (request, person) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/sphere/state" && request.method === "GET") {
      return jsonResponse(stateOf(person));
    }
    const name = /^\/sphere\/actions\/([a-z-]+)$/.exec(pathname)?.[1];
    if (name === undefined || request.method !== "POST") return textResponse("No such route.", 404);
    const actions = {
      ...generalActions(person),
      ...(person.customerId !== null && customerActions(person.customerId)),
    };
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) return textResponse(`There is no action "${name}" for this customer.`, 404);
    try {
      action(new URLSearchParams(await request.text()));
    } catch (error) {
      if (error instanceof TypeError) return textResponse(error.message, 400);
      throw error;
    }
    return jsonResponse(stateOf(people.find(person.id) ?? person));
  };
}

function customerItems({ verificationProfiles, tosStatus }: SimulatedCustomer): readonly string[] {
  const names = verificationProfiles.flatMap(({ criteria }) => [
    ...criteria.required,
    ...criteria.pending,
    ...criteria.errors.map(({ name }) => name),
  ]);
  if (tosStatus !== undefined) names.push("terms_of_service");
  return [...new Set(names)].filter((name) => !spherePaySteps.test(name));
}

/** Each name once, in the list that matters most. */
function panelProfile({ name, status, criteria }: SimulatedProfile): PanelProfile {
  const found = new Map<string, PanelRequirement>();
  for (const error of criteria.errors) {
    found.set(error.name, { name: error.name, list: "errors", detail: error.detail });
  }
  for (const list of ["pending", "required", "complete"] as const) {
    for (const each of criteria[list]) {
      if (!found.has(each)) found.set(each, { name: each, list });
    }
  }
  return { name, status, requirements: [...found.values()] };
}

function textOf(form: URLSearchParams, name: string): string {
  const text = form.get(name);
  if (text && text.length <= 500) return text;
  throw new TypeError(`"${name}" must be a text of 1 to 500 characters.`);
}

function numberOf(form: URLSearchParams, name: string): number {
  const number = Number(form.get(name) ?? Number.NaN);
  if (Number.isInteger(number) && Math.abs(number) <= 366 * 24 * 3600) return number;
  throw new TypeError(`"${name}" must be a whole number of seconds, a year at most.`);
}
