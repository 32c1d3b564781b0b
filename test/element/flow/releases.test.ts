import { expect } from "@open-wc/testing";
import { aStage, type Stage, until } from "../fixtures/stage.js";

const ownItems = ["terms_of_service", "identity_document", "liveness_check"];

function completeOwnItems({ simulator, customerId }: Stage): void {
  for (const name of ownItems) simulator.complete(customerId, name);
}

async function leaveAndComeBack(stage: Stage, deed: () => void): Promise<void> {
  await until(() => stage.environment.navigations.length === 1);
  deed();
  stage.environment.tell("hidden");
  stage.environment.tell("restored");
}

describe("the journey under each of SpherePay's releases", () => {
  it("2026-05: the submit answers the link", async () => {
    const stage = aStage();
    await until(() => stage.element.status === "incomplete");
    completeOwnItems(stage);
    stage.element.refresh();
    await until(() => stage.text().includes("One last step"));
    stage.click("Continue to verification");
    await leaveAndComeBack(stage, () => stage.simulator.finishProvider(stage.customerId));
    await until(() => stage.element.status === "pending");
    stage.simulator.approve(stage.customerId);
    stage.element.refresh();
    await until(() => stage.element.status === "approved");
    stage.remove();
  });

  it("2026-07: a link-created customer goes to the hosted page, and a 28-day link fires no timer", async () => {
    const stage = aStage({
      customer: { preset: "link-created" },
      simulator: { release: "2026-07" },
      handler: { release: "2026-07" },
    });
    await until(() => stage.text().includes("One secure page guides you"));
    stage.click("Continue to verification");
    await leaveAndComeBack(stage, () => {});
    await until(() => stage.text().includes("You began on"));
    expect(stage.text()).to.not.contain("expired");
    await stage.environment.advance(60_000);
    expect(stage.environment.navigations).to.have.length(1);
    stage.simulator.finishProvider(stage.customerId);
    stage.element.refresh();
    await until(() => stage.element.status === "pending");
    stage.simulator.approve(stage.customerId);
    stage.element.refresh();
    await until(() => stage.element.status === "approved");
    stage.remove();
  });

  it("2025-12: the submit answers nothing to visit, and nothing offers to go on", async () => {
    const stage = aStage({
      simulator: { release: "2025-12" },
      handler: { release: "2025-12" },
    });
    await until(() => stage.element.status === "incomplete");
    completeOwnItems(stage);
    stage.element.refresh();
    await until(() => stage.text().includes("One last step"));
    stage.click("Continue to verification");
    await until(() => stage.element.status === "pending");
    await until(() => stage.text().includes("We are reviewing your details"));
    expect(stage.environment.navigations).to.have.length(0);
    expect(stage.text()).to.not.contain("Continue verification");
    stage.simulator.approve(stage.customerId);
    stage.element.refresh();
    await until(() => stage.element.status === "approved");
    stage.remove();
  });
});

describe("where SpherePay's pages disagree", () => {
  it("a strict gate that names nothing: says so, and the submit stays off until something changes", async () => {
    const stage = aStage({
      customer: { preset: "ready" },
      simulator: { gate: "strict", namesMissing: false },
    });
    await until(() => stage.text().includes("One last step"));
    stage.click("Continue to verification");
    await until(() => stage.text().includes("Something is still missing"));
    await until(() => stage.text().includes("as soon as something changes here"));
    expect(stage.button("Continue to verification").ariaDisabled).to.equal("true");
    expect(stage.environment.navigations).to.have.length(0);
    stage.remove();
  });

  it("a gate of spherepay-steps: leads to the provider", async () => {
    const stage = aStage({
      customer: { preset: "ready" },
      simulator: { gate: "spherepay-steps" },
    });
    await until(() => stage.text().includes("One last step"));
    stage.click("Continue to verification");
    await until(() => stage.environment.navigations.length === 1);
    stage.remove();
  });

  /** Ready on screen, while SpherePay has just put something on the list again. */
  async function aLateStage(gate: "spherepay-steps" | "none"): Promise<Stage> {
    const stage = aStage({ customer: { preset: "ready" }, simulator: { gate } });
    await until(() => stage.text().includes("One last step"));
    stage.simulator.require(stage.customerId, "identity_document");
    stage.click("Continue to verification");
    return stage;
  }

  it("no gate: leads to the provider with an item open, which is what the return shows", async () => {
    const stage = await aLateStage("none");
    await leaveAndComeBack(stage, () => {});
    await stage.shows("You began on");
    expect(stage.text()).to.contain("6 of 7 done").and.to.contain("Identity document To do");
    expect(stage.button("Continue to verification").ariaDisabled).to.equal("true");
    expect(stage.environment.navigations).to.have.length(1);
    stage.remove();
  });

  it("the usual gate keeps the same customer here, and shows the item: the control", async () => {
    const stage = await aLateStage("spherepay-steps");
    await until(() => stage.text().includes("6 of 7 done"));
    const asked = stage.simulator.calls.filter(({ path }) => path.endsWith("/kyc-link"));
    expect(asked.map(({ status }) => status)).to.deep.equal([422]);
    expect(stage.environment.navigations).to.have.length(0);
    stage.remove();
  });

  for (const authFailure of [401, 403] as const) {
    it(`a refused key of ${authFailure}: is the site's trouble, never the customer's session`, async () => {
      const stage = aStage({
        simulator: { authFailure },
        handler: { apiKey: "sk_test_wrong_0123456789" },
      });
      await until(() => stage.text().includes("Something on this site is not working"));
      expect(stage.text()).to.not.contain("sign in");
      stage.remove();
    });
  }

  for (const mintWhilePending of [true, false]) {
    it(`continuing while in review is ${mintWhilePending ? "possible" : "refused"}: ${mintWhilePending ? "leaves" : "hides the button"}`, async () => {
      const stage = aStage({ customer: { preset: "ready" }, simulator: { mintWhilePending } });
      stage.simulator.setStatus(stage.customerId, "pending");
      await until(() => stage.text().includes("Continue verification"));
      stage.click("Continue verification");
      if (mintWhilePending) {
        await until(() => stage.environment.navigations.length === 1);
      } else {
        await until(() => stage.text().includes("not possible right now"));
        await until(() => !stage.text().includes("Continue verification"));
      }
      stage.remove();
    });
  }

  for (const newLinkKillsOld of [true, false]) {
    it(`a new link ${newLinkKillsOld ? "kills" : "leaves"} the old one: the next press works either way`, async () => {
      const stage = aStage({ customer: { preset: "ready" }, simulator: { newLinkKillsOld } });
      await until(() => stage.text().includes("One last step"));
      stage.click("Continue to verification");
      await leaveAndComeBack(stage, () => stage.simulator.clock.advance(11_000));
      await until(() => stage.text().includes("You began on"));
      stage.click("Continue to verification");
      await until(() => stage.environment.navigations.length === 2);
      const [first, second] = stage.environment.navigations.map(({ href }) => href);
      expect(second).to.not.equal(first);
      const page = await stage.simulator.providerPage(new Request(String(second)));
      expect(page.status).to.equal(200);
      stage.remove();
    });
  }

  for (const idempotencyReuse of ["error", "ignored"] as const) {
    it(`a key used twice is ${idempotencyReuse}: two presses never reach SpherePay with one`, async () => {
      const stage = aStage({ customer: { preset: "ready" }, simulator: { idempotencyReuse } });
      for (const navigations of [1, 2]) {
        await until(() => stage.text().includes("Continue to verification"));
        stage.click("Continue to verification");
        await until(() => stage.environment.navigations.length === navigations);
        stage.environment.tell("hidden");
        stage.environment.tell("restored");
        await until(() => stage.text().includes("You began on"));
      }
      expect(stage.simulator.calls.every(({ idempotencyKey }) => !idempotencyKey)).to.equal(true);
      stage.remove();
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
      await until(() => stage.text().includes("The photo is not sharp."));
      stage.remove();
    });
  }
});
