import { expect } from "@open-wc/testing";
import {
  aCustomer,
  aGate,
  aLink,
  aScriptedHost,
  aToken,
  json,
  problem,
} from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aStage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";

const customer = aCustomer();

describe("a page that gives new functions of the same each time it draws itself", () => {
  it("does not disturb a press, and the newest one is asked for the next session", async () => {
    const asked: string[] = [];
    const own = (name: string) => async () => {
      asked.push(name);
      return { token: aToken, customer };
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
    expect(asked).to.deep.equal(["first"]);

    stage.host.answers = {
      customer: () => (asked.length === 1 ? problem(401, "session_invalid") : undefined),
    };
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await until(() => asked.length === 2);
    expect(asked).to.deep.equal(["first", "second"]);
  });

  it("does not turn in circles when it draws itself anew at every event", async () => {
    let sessions = 0;
    const stage = aStage({
      network: aScriptedHost().network,
      prepare: (element) => {
        const own = () => async () => {
          sessions++;
          return { token: aToken, customer };
        };
        element.fetchSession = own();
        element.addEventListener("sphere-kyc-ready", () => {
          element.fetchSession = own();
        });
      },
    });
    await stage.shows("One last step");
    await rest();
    expect(sessions).to.equal(1);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });

  it("begins anew when there is none any more, or one at last", async () => {
    const stage = await aScriptedStage();
    stage.element.fetchSession = async () => ({ token: aToken });
    await until(() => stage.sent.length === 2);
    await stage.shows("One last step");
    stage.element.fetchSession = undefined;
    await until(() => stage.sent.length === 3);
    expect(stage.paths()).to.deep.equal(["POST session", "GET customer", "POST session"]);
  });

  it("has the next request by the newest fetch, or by the browser's again", async () => {
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

  it("has the customer sent by the newest openLink", async () => {
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

  it("has its newest words shown", async () => {
    const stage = await aScriptedStage();
    stage.element.messages = { "text.ready": "Go on." };
    await stage.shows("Go on.");
  });
});

describe("sphere-kyc-ready", () => {
  it("comes when status, customer and requirements can be read", async () => {
    const read: unknown[] = [];
    const stage = aStage({
      network: aScriptedHost().network,
      prepare: (element) =>
        element.addEventListener("sphere-kyc-ready", () => {
          read.push(element.status, element.customer?.id, element.requirements.length);
          element.updateComplete.then(() =>
            read.push(element.shadowRoot?.querySelector("h2")?.textContent),
          );
        }),
    });
    await stage.shows("One last step");
    expect(read).to.deep.equal(["incomplete", "customer_a", 2, "Verify your identity"]);
  });

  it("comes though what would draw the answer cannot be loaded: a site may rely on it", async () => {
    const approved = aCustomer({
      verificationProfiles: [{ name: "kyc_profile_a", status: "approved" }],
    });
    const stage = aStage({
      network: aScriptedHost(approved).network,
      loadRest: () => Promise.reject(new TypeError("network")),
    });
    await stage.shows("Try again");
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
    expect(stage.element.status).to.equal("approved");
  });
});
