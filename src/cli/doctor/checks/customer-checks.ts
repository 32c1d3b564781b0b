import { type Customer, readCustomer } from "sphere-kyc-onboarding/contract";
import { described, isNotOffered } from "../backend-response.js";
import type { Responses } from "../responses.js";
import {
  advised,
  type Check,
  type CheckResult,
  failed,
  failedBy,
  needsSession,
  passed,
  skipped,
} from "./check.js";
import { unreadable } from "./session-checks.js";

/** The members that may appear. `*` matches every key; a list is checked entry by entry. */
interface Shape {
  readonly [name: string]: Shape | true;
}

const criteria: Shape = {
  complete: true,
  pending: true,
  required: true,
  errors: { name: true, detail: true, message: true },
};
const customerShape: Shape = {
  id: true,
  type: true,
  tosStatus: true,
  flow: true,
  verificationProfiles: { name: true, status: true, criteria, ...criteria },
  actions: {
    "*": {
      ...{
        kind: true,
        href: true,
        to: true,
        fields: true,
        maxBytes: true,
        taxTypes: { "*": true },
      },
      types: { type: true, sides: true, countries: true },
    },
  },
  uploads: { "*": { type: true, side: true, country: true, receivedAt: true } },
  submission: { startedAt: true, linkExpiresAt: true },
  pollAfterSeconds: true,
  keepPolling: true,
};
const sessionShape: Shape = {
  ...{ token: true, customerId: true, expiresAt: true },
  ...{ customer: customerShape, events: true, linkHosts: true },
};

const safeName = /^[A-Za-z]\w{0,39}$/;

/** Paths of members that are not on the list, or that are `null`. Never contains a value. */
function misfits(json: unknown, shape: Shape | true, at: string): string[] {
  if (json === null) return [`${at} is null`];
  if (shape === true || typeof json !== "object") return [];
  if (Array.isArray(json)) return json.flatMap((each: unknown) => misfits(each, shape, at));
  return Object.entries(json).flatMap(([name, value]) => {
    const inner = Object.hasOwn(shape, name) ? shape[name] : shape["*"];
    const path = `${at}.${safeName.test(name) ? name : "(unusual name)"}`;
    return inner === undefined ? [`${path} is not on the list`] : misfits(value, inner, path);
  });
}

/** The customer from `GET /customer`, else from the session, if it can be read. */
function customerOf({ customer, session }: Responses): Customer | undefined {
  try {
    return readCustomer(customer?.status === 200 ? customer.json : Object(session?.json).customer);
  } catch {
    return undefined;
  }
}

const withCustomer = (
  validate: (customer: Customer, responses: Responses) => CheckResult,
): Check["validate"] => {
  return (responses) => {
    const customer = customerOf(responses);
    return customer ? validate(customer, responses) : skipped("there is no readable customer");
  };
};

function isPage(href: string, base: string): boolean {
  if (!URL.canParse(href, base)) return false;
  const { protocol, origin } = new URL(href, base);
  return protocol === "https:" || origin === new URL(base).origin;
}

const isTime = (value: unknown) =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value) &&
  !Number.isNaN(Date.parse(value));

/** Members with a fixed set of values: the element ignores any other value. */
const values: readonly (readonly [
  path: string,
  of: (customer: Record<string, unknown>) => unknown,
  isKnown: (value: unknown) => boolean,
])[] = [
  ["type", ({ type }) => type, (value) => value === "individual" || value === "business"],
  ["flow", ({ flow }) => flow, (value) => value === "api" || value === "hosted"],
  ["submission.startedAt", ({ submission }) => Object(submission).startedAt, isTime],
  ["submission.linkExpiresAt", ({ submission }) => Object(submission).linkExpiresAt, isTime],
  [
    "pollAfterSeconds",
    ({ pollAfterSeconds }) => pollAfterSeconds,
    (value) => typeof value === "number" && value > 0,
  ],
  ["keepPolling", ({ keepPolling }) => keepPolling, (value) => typeof value === "boolean"],
];

/** The bodies that contain a customer. */
const customerBodies = ({ customer, session }: Responses): readonly Record<string, unknown>[] =>
  [
    customer?.status === 200 ? customer.json : undefined,
    session?.status === 201 ? Object(session.json).customer : undefined,
  ].filter((json) => json !== null && typeof json === "object");

/** What the browser receives about the customer. */
export const customerChecks: readonly Check[] = [
  {
    id: "customer-status",
    title: "GET /customer returns 200 for a valid token",
    validate({ customer }) {
      if (!customer) return skipped(needsSession);
      return customer.status === 200
        ? passed
        : failed(described(customer), "Return 200 with the customer of the token.");
    },
  },
  {
    id: "customer-schema",
    title: "The customer can be read",
    validate({ customer }) {
      if (customer?.status !== 200) return skipped(needsSession);
      try {
        readCustomer(customer.json);
        return passed;
      } catch (error) {
        return failed(unreadable(error), "See the schema `Customer` in openapi.yaml.");
      }
    },
  },
  {
    id: "customer-fields",
    title: "Customer and session contain only the listed members, none of them null",
    validate({ customer, session }) {
      if (customer?.status !== 200 && session?.status !== 201) return skipped(needsSession);
      const found = [
        ...(customer?.status === 200 ? misfits(customer.json, customerShape, "customer") : []),
        ...(session?.status === 201 ? misfits(session.json, sessionShape, "session") : []),
      ];
      return failedBy(
        found,
        "Copy the listed members by name; never pass SpherePay's response on. It contains personal data and gains members over time. Leave out what is empty.",
      );
    },
  },
  {
    id: "customer-values",
    title: "The customer's types, flows and times are values that the element knows",
    validate(responses) {
      const bodies = customerBodies(responses);
      if (bodies.length === 0) return skipped(needsSession);
      const wrong = values.filter(([, of, isKnown]) =>
        bodies.some((body) => {
          const value = of(body) ?? undefined;
          return value !== undefined && !isKnown(value);
        }),
      );
      return failedBy(
        wrong.map(([path]) => `customer.${path}`),
        "`type` is individual or business, `flow` api or hosted, times are ISO 8601 UTC (2026-01-31T12:00:00Z), `pollAfterSeconds` is a number above 0, `keepPolling` true or false. The element silently ignores anything else.",
      );
    },
  },
  {
    id: "customer-same",
    title: "POST /session names the customer, and GET /customer returns the same one",
    validate({ customer, session, options, anonymous }) {
      if (options.token !== undefined && isNotOffered(anonymous)) return passed;
      if (session?.status !== 201) return skipped(needsSession);
      const { customerId, customer: first } = Object(session.json);
      const read = customer?.status === 200 ? Object(customer.json).id : undefined;
      const ids = [customerId, Object(first).id, read].filter((id) => id !== undefined);
      if (new Set(ids).size > 1) {
        return failed(
          "the ids differ",
          "Take `customerId` and both customers from the same login, and look for a cache in between: the element shows none of them.",
        );
      }
      return customerId === undefined
        ? advised(
            "the session does not say whom it is about",
            "Return `customerId` with the token: an answer about anybody else, such as one that a cache kept, is then never shown.",
          )
        : passed;
    },
  },
  {
    id: "free-text",
    title: "SpherePay's free text about errors stays at the host",
    validate: withCustomer(({ verificationProfiles }) =>
      verificationProfiles.some(({ criteria }) => criteria?.errors.some(({ detail }) => detail))
        ? advised(
            "errors carry `detail` or `message`",
            "It may contain personal data. Keep it if you accept that: customers then read what to fix.",
          )
        : passed,
    ),
  },
  {
    id: "actions",
    title:
      "Every action is a link, a page of this origin or https, or a step that the element knows",
    validate: withCustomer(({ actions }, { endpoint, customer, session }) => {
      const source = customer?.status === 200 ? customer.json : Object(session?.json).customer;
      const names = Object.keys(Object(Object(source).actions));
      const wrong = names.filter((name) => {
        const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
        return !action || (action.kind === "page" && !isPage(action.href, endpoint));
      });
      return failedBy(
        wrong.map((name) => `the action of ${safeName.test(name) ? name : "an unusual name"}`),
        'Return {"kind": "link"}, {"kind": "page", "href": a path of your origin or an https: address}, or a step as in openapi.yaml: "code", "document", "fields".',
      );
    }),
  },
];
