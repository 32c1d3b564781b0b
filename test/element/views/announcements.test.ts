import { expect } from "@open-wc/testing";
import { messages as ar } from "../../../src/locales/ar.js";
import { noNetwork, silence } from "../fixtures/answers.js";
import { watched } from "../fixtures/observers.js";
import { aStage, until } from "../fixtures/stage.js";
import { aLeftStage, aReadyStage, open, submitText } from "../fixtures/stages.js";
import { progressText, text } from "../fixtures/texts.js";

const heading = text("heading.incomplete.individual");

describe("the live region", () => {
  it("is one, is there before anything is said, and says nothing while loading", async () => {
    const { element, shows } = aStage({ network: silence });
    await shows(text("heading.loading"));

    const regions = element.shadowRoot?.querySelectorAll(
      "[role=status], [role=alert], [aria-live]",
    );
    expect(regions).to.have.length(1);
    expect(regions?.[0]?.textContent).to.equal("");
  });

  it("says each change of the screen once", async () => {
    const { element, environment, simulator, customerId, announced, shows } = await aLeftStage();
    const region = element.shadowRoot?.querySelector("[role=status]");
    const log = watched(element, () => region?.textContent ?? "");

    simulator.finishProvider(customerId);
    environment.tell("hidden");
    environment.tell("restored");
    await shows(text("heading.pending"));
    await until(() => !announced().includes(text("note.checking")));
    simulator.approve(customerId);
    element.refresh();
    await shows(text("heading.approved"));

    const texts = log.stop();
    expect(texts).to.deep.equal([
      `${heading} ${text("note.checking")}`,
      `${text("heading.pending")} ${text("note.back")} ${text("note.done", { names: text("requirement.identity_verification") })}`,
      text("heading.approved"),
    ]);
  });

  it("says nothing when nothing has changed", async () => {
    const { element, announced, sent } = await aReadyStage();
    const log = watched(element, announced);
    const before = sent.length;

    element.refresh();
    await until(() => sent.length > before);
    await element.updateComplete;

    expect(log.stop()).to.deep.equal([]);
  });

  it("says that a link is requested, and then that it is opened", async () => {
    const { element, announced, click } = await aReadyStage();
    const log = watched(element, announced);

    click(submitText);
    await until(() => announced().includes(text("leaving")));

    expect(log.stop()).to.deep.equal([
      `${heading} ${text("busy.asking")}`,
      `${heading} ${text("busy.leaving")} ${text("leaving")}`,
    ]);
  });

  it("says once what was done elsewhere meanwhile", async () => {
    const { element, simulator, customerId, announced, shows, atRest } = await open({}, heading);
    await atRest();
    const log = watched(element, announced);

    simulator.complete(customerId, "terms_of_service");
    element.refresh();
    await shows(progressText(5, 7));
    await atRest();

    expect(log.stop()).to.deep.equal([
      `${heading} ${text("note.done", { names: text("requirement.terms_of_service") })}`,
    ]);
  });

  it("says a problem once, and not again while it lasts", async () => {
    const stage = await aReadyStage();
    await stage.atRest();
    const log = watched(stage.element, stage.announced);

    stage.network = noNetwork;
    for (let turn = 0; turn < 3; turn++) {
      stage.element.refresh();
      await stage.shows(text("problem.unreached"));
      await stage.atRest();
    }

    expect(log.stop()).to.deep.equal([
      `${heading} ${text("problem.unreached")} ${text("note.latest")}`,
    ]);
  });

  it("says everything once in another language when that is chosen", async () => {
    const { element, announced, atRest } = await aReadyStage();
    await atRest();
    const log = watched(element, announced);

    element.locale = "ar";
    await until(() => element.shadowRoot?.querySelector("section")?.dir === "rtl");

    expect(log.stop()).to.deep.equal([ar["heading.incomplete.individual"]]);
  });
});
