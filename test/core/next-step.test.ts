import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checklist, type Item } from "../../src/core/checklist.js";
import type { Customer } from "../../src/core/customer.js";
import { nextStep } from "../../src/core/next-step.js";
import { aCustomer, aProfile } from "./builders.js";

const own = ["identity_verification", "kyc_a_approval"];
const anyItem = () => true;
const withAction = ({ action }: Item) => action !== undefined;

type Lists = Parameters<typeof aProfile>[1];
const listed = (lists: Lists, fields: Partial<Customer> = {}) =>
  aCustomer({ verificationProfiles: [aProfile("incomplete", lists)], ...fields });

const page = { kind: "page", href: "/x" } as const;

interface Row {
  readonly when: string;
  readonly customer: Customer;
  readonly canOpen?: (item: Item) => boolean;
  readonly next: string;
}

const table: readonly Row[] = [
  {
    when: "several items are left: the first in reading order",
    customer: listed({ required: ["liveness_check", "terms_of_service", ...own] }),
    next: "item terms_of_service",
  },
  {
    when: "one was refused: before those to do",
    customer: listed({
      required: ["terms_of_service", ...own],
      errors: [{ name: "identity_document" }],
    }),
    next: "item identity_document",
  },
  {
    when: "one was refused, and the customer may submit all the same",
    customer: listed({ required: own, errors: [{ name: "identity_document" }] }),
    next: "item identity_document",
  },
  {
    when: "one that was refused cannot be opened, and the customer may submit",
    customer: listed({ required: own, errors: [{ name: "identity_document" }] }),
    canOpen: withAction,
    next: "submit",
  },
  {
    when: "the first cannot be opened: the first that can",
    customer: listed(
      { required: ["terms_of_service", "identity_document", ...own] },
      { actions: { identity_document: page } },
    ),
    canOpen: withAction,
    next: "item identity_document",
  },
  {
    when: "one that was refused cannot be opened, and another can",
    customer: listed(
      { required: ["terms_of_service", ...own], errors: [{ name: "identity_document" }] },
      { actions: { terms_of_service: page } },
    ),
    canOpen: withAction,
    next: "item terms_of_service",
  },
  {
    when: "nothing can be opened: the first is where help is",
    customer: listed({ required: ["moon_permit", "terms_of_service", ...own] }),
    canOpen: withAction,
    next: "stuck terms_of_service",
  },
  {
    when: "the terms stand beside the profiles",
    customer: listed({ required: own }, { tosStatus: "incomplete" }),
    next: "item terms_of_service",
  },
  { when: "only SpherePay's steps are left", customer: listed({ required: own }), next: "submit" },
  {
    when: "some are in review and SpherePay's steps are left",
    customer: listed({ pending: ["identity_document"], required: own }),
    next: "submit",
  },
  {
    when: "all are in review, and nothing else is asked for",
    customer: listed({ pending: ["identity_document"], required: [] }),
    next: "none",
  },
  {
    when: "SpherePay refuses a step of its own",
    customer: listed({ required: [], errors: [{ name: "identity_verification" }] }),
    next: "none",
  },
  {
    when: "the customer was created by link",
    customer: listed({ required: ["identity_document"] }, { flow: "hosted" }),
    canOpen: withAction,
    next: "submit",
  },
  {
    when: "a later profile has what was refused",
    customer: aCustomer({
      verificationProfiles: [
        aProfile("incomplete", { required: ["terms_of_service", ...own] }),
        {
          ...aProfile("incomplete", { errors: [{ name: "identity_document" }], required: own }),
          name: "kyc_profile_b",
        },
      ],
    }),
    next: "item identity_document",
  },
  {
    when: "a profile in review still lists something to do: it is not asked for",
    customer: aCustomer({
      verificationProfiles: [
        aProfile("pending", { required: ["liveness_check"] }),
        { ...aProfile("incomplete", { required: own }), name: "kyc_profile_b" },
      ],
    }),
    next: "submit",
  },
];

describe("the next step", () => {
  for (const { when, customer, canOpen = anyItem, next } of table) {
    it(`is ${next} when ${when}`, () => {
      const found = nextStep(checklist(customer), canOpen);
      assert.equal("item" in found ? `${found.kind} ${found.item.name}` : found.kind, next);
    });
  }

  it("is an item of the checklist itself, so that no row repeats it", () => {
    const list = checklist(listed({ required: ["terms_of_service", ...own] }));
    const found = nextStep(list, anyItem);
    assert.ok("item" in found && list.profiles[0]?.items.includes(found.item));
  });
});

describe("how long it takes", () => {
  const minutes: readonly (readonly [string, Lists, number | undefined])[] = [
    ["what is to do", { required: ["terms_of_service", "identity_document", ...own] }, 3],
    ["what was refused too", { errors: [{ name: "identity_document" }], required: own }, 2],
    [
      "not what is done or in review",
      {
        complete: ["terms_of_service"],
        pending: ["identity_document"],
        required: ["liveness_check"],
      },
      1,
    ],
    [
      "nothing with a name that nobody knows",
      { required: ["terms_of_service", "moon"] },
      undefined,
    ],
    [
      "nothing with a report of the site's own",
      { required: ["liveness_report_document"] },
      undefined,
    ],
    ["nothing where nothing is left", { complete: ["terms_of_service"], required: own }, undefined],
    ["nothing with a name of an object's own", { required: ["constructor"] }, undefined],
  ];
  for (const [what, lists, expected] of minutes) {
    it(`counts ${what}`, () => {
      assert.equal(checklist(listed(lists)).minutesLeft, expected);
    });
  }

  it("counts a requirement of several profiles once", () => {
    const customer = aCustomer({
      verificationProfiles: ["a", "b"].map((name) => ({
        ...aProfile("incomplete", { required: ["identity_document", ...own] }),
        name,
      })),
    });
    assert.equal(checklist(customer).minutesLeft, 2);
  });
});
