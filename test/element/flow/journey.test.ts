import { expect } from "@open-wc/testing";
import { aStage, until } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

describe("the journey in the element", () => {
  it("goes from an incomplete checklist to approved", async () => {
    const stage = aStage();
    const { element, simulator, customerId, environment } = stage;
    await until(() => element.status === "incomplete");
    await element.updateComplete;
    expect(stage.text())
      .to.contain(text("requirement.terms_of_service"))
      .and.to.contain(text("progress", { done: 4, total: 7 }));

    for (const name of ["terms_of_service", "identity_document", "liveness_check"]) {
      simulator.complete(customerId, name);
    }
    element.refresh();
    await stage.shows(text("progress", { done: 7, total: 7 }));
    stage.click(text("action.submit"));
    await until(() => environment.navigations.length === 1);
    expect(environment.navigations[0]?.href).to.match(
      /^https:\/\/in\.sumsub\.com\/websdk\/p\/sbx_/,
    );

    simulator.finishProvider(customerId);
    environment.tell("hidden");
    environment.tell("restored");
    await until(() => element.status === "pending");
    simulator.approve(customerId);
    await environment.advance(20_000);
    await until(() => element.status === "approved");
    await stage.shows(text("heading.approved"));
  });
});
