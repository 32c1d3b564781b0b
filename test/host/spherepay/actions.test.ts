import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCustomer } from "../../../src/core/customer.js";
import { type ActionSettings, createActions } from "../../../src/host/spherepay/actions.js";
import { aCustomer } from "../scripted-upstream.js";

const settings: ActionSettings = {
  release: "2026-05",
  requirementLinks: ["terms_of_service", "liveness_check"],
  pages: {},
  steps: new Map(),
};
const anyActions = createActions(settings);

const asking = (lists: object, customer: object = {}) =>
  readCustomer({
    ...aCustomer,
    verificationProfiles: [{ name: "kyc_profile_a", status: "incomplete", ...lists }],
    ...customer,
  });
const both = { required: ["terms_of_service", "liveness_check", "identity_document"] };
const link = { kind: "link" };

const lists = { complete: [], pending: [], required: [], errors: [] };
const profiles: readonly [what: string, profile: object, offered: boolean][] = [
  ["incomplete", { status: "incomplete", ...lists, required: ["identity_verification"] }, false],
  ["approved", { status: "approved", ...lists, required: ["identity_verification"] }, false],
  ["rejected", { status: "rejected" }, false],
  ["pending, required", { status: "pending", ...lists, required: ["identity_verification"] }, true],
  ["pending, held", { status: "pending", ...lists, pending: ["identity_verification"] }, true],
  [
    "pending, failed though complete",
    {
      status: "pending",
      ...lists,
      complete: ["identity_verification"],
      errors: [{ name: "identity_verification" }],
    },
    true,
  ],
  [
    "pending, complete",
    { status: "pending", ...lists, complete: ["identity_verification"] },
    false,
  ],
  ["pending, unnamed", { status: "pending", ...lists }, true],
  ["pending, no lists", { status: "pending" }, true],
];
describe("the actions of a customer", () => {
  for (const [what, profile, offered] of profiles) {
    it(`continuing is ${offered ? "" : "not "}offered while ${what}`, () => {
      const customer = readCustomer({
        ...aCustomer,
        verificationProfiles: [{ name: "kyc_profile_a", ...profile }],
      });

      assert.deepEqual(
        anyActions.of(customer, "api"),
        offered ? { identity_verification: { kind: "link" } } : undefined,
      );
    });
  }

  it("terms and face check are links; other requirements have no action", () => {
    assert.deepEqual(anyActions.of(asking(both), "api"), {
      terms_of_service: link,
      liveness_check: link,
    });
  });

  const places: readonly [where: string, customer: object, offered: boolean][] = [
    ["required", { required: ["terms_of_service"] }, true],
    ["errors", { errors: [{ name: "terms_of_service" }] }, true],
    [
      "errors though complete",
      { complete: ["terms_of_service"], errors: [{ name: "terms_of_service" }] },
      true,
    ],
    ["complete", { complete: ["terms_of_service"] }, false],
    ["pending", { pending: ["terms_of_service"] }, false],
  ];
  for (const [where, customer, offered] of places) {
    it(`a name in ${where} ${offered ? "has its" : "has no"} action`, () => {
      const actions = anyActions.of(asking(customer), "api");

      assert.deepEqual(actions, offered ? { terms_of_service: link } : undefined);
    });
  }

  for (const [tosStatus, offered] of [
    ["incomplete", true],
    ["surprising", true],
    ["pending", false],
    ["approved", false],
    [undefined, false],
  ] as const) {
    it(`terms that only tosStatus = ${tosStatus} asks for ${offered ? "are" : "are not"} offered`, () => {
      const actions = anyActions.of(asking({ required: ["email_address"] }, { tosStatus }), "api");

      assert.deepEqual(actions, offered ? { terms_of_service: link } : undefined);
    });
  }

  it("a business gets the terms and no face check", () => {
    const business = asking(both, { type: "business" });

    assert.deepEqual(anyActions.of(business, "api"), { terms_of_service: link });
  });

  it("links that the host does not choose are not offered", () => {
    const actions = createActions({ ...settings, requirementLinks: ["liveness_check"] });

    assert.deepEqual(actions.of(asking(both), "api"), { liveness_check: link });
    assert.equal(actions.hasLink("terms_of_service", "api"), false);
    assert.equal(actions.hasLink("liveness_check", "api"), true);
  });

  it("a host's page is offered for outstanding requirements, and replaces a link", () => {
    const pages = { terms_of_service: "/terms", identity_document: "/upload", tax: "/tax" };
    const actions = createActions({ ...settings, pages });

    assert.deepEqual(actions.of(asking(both), "api"), {
      terms_of_service: { kind: "page", href: "/terms" },
      liveness_check: link,
      identity_document: { kind: "page", href: "/upload" },
    });
    assert.equal(actions.hasLink("terms_of_service", "api"), false);
  });

  it("a host's page is offered to a business too", () => {
    const actions = createActions({ ...settings, pages: { liveness_check: "/face" } });

    assert.deepEqual(actions.of(asking(both, { type: "business" }), "api"), {
      terms_of_service: link,
      liveness_check: { kind: "page", href: "/face" },
    });
  });

  it("the hosted flow offers only the way back to the provider", () => {
    const actions = createActions({ ...settings, pages: { identity_document: "/upload" } });
    const customer = asking(both, { tosStatus: "incomplete" });
    const inReview = asking({ ...both, status: "pending" }, { tosStatus: "incomplete" });

    assert.equal(actions.of(customer, "hosted"), undefined);
    assert.deepEqual(actions.of(inReview, "hosted"), { identity_verification: link });
    assert.equal(actions.hasLink("terms_of_service", "hosted"), false);
    assert.equal(actions.hasLink("identity_verification", "hosted"), true);
  });

  it("release 2025-12 has no way back to the provider, and has the other links", () => {
    const actions = createActions({ ...settings, release: "2025-12" });

    assert.deepEqual(actions.of(asking({ ...both, status: "pending" }), "api"), {
      terms_of_service: link,
      liveness_check: link,
    });
    assert.equal(actions.hasLink("identity_verification", "api"), false);
  });

  it("names of object members have no action", () => {
    const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];

    assert.equal(anyActions.of(asking({ required: names }), "api"), undefined);
    for (const name of names) assert.equal(anyActions.hasLink(name, "api"), false);
  });
});
