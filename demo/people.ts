import type { CustomerPreset, Simulator } from "sphere-kyc-onboarding/simulator";
import type { RealSpherePay } from "./settings.js";

/** A person who can sign in to the host application, and what it knows about them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** A few words for the sign-in page. */
  readonly about: string;
  readonly email: string;
  /** How this person was created at SpherePay. */
  readonly flow: "api" | "hosted";
  /** The SpherePay customer, `null` before it exists. */
  readonly customerId: string | null;
}

/** The host application's own customers, in memory. */
export interface People {
  all(): readonly Person[];
  find(id: string): Person | undefined;
  /** Stores the person's SpherePay customer. */
  assign(id: string, customerId: string): void;
  /** Starts again with a new customer of the same kind; only with the simulator. */
  reset(id: string): void;
}

interface Kind extends Omit<Person, "customerId"> {
  /** The simulator's preset; left out, the person has no SpherePay customer yet. */
  readonly preset?: CustomerPreset;
}

const kinds: readonly Kind[] = [
  {
    id: "ana",
    name: "Ana Souza",
    about: "Individual",
    email: "ana.souza@example.com",
    flow: "api",
    preset: "individual",
  },
  {
    id: "brightwater",
    name: "Brightwater Ltd",
    about: "Business",
    email: "finance@brightwater.example.com",
    flow: "api",
    preset: "business",
  },
  {
    id: "iris",
    name: "Iris Lindqvist",
    about: "Individual with two profiles",
    email: "iris.lindqvist@example.com",
    flow: "api",
    preset: "two-profiles",
  },
  {
    id: "noor",
    name: "Noor Haddad",
    about: "Link-created: the partner’s page collects everything",
    email: "noor.haddad@example.com",
    flow: "hosted",
    preset: "link-created",
  },
  {
    id: "tomas",
    name: "Tomás Rey",
    about: "Has not begun: no SpherePay id yet",
    email: "tomas.rey@example.com",
    flow: "api",
  },
];

/** The five people of the simulated demo. */
export function createSimulatedPeople(simulator: Simulator): People {
  const begin = ({ preset, email }: Kind) =>
    preset ? simulator.createCustomer({ preset, email }) : null;
  const people = createPeople(
    kinds.map((kind) => {
      const { preset: _, ...person } = kind;
      return { ...person, customerId: begin(kind) };
    }),
  );
  return {
    ...people,
    reset(id) {
      const kind = kinds.find((each) => each.id === id);
      if (kind) people.assign(id, begin(kind));
    },
  };
}

/** The one customer of a demo with real SpherePay. */
export function createRealPeople({ customerId }: RealSpherePay): People {
  const person: Person = {
    id: "customer",
    name: "Your customer",
    about: "The customer that SPHERE_CUSTOMER_ID names",
    email: "",
    flow: "api",
    customerId,
  };
  return { ...createPeople([person]), reset() {} };
}

function createPeople(list: readonly Person[]) {
  const people = new Map(list.map((person) => [person.id, person]));
  return {
    all: () => [...people.values()],
    find: (id: string) => people.get(id),
    assign(id: string, customerId: string | null) {
      const person = people.get(id);
      if (person) people.set(id, { ...person, customerId });
    },
  };
}
