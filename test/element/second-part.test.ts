import { expect } from "@open-wc/testing";
import { patienceMs } from "../../src/element/i18n/words-controller.js";
import { messages as en } from "../../src/locales/en.js";
import { aCustomer, aGate, aProfile, aScriptedHost, aToken, problem } from "./fixtures/answers.js";
import { rest } from "./fixtures/hand-environment.js";
import { aStage, type Stage, type StageOptions, until } from "./fixtures/stage.js";
import { submitText } from "./fixtures/stages.js";

type Rest = typeof import("../../src/element/rest.js");
const theRest = (): Promise<Rest> => import("../../src/element/rest.js");
const pending = aCustomer({ verificationProfiles: [aProfile("pending")] });

/** A second part that a test lets fail, or keeps waiting. */
function aStageWithout(options: StageOptions & { readonly fails: boolean }) {
  const gate = aGate<Rest>();
  const log = { asked: 0, reloads: 0, isBroken: options.fails };
  const stage = aStage({
    network: aScriptedHost().network,
    loadRest: () => {
      log.asked++;
      if (log.isBroken) return Promise.reject(new TypeError("network"));
      return options.fails ? theRest() : gate.wait();
    },
    reload: () => log.reloads++,
    ...options,
  });
  return { stage, log, gate };
}

/** The buttons about parts that are missing. */
const offers = (stage: Stage) =>
  [...(stage.element.shadowRoot?.querySelectorAll("button") ?? [])]
    .map(({ textContent }) => textContent?.trim())
    .filter((label) => label === en["action.retry"] || label === en["action.reload"]);

describe("a second part that a browser does not fetch again", () => {
  it("is one press on Reload the page away, after a press on Try again", async () => {
    const { stage, log } = aStageWithout({ fails: true });
    await until(() => offers(stage)[0] === en["action.retry"]);
    stage.press("Try again");
    await until(() => offers(stage)[0] === en["action.reload"]);
    await rest();
    expect([log.asked, log.reloads, offers(stage).length]).to.deep.equal([2, 0, 1]);
    await expect(stage.element).to.be.accessible();

    stage.press("Reload the page");
    expect(log.reloads).to.equal(1);
  });

  it("never reloads by itself, and comes by itself where it can", async () => {
    const { stage, log } = aStageWithout({ fails: true });
    await until(() => offers(stage).length);
    for (let turn = 0; turn < 3; turn++) {
      stage.element.refresh();
      stage.environment.tell("online");
      await rest();
    }
    expect(offers(stage)).to.deep.equal([en["action.reload"]]);
    expect(log.reloads).to.equal(0);

    log.isBroken = false;
    stage.environment.tell("online");
    await until(() => stage.element.rest);
    await stage.element.updateComplete;
    expect(offers(stage)).to.deep.equal([]);
  });

  it("speaks the language of the page about it", async () => {
    const { stage } = aStageWithout({
      fails: true,
      prepare: (element) => {
        element.locale = "de";
      },
    });
    await stage.shows("Erneut versuchen");
    stage.press("Erneut versuchen");
    await stage.shows("Seite neu laden");
  });
});

describe("a second part that takes too long", () => {
  for (const [name, options] of Object.entries<StageOptions>({
    "an outcome": { network: aScriptedHost(pending).network },
    "a refused session": {
      network: aScriptedHost(undefined, { session: () => problem(403, "forbidden") }).network,
    },
    "a session of the page's own": {
      prepare: (element) => {
        element.fetchSession = async () => ({ token: aToken, customer: pending });
      },
    },
    "a press": {},
  })) {
    it(`is said to be missing, with a button, and is used when it comes after all: ${name}`, async () => {
      const { stage, log, gate } = aStageWithout({ fails: false, ...options });
      await until(gate.reached);
      if (name === "a press") {
        await stage.shows(submitText);
        stage.press(submitText);
      }
      await stage.environment.advance(patienceMs - 1);
      expect(offers(stage)).to.deep.equal([]);
      await stage.environment.advance(1);
      await until(() => offers(stage)[0] === en["action.reload"]);

      gate.open(await theRest());
      await until(() => stage.element.rest);
      await stage.element.updateComplete;
      expect(stage.text()).not.to.contain(en["action.reload"]);
      await stage.atRest();
      // Nobody waits for it any more.
      expect(stage.paths()).not.to.include("POST submit");
      expect(log.reloads).to.equal(0);
    });
  }

  it("is loaded once more at most, however late the first comes", async () => {
    const { stage, log, gate } = aStageWithout({ fails: false });
    await until(gate.reached);
    await stage.environment.advance(patienceMs);
    await until(() => offers(stage).length);
    stage.element.refresh();
    await rest();
    expect(log.asked).to.equal(2);
    gate.open(await theRest());
    await until(() => stage.element.rest);
    stage.element.refresh();
    await stage.atRest();
    expect(log.asked).to.equal(2);
    expect(await stage.element.needRest()).to.equal(stage.element.rest);
  });
});

describe("a problem while the second part is missing", () => {
  const wrong: StageOptions["prepare"] = (element) => {
    element.endpoint = "http://elsewhere.example/kyc";
  };

  it("is told to the page and its developer as soon as it is there", async () => {
    const { stage, log } = aStageWithout({ fails: true, prepare: wrong });
    await until(() => offers(stage).length);
    expect(stage.events).to.deep.equal([]);

    log.isBroken = false;
    stage.press("Try again");
    await stage.shows(en["problem.site"]);
    expect(stage.eventTypes()).to.deep.equal(["problem"]);
    expect(stage.environment.complaints.join()).to.contain("endpoint: expected a path");
  });

  it("is not told any more when it is over", async () => {
    const { stage, log } = aStageWithout({ fails: true, prepare: wrong });
    await until(() => offers(stage).length);
    stage.element.endpoint = "/kyc";
    await stage.shows("One last step");
    expect(stage.eventTypes()).to.deep.equal(["ready"]);

    log.isBroken = false;
    stage.element.refresh();
    await until(() => stage.element.rest);
    await stage.atRest();
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
    expect(stage.environment.complaints).to.deep.equal([]);
  });
});
