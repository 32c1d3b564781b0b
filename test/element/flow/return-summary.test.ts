import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, aScriptedHost, ownSteps } from "../fixtures/answers.js";
import { aLeftStage, aScriptedStage, open } from "../fixtures/stages.js";
import { text, textStart } from "../fixtures/texts.js";

const listed = (lists: Record<string, unknown>) =>
  aCustomer({ verificationProfiles: [aProfile("incomplete", lists)] });

async function aCheckedStage(before: ReturnType<typeof listed>) {
  const host = aScriptedHost(before);
  const stage = await open({ network: host.network }, text("heading.incomplete.individual"));
  await stage.atRest();
  const load = async (customer: ReturnType<typeof listed>) => {
    host.customer = customer;
    stage.element.refresh();
    await stage.atRest();
  };
  return { stage, load };
}

describe("what changed", () => {
  it("is shown to customers who come back, on screen and to a screen reader", async () => {
    const stage = await aLeftStage();
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.shows(text("note.unchanged"));

    expect(stage.text()).to.contain(`${text("note.back")} ${text("note.unchanged")}`);
    expect(stage.announced()).to.contain(text("note.unchanged"));
  });

  it("names items in words, and marks their rows", async () => {
    const { stage, load } = await aCheckedStage(
      listed({ required: ["terms_of_service", "identity_document", ...ownSteps] }),
    );
    await load(
      listed({ complete: ["terms_of_service"], required: ["identity_document", ...ownSteps] }),
    );

    expect(stage.text()).to.contain(
      text("note.done", { names: text("requirement.terms_of_service") }),
    );
    expect(stage.text()).not.to.contain(text("note.back"));
    const fresh = [...(stage.element.shadowRoot?.querySelectorAll(".fresh b") ?? [])];
    expect(fresh.map((each) => each.textContent)).to.deep.equal([
      text("done", { count: 1 }),
      text("requirement.terms_of_service"),
    ]);
  });

  it("isolates names that it has no words for, and names five at most", async () => {
    const names = Array.from({ length: 7 }, (_, index) => `odd_${index}`);
    const { stage, load } = await aCheckedStage(listed({ required: ["odd", ...ownSteps] }));
    await load(listed({ required: ["odd", ...names, ...ownSteps] }));

    expect(stage.text()).to.contain(`${textStart("note.added")}\u2068Odd 0\u2069, `);
    expect(stage.text()).to.contain("\u2068Odd 4\u2069, and ….");
  });

  it("is shown once: a click ends it", async () => {
    const stage = await aScriptedStage();
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.shows(text("note.unchanged"));
    stage.click(text("action.submit"));
    await stage.shows(text("busy.leaving"));
    expect(stage.text()).not.to.contain(text("note.unchanged"));
  });
});
