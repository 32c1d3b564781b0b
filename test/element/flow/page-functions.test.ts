import { expect } from "@open-wc/testing";
import { aGate, aLink, aScriptedHost, aSession, json, problem } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aStage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

describe("a page that sets new functions each time it renders", () => {
  it("does not disturb a click; the newest fetchSession is called for the next session", async () => {
    const called: string[] = [];
    const own = (name: string) => async () => {
      called.push(name);
      return aSession();
    };
    const gate = aGate<Response>();
    const stage = await aScriptedStage({
      prepare: (element) => {
        element.fetchSession = own("first");
      },
    });
    stage.host.answers = { submit: gate.wait };
    stage.click(submitText);
    await until(gate.reached);

    stage.element.fetchSession = own("second");
    await stage.element.updateComplete;
    expect(stage.element.status).to.equal("incomplete");
    expect(stage.sent.at(-1)?.request.signal.aborted).to.equal(false);
    gate.open(json(201, aLink()));
    await until(() => stage.environment.navigations.length === 1);
    expect(called).to.deep.equal(["first"]);

    stage.host.answers = {
      customer: () => (called.length === 1 ? problem(401, "session_invalid") : undefined),
    };
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await until(() => called.length === 2);
    expect(called).to.deep.equal(["first", "second"]);
  });

  it("does not loop when it renders again at every event", async () => {
    let sessions = 0;
    const stage = aStage({
      network: aScriptedHost().network,
      prepare: (element) => {
        const own = () => async () => {
          sessions++;
          return aSession();
        };
        element.fetchSession = own();
        element.addEventListener("sphere-kyc-ready", () => {
          element.fetchSession = own();
        });
      },
    });
    await stage.shows(text("text.ready"));
    await rest();
    expect(sessions).to.equal(1);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });

  it("starts again when it sets its first fetchSession, and when it takes it away", async () => {
    const stage = await aScriptedStage();
    stage.element.fetchSession = async () => aSession({});
    await until(() => stage.sent.length === 2);
    await stage.shows(text("text.ready"));
    stage.element.fetchSession = undefined;
    await until(() => stage.sent.length === 3);
    expect(stage.paths()).to.deep.equal(["POST session", "GET customer", "POST session"]);
  });

  it("has the next request sent by the newest fetch", async () => {
    const stage = await aScriptedStage();
    const by: string[] = [];
    const first = stage.element.fetch;
    stage.element.fetch = async (input, init) => {
      by.push("newest");
      return first?.(input, init) ?? Response.error();
    };
    await stage.element.updateComplete;
    stage.element.refresh();
    await stage.atRest();
    expect(by).to.deep.equal(["newest"]);
    expect(stage.paths()).to.deep.equal(["POST session", "GET customer"]);
  });

  it("has the link opened by the newest openLink", async () => {
    const sentBy: string[] = [];
    const stage = await aScriptedStage({
      prepare: (element) => {
        element.openLink = () => sentBy.push("first");
      },
    });
    stage.element.openLink = () => sentBy.push("newest");
    stage.click(submitText);
    await until(() => sentBy.length);
    expect(sentBy).to.deep.equal(["newest"]);
    expect(stage.paths()).to.deep.equal(["POST session", "POST submit"]);
  });

  it("has its newest messages shown", async () => {
    const stage = await aScriptedStage();
    stage.element.messages = { "text.ready": "Go on." };
    await stage.shows("Go on.");
  });
});
