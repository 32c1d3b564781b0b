import { expect } from "@open-wc/testing";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { text, textStart } from "../fixtures/texts.js";

const ownItems = ["terms_of_service", "identity_document", "liveness_check"];

function completeOwnItems({ simulator, customerId }: Stage): void {
  for (const name of ownItems) simulator.complete(customerId, name);
}

async function leaveAndComeBack(stage: Stage, atTheProvider: () => void): Promise<void> {
  await until(() => stage.environment.navigations.length === 1);
  atTheProvider();
  stage.environment.tell("hidden");
  stage.environment.tell("restored");
}

describe("the journey under each of SpherePay's releases", () => {
  it("2026-05: the submit returns the link", async () => {
    const stage = aStage();
    await until(() => stage.element.status === "incomplete");
    completeOwnItems(stage);
    stage.element.refresh();
    await stage.shows(text("text.ready"));
    stage.click(text("action.submit"));
    await leaveAndComeBack(stage, () => stage.simulator.finishProvider(stage.customerId));
    await until(() => stage.element.status === "pending");
    stage.simulator.approve(stage.customerId);
    stage.element.refresh();
    await until(() => stage.element.status === "approved");
  });

  it("2026-07: a link-created customer goes to the hosted page, and a 28-day link fires no timer", async () => {
    const stage = aStage({
      customer: { preset: "link-created" },
      simulator: { release: "2026-07" },
      handler: { release: "2026-07" },
    });
    await stage.shows(text("text.hosted"));
    stage.click(text("action.submit"));
    await leaveAndComeBack(stage, () => {});
    await stage.shows(textStart("text.began"));
    expect(stage.text()).to.not.contain(text("note.link_expired"));
    await stage.environment.advance(60_000);
    expect(stage.environment.navigations).to.have.length(1);
    stage.simulator.finishProvider(stage.customerId);
    stage.element.refresh();
    await until(() => stage.element.status === "pending");
    stage.simulator.approve(stage.customerId);
    stage.element.refresh();
    await until(() => stage.element.status === "approved");
  });

  it("2025-12: the submit returns no link, and nothing offers to continue", async () => {
    const stage = aStage({
      simulator: { release: "2025-12" },
      handler: { release: "2025-12" },
    });
    await until(() => stage.element.status === "incomplete");
    completeOwnItems(stage);
    stage.element.refresh();
    await stage.shows(text("text.ready"));
    stage.click(text("action.submit"));
    await until(() => stage.element.status === "pending");
    await stage.shows(text("heading.pending"));
    expect(stage.environment.navigations).to.have.length(0);
    expect(stage.text()).to.not.contain(text("action.continue"));
    stage.simulator.approve(stage.customerId);
    stage.element.refresh();
    await until(() => stage.element.status === "approved");
  });
});

describe("where SpherePay's documentation disagrees", () => {
  it("a strict gate that names nothing: the element says so, and there is no submit until the list changes", async () => {
    const stage = aStage({
      customer: { preset: "ready" },
      simulator: { gate: "strict", namesMissing: false },
    });
    await stage.shows(text("text.ready"));
    stage.click(text("action.submit"));
    await stage.shows(text("problem.outstanding"));
    await stage.shows(text("left.off"));
    expect(() => stage.button(text("action.submit"))).to.throw("no button");
    expect(stage.environment.navigations).to.have.length(0);
  });

  it("a gate of spherepay-steps: leads to the provider", async () => {
    const stage = aStage({
      customer: { preset: "ready" },
      simulator: { gate: "spherepay-steps" },
    });
    await stage.shows(text("text.ready"));
    stage.click(text("action.submit"));
    await until(() => stage.environment.navigations.length === 1);
  });

  /** Ready on screen, while SpherePay has just put something on the list again. */
  async function aLateStage(gate: "spherepay-steps" | "none"): Promise<Stage> {
    const stage = aStage({ customer: { preset: "ready" }, simulator: { gate } });
    await stage.shows(text("text.ready"));
    stage.simulator.require(stage.customerId, "identity_document");
    stage.click(text("action.submit"));
    return stage;
  }

  it("no gate: leads to the provider with an item open, which is what the return shows", async () => {
    const stage = await aLateStage("none");
    await leaveAndComeBack(stage, () => {});
    await stage.shows(textStart("text.began"));
    expect(stage.text())
      .to.contain(text("progress", { done: 6, total: 7 }))
      .and.to.contain(`${text("requirement.identity_document")} ${text("state.required")}`);
    expect(() => stage.button(text("action.submit"))).to.throw("no button");
    expect(stage.environment.navigations).to.have.length(1);
  });

  it("the usual gate keeps the same customer here, and shows the item: the control", async () => {
    const stage = await aLateStage("spherepay-steps");
    await stage.shows(text("progress", { done: 6, total: 7 }));
    const requests = stage.simulator.calls.filter(({ path }) => path.endsWith("/kyc-link"));
    expect(requests.map(({ status }) => status)).to.deep.equal([422]);
    expect(stage.environment.navigations).to.have.length(0);
  });

  for (const authFailure of [401, 403] as const) {
    it(`a refused key of ${authFailure}: is a problem of the site, never the customer's session`, async () => {
      const stage = aStage({
        simulator: { authFailure },
        handler: { apiKey: "sk_test_wrong_0123456789" },
      });
      await stage.shows(text("problem.site"));
      expect(stage.text()).to.not.contain(text("problem.sign_in"));
    });
  }

  for (const mintWhilePending of [true, false]) {
    it(`continuing while in review is ${mintWhilePending ? "possible" : "refused"}: ${mintWhilePending ? "leaves" : "hides the button"}`, async () => {
      const stage = aStage({ customer: { preset: "ready" }, simulator: { mintWhilePending } });
      stage.simulator.setStatus(stage.customerId, "pending");
      await stage.shows(text("action.continue"));
      stage.click(text("action.continue"));
      if (mintWhilePending) {
        await until(() => stage.environment.navigations.length === 1);
      } else {
        await stage.shows(text("problem.wrong_state"));
        await until(() => !stage.text().includes(text("action.continue")));
      }
    });
  }

  for (const newLinkKillsOld of [true, false]) {
    it(`a new link ${newLinkKillsOld ? "ends" : "keeps"} the old one: the next click works either way`, async () => {
      const stage = aStage({ customer: { preset: "ready" }, simulator: { newLinkKillsOld } });
      await stage.shows(text("text.ready"));
      stage.click(text("action.submit"));
      await leaveAndComeBack(stage, () => stage.simulator.clock.advance(11_000));
      await stage.shows(textStart("text.began"));
      stage.click(text("action.submit"));
      await until(() => stage.environment.navigations.length === 2);
      const [first, second] = stage.environment.navigations.map(({ href }) => href);
      expect(second).to.not.equal(first);
      const page = await stage.simulator.providerPage(new Request(String(second)));
      expect(page.status).to.equal(200);
    });
  }

  for (const idempotencyReuse of ["error", "ignored"] as const) {
    it(`a key used twice is ${idempotencyReuse}: two clicks never send one to SpherePay`, async () => {
      const stage = aStage({ customer: { preset: "ready" }, simulator: { idempotencyReuse } });
      for (const navigations of [1, 2]) {
        await stage.shows(text("action.submit"));
        stage.click(text("action.submit"));
        await until(() => stage.environment.navigations.length === navigations);
        stage.environment.tell("hidden");
        stage.environment.tell("restored");
        await stage.shows(textStart("text.began"));
      }
      expect(stage.simulator.calls.every(({ idempotencyKey }) => !idempotencyKey)).to.equal(true);
    });
  }

  for (const criterionErrorText of ["detail", "message"] as const) {
    it(`an error's text as ${criterionErrorText}: is shown at its item`, async () => {
      const stage = aStage({
        simulator: { criterionErrorText },
        handler: { includeErrorDetail: true },
      });
      stage.simulator.fail(stage.customerId, "identity_document", "The photo is not sharp.");
      stage.element.refresh();
      await stage.shows("The photo is not sharp.");
    });
  }
});
