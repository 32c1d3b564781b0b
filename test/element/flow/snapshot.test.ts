import { expect } from "@open-wc/testing";
import type { SphereKycOnboarding } from "../../../src/element/sphere-kyc-onboarding.js";
import { aCustomer, aProfile } from "../fixtures/answers.js";
import { aStage } from "../fixtures/stage.js";
import { aScriptedStage } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const read = ({ customer, requirements, status }: SphereKycOnboarding) => ({
  customer,
  requirements,
  items: [...requirements],
  status,
});

function expectFrozen(value: unknown): void {
  if (!value || typeof value !== "object") return;
  expect(Object.isFrozen(value), JSON.stringify(value)).to.equal(true);
  for (const inner of Object.values(value)) expectFrozen(inner);
}

function expectSame(now: ReturnType<typeof read>, before: ReturnType<typeof read>): void {
  expect(now.customer).to.equal(before.customer);
  expect(now.requirements).to.equal(before.requirements);
  expect(now.status).to.equal(before.status);
}

const changed = aCustomer({
  verificationProfiles: [
    aProfile("incomplete", {
      required: ["identity_document"],
      errors: [{ name: "liveness_check", detail: "Too dark." }],
    }),
  ],
  actions: { identity_document: { kind: "page", href: "/documents" } },
});

describe("customer and requirements", () => {
  it("are null and an empty frozen list before the first answer", () => {
    const { element } = aStage();
    const { customer, requirements, status } = read(element);
    expect([customer, status]).to.deep.equal([null, null]);
    expect(requirements).to.deep.equal([]);
    expect(Object.isFrozen(requirements)).to.equal(true);
    expect(element.requirements).to.equal(requirements);
  });

  it("are frozen in depth", async () => {
    const stage = await aScriptedStage();
    stage.host.customer = changed;
    stage.element.refresh();
    await stage.shows(text("requirement.identity_document"));
    const { customer, requirements } = stage.element;
    expect(requirements).to.have.length(2);
    expectFrozen(customer);
    expectFrozen(requirements);
  });

  it("are the same objects after refreshes, renders and failures that change nothing", async () => {
    const stage = await aScriptedStage();
    const before = read(stage.element);
    expectSame(read(stage.element), before);

    for (let turn = 0; turn < 3; turn++) {
      stage.element.refresh();
      await stage.atRest();
      expectSame(read(stage.element), before);
    }
    stage.host.answers = { customer: () => new Response("no customer") };
    stage.element.refresh();
    await stage.atRest();
    expectSame(read(stage.element), before);
    stage.element.locale = "en-US";
    await stage.element.updateComplete;
    expectSame(read(stage.element), before);
  });

  it("are others after a change, computed once: the events and the page read the same objects", async () => {
    const stage = await aScriptedStage();
    const before = read(stage.element);
    const seen: ReturnType<typeof read>[] = [];
    stage.element.addEventListener("sphere-kyc-requirementschange", () =>
      seen.push(read(stage.element), read(stage.element)),
    );

    stage.host.customer = changed;
    stage.element.refresh();
    await stage.atRest();
    const after = read(stage.element);
    expect(after.customer).not.to.equal(before.customer);
    expect(after.requirements).not.to.equal(before.requirements);
    expect(seen).to.have.length(2);
    for (const each of seen) {
      expectSame(each, after);
      for (const [index, item] of each.items.entries()) expect(item).to.equal(after.items[index]);
    }
  });

  it("share their requirements when only the rest of the answer changes", async () => {
    const stage = await aScriptedStage();
    const before = read(stage.element);
    stage.host.customer = aCustomer({ pollAfterSeconds: 600 });
    stage.element.refresh();
    await stage.atRest();
    const after = read(stage.element);
    expect(after.customer?.pollAfterSeconds).to.equal(600);
    expect(after.customer).not.to.equal(before.customer);
    expect(after.requirements).to.equal(before.requirements);
  });
});
