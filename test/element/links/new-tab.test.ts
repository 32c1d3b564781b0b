import { expect } from "@open-wc/testing";
import type { WaitingTab } from "../../../src/element/environment.js";
import { aGate, aLink, json, problem } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { type StageOptions, until } from "../fixtures/stage.js";
import { aLinkStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

describe("leaving in a new tab", () => {
  const inTab: StageOptions = {
    prepare: (element) => {
      element.target = "_blank";
    },
  };
  const aTab = () => {
    const tab = { closings: 0, closed: false, document, close: () => void tab.closings++ };
    return tab satisfies WaitingTab;
  };

  it("opens the tab inside the click, before any answer, and navigates in it", async () => {
    const stage = await aLinkStage(inTab);
    const gate = aGate<Response>();
    stage.host.answers = { submit: gate.wait };
    const tab = aTab();
    stage.environment.nextTab = tab;

    stage.click(submitText);
    expect(stage.environment.tabsOpened.count).to.equal(1);
    gate.open(json(201, aLink()));
    await until(() => stage.environment.navigations.length === 1);

    expect(stage.environment.navigations[0]?.tab).to.equal(tab);
    expect(tab.closings).to.equal(0);
  });

  it("closes the tab again when no link comes", async () => {
    const stage = await aLinkStage(inTab);
    stage.host.answers = { submit: () => problem(503, "upstream_failed") };
    const tab = aTab();
    stage.environment.nextTab = tab;

    stage.click(submitText);
    await stage.shows(text("problem.unanswered"));
    await rest();

    expect(tab.closings).to.equal(1);
    expect(stage.environment.navigations).to.deep.equal([]);
  });

  it("closes the tab again when the page keeps the customer, and when it is removed", async () => {
    const stage = await aLinkStage(inTab);
    const [first, second] = [aTab(), aTab()];
    stage.environment.nextTab = first;
    stage.element.addEventListener("sphere-kyc-leave", (event) => event.preventDefault());
    stage.click(submitText);
    await until(() => first.closings === 1);
    await stage.atRest();

    stage.host.answers = { submit: aGate<Response>().wait };
    stage.environment.nextTab = second;
    stage.click(submitText);
    stage.remove();
    await until(() => second.closings === 1);
  });

  it("that the browser prevents ends in a problem, and a click tries again", async () => {
    const stage = await aLinkStage(inTab);
    const { navigate } = stage.environment;
    stage.environment.navigate = () => {
      throw new DOMException("cross-origin", "SecurityError");
    };
    stage.click(submitText);
    await stage.shows(text("problem.link_refused"));
    expect(stage.text()).not.to.contain(text("busy.leaving"));

    stage.environment.navigate = navigate;
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
    await stage.environment.advance(9_999);
    await stage.shows(text("busy.leaving"));
  });

  it("stays in this tab when the browser refuses another", async () => {
    const stage = await aLinkStage(inTab);
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);

    expect(stage.environment.tabsOpened.count).to.equal(1);
    expect(stage.environment.navigations[0]?.tab).to.equal(undefined);
  });
});
