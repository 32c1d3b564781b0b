import type { CustomerInit, Simulator } from "sphere-kyc-onboarding/simulator";
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
  /** Where they stand at the simulated SpherePay; left out, they have no customer there yet. */
  readonly customer?: CustomerInit;
}

/** What the application knows about everybody since they have opened their account. */
export const knownAddress = {
  line1: "Calle de Alcalá 45",
  city: "Madrid",
  postalCode: "28014",
  country: "ESP",
};

/** Everything that SpherePay may ask of an individual, and nothing of it done. */
const nothingDone: CustomerInit = {
  profiles: [
    {
      name: "kyc_profile_a",
      required: [
        ...["email_verification", "phone_verification", "residential_address"],
        ...["tax_identification_number", "identity_document", "terms_of_service"],
        ...["liveness_check", "identity_verification", "kyc_a_approval"],
      ],
    },
  ],
};

const kinds: readonly Kind[] = [
  {
    id: "lena",
    name: "Lena Fischer",
    about: "Individual, nothing done yet",
    email: "lena.fischer@example.com",
    flow: "api",
    customer: nothingDone,
  },
  {
    id: "ana",
    name: "Ana Souza",
    about: "Individual, some of it done",
    email: "ana.souza@example.com",
    flow: "api",
    customer: { preset: "individual" },
  },
  {
    id: "brightwater",
    name: "Brightwater Ltd",
    about: "Business",
    email: "finance@brightwater.example.com",
    flow: "api",
    customer: { preset: "business" },
  },
  {
    id: "iris",
    name: "Iris Lindqvist",
    about: "Individual with two profiles",
    email: "iris.lindqvist@example.com",
    flow: "api",
    customer: { preset: "two-profiles" },
  },
  {
    id: "noor",
    name: "Noor Haddad",
    about: "Link-created: the partner’s page collects everything",
    email: "noor.haddad@example.com",
    flow: "hosted",
    customer: { preset: "link-created" },
  },
  {
    id: "tomas",
    name: "Tomás Rey",
    about: "Has not begun: no SpherePay id yet",
    email: "tomas.rey@example.com",
    flow: "api",
  },
];

/** The six people of the simulated demo. */
export function createSimulatedPeople(simulator: Simulator): People {
  const begin = ({ customer, email }: Kind) =>
    customer ? simulator.createCustomer({ ...customer, email }) : null;
  const people = createPeople(
    kinds.map((kind) => {
      const { customer: _, ...person } = kind;
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
