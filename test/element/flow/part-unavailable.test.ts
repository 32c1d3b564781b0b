import { expect } from "@open-wc/testing";
import { aGate } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { type Stage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const minute = 60_000;

const fails = () => Promise.reject(new TypeError("network"));

/** A customer whose language cannot be loaded: English has taken its place. */
const anEnglishStage = () =>
  aScriptedStage({
    loader: fails,
    prepare: (element) => {
      element.locale = "es";
    },
  });

/** A customer who has asked for a QR code while its library could not be loaded. */
async function aStageWithoutQrLibrary() {
  const stage = await aScriptedStage({ loader: fails });
  stage.click(text("qr.open"));
  await stage.shows(text("problem.unloaded"));
  await stage.atRest();
  return stage;
}

const problemCodes = ({ events }: Pick<Stage, "events">) =>
  events.flatMap((event) => (event.type === "sphere-kyc-problem" ? Object.entries(event) : []));

describe("a language that cannot be loaded", () => {
  it("leaves the page its ready event and the status, and the customer English", async () => {
    const stage = await anEnglishStage();
    expect(stage.element.status).to.equal("incomplete");
    expect(stage.element.shadowRoot?.querySelector("section")?.lang).to.equal("en");

    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
    expect([...stage.eventTypes()].sort()).to.deep.equal(["leave", "problem", "ready"]);
  });

  it("is reported by one event and one line in the console, however long it is missing", async () => {
    const stage = await anEnglishStage();
    await stage.environment.advance(5 * minute);
    for (let turn = 0; turn < 3; turn++) {
      stage.element.requestUpdate();
      await stage.element.updateComplete;
    }
    expect(problemCodes(stage)).to.deep.include(["code", "part_unavailable"]);
    expect(stage.eventTypes().filter((type) => type === "problem")).to.have.length(1);
    expect(stage.environment.warnings).to.deep.equal(["<sphere-kyc-onboarding> part_unavailable"]);
  });

  it("is loaded by the next refresh", async () => {
    const stage = await anEnglishStage();
    stage.environment.loader = (part) => part();
    stage.element.refresh();
    await until(() => stage.element.shadowRoot?.querySelector("section")?.lang === "es");
    expect(stage.environment.warnings).to.have.length(1);
  });
});

describe("a QR library that cannot be loaded", () => {
  it("is reported by one event and one line in the console", async () => {
    const stage = await aStageWithoutQrLibrary();
    expect(problemCodes(stage)).to.deep.include(["code", "part_unavailable"]);
    expect(stage.eventTypes()).to.deep.equal(["ready", "problem"]);
    expect(stage.environment.warnings).to.deep.equal(["<sphere-kyc-onboarding> part_unavailable"]);
  });

  const later: Readonly<Record<string, (stage: Stage) => unknown>> = {
    "the network's return": ({ environment }) => environment.tell("online"),
    "the return to the page": ({ environment }) => {
      environment.setVisible(false);
      environment.setVisible(true);
    },
    "a timer": ({ environment }) => environment.advance(minute),
    "a click on Try again": (stage) => stage.click(text("action.retry")),
    "refresh()": ({ element }) => element.refresh(),
  };
  for (const [name, action] of Object.entries(later)) {
    it(`costs no second link: ${name} submits nothing`, async () => {
      const stage = await aStageWithoutQrLibrary();
      stage.environment.loader = (part) => part();
      await action(stage);
      await stage.atRest();
      await stage.environment.advance(2 * minute);
      expect(stage.submits()).to.have.length(1);
      expect(stage.environment.navigations).to.deep.equal([]);

      stage.click(submitText);
      await until(() => stage.environment.navigations.length === 1);
      expect(stage.submits()).to.have.length(2);
    });
  }

  it("draws nothing when it comes after the page was left, also by Back and Forward", async () => {
    const gate = aGate<void>();
    const stage = await aScriptedStage({ loader: (part) => gate.wait().then(part) });
    stage.click(text("qr.open"));
    await until(gate.reached);
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    gate.open();
    await stage.atRest();
    expect(stage.element.shadowRoot?.querySelector("svg.code")).to.equal(null);
    expect(stage.environment.navigations).to.deep.equal([]);
  });

  it("draws nothing when it comes after the element was removed, which leaves nothing behind", async () => {
    const gate = aGate<void>();
    const stage = await aScriptedStage({ loader: (part) => gate.wait().then(part) });
    stage.click(text("qr.open"));
    await until(gate.reached);
    stage.remove();
    await rest();
    gate.open();
    await stage.atRest();
    // The library itself comes from the network, in its own time.
    await until(() => stage.environment.live.timers === 0);
    expect(stage.environment.live).to.deep.equal({ timers: 0, listeners: 0 });
    expect(stage.element.customer).to.equal(null);
    expect(stage.element.shadowRoot?.querySelector("svg.code")).to.equal(null);

    document.body.append(stage.element);
    await stage.shows(text("text.ready"));
    expect(stage.submits()).to.have.length(1);
  });
});
