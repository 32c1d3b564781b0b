import { expect } from "@open-wc/testing";
import type { Rest } from "../../../src/element/rest-controller.js";
import { messages as en } from "../../../src/locales/en.js";
import { aGate, aScriptedHost } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { submitText } from "../fixtures/stages.js";

const minute = 60_000;
const theRest = (): Promise<Rest> => import("../../../src/element/rest.js");

/** A person who has pressed before the second part is there; a test decides what becomes of it. */
async function aPressedStage() {
  let gate = aGate<Promise<Rest>>();
  const load = async () => gate.wait();
  const stage = aStage({ network: aScriptedHost().network, loadRest: load });
  await stage.shows("One last step");
  await until(() => gate.reached());
  stage.click(submitText);
  const arrives = async () => {
    gate.open(theRest());
    await until(() => stage.element.rest);
    await stage.atRest();
  };
  const fails = async () => {
    const broken = gate;
    gate = aGate<Promise<Rest>>();
    broken.open(Promise.reject(new TypeError("network")));
    await stage.shows(en["problem.unloaded"]);
    await rest();
  };
  return { stage, arrives, fails };
}

const asked = (stage: Stage) => stage.paths().filter((path) => path === "POST submit").length;

describe("a press before the second part is there", () => {
  it("is granted as soon as it comes", async () => {
    const { stage, arrives } = await aPressedStage();
    await arrives();
    await until(() => stage.environment.navigations.length === 1);
  });

  const later: Readonly<Record<string, (stage: Stage) => unknown>> = {
    "the network's return": ({ environment }) => environment.tell("online"),
    "the return to the page": ({ environment }) => {
      environment.setVisible(false);
      environment.setVisible(true);
    },
    "a timer": ({ environment }) => environment.advance(minute),
    "a press on Try again": (stage) => stage.click("Try again"),
    "refresh()": ({ element }) => element.refresh(),
  };
  for (const [name, deed] of Object.entries(later)) {
    it(`that it could not be fetched for is over: ${name} submits nothing`, async () => {
      const { stage, arrives, fails } = await aPressedStage();
      await fails();
      await deed(stage);
      await rest();
      await stage.environment.advance(20 * minute);
      await arrives();
      await stage.environment.advance(2 * minute);
      expect(asked(stage)).to.equal(0);
      expect(stage.environment.navigations).to.deep.equal([]);

      stage.element.refresh();
      await arrives();
      stage.click(submitText);
      await until(() => stage.environment.navigations.length === 1);
      expect(asked(stage)).to.equal(1);
    });
  }

  it("is over when the page is left, also by Back and Forward", async () => {
    const { stage, arrives } = await aPressedStage();
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await arrives();
    expect(asked(stage)).to.equal(0);
    expect(stage.paths()).to.deep.equal(["POST session", "GET customer"]);
  });

  it("is over when the element is removed, and nothing of its life is left", async () => {
    const { stage, arrives } = await aPressedStage();
    stage.remove();
    await rest();
    expect(stage.environment.live).to.deep.equal({ timers: 0, listeners: 0 });
    expect(stage.element.customer).to.equal(null);

    document.body.append(stage.element);
    await stage.shows("One last step");
    await arrives();
    expect(asked(stage)).to.equal(0);
    stage.remove();
  });
});
