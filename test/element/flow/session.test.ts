import { expect } from "@open-wc/testing";
import { messages as en } from "../../../src/locales/en.js";
import { aCustomer, aScriptedHost, aToken, json, problem } from "../fixtures/answers.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { aReadyStage, submitText } from "../fixtures/stages.js";

const elevenMinutes = 11 * 60_000;

type Own = (request: { readonly signal: AbortSignal; readonly reason: string }) => unknown;

const withSession = (own: Own, network: Stage["network"] = aScriptedHost().network) =>
  aStage({
    network,
    prepare: (element) => {
      element.fetchSession = async (request) => own(request);
    },
  });

describe("the session", () => {
  it("brings the customer along: one request before the first checklist", async () => {
    const stage = await aReadyStage();

    expect(stage.paths()).to.deep.equal(["POST session"]);
    const [first] = stage.sent;
    expect(first?.request.credentials).to.equal("include");
    expect(first?.request.headers.get("Authorization")).to.equal(null);
    expect(first?.request.redirect).to.equal("manual");
    expect(first?.request.cache).to.equal("no-store");
  });

  it("is followed by a reading when it comes without the customer", async () => {
    const host = aScriptedHost(undefined, { session: () => json(201, { token: aToken }) });
    const stage = aStage({ network: host.network });
    await stage.shows("One last step");

    expect(stage.paths()).to.deep.equal(["POST session", "GET customer"]);
    const { request } = stage.sent[1] ?? {};
    expect(request?.headers.get("Authorization")).to.equal(`Bearer ${aToken}`);
    expect(request?.credentials).to.equal("omit");
  });

  it("is renewed once when it has ended, and the reading is repeated", async () => {
    const stage = await aReadyStage();

    stage.simulator.clock.advance(elevenMinutes);
    stage.element.refresh();
    await until(() => stage.sent.length === 4);
    await stage.atRest();

    expect(stage.paths().slice(1)).to.deep.equal(["GET customer", "POST session", "GET customer"]);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });

  it("is renewed under a submit, which is repeated with the same key", async () => {
    const stage = await aReadyStage();

    stage.simulator.clock.advance(elevenMinutes);
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);

    expect(stage.paths().slice(1)).to.deep.equal([
      "POST submit",
      "POST session",
      "GET customer",
      "POST submit",
    ]);
    const keys = stage.sent.flatMap(({ key }) => key ?? []);
    expect(keys).to.deep.equal(["key-1", "key-1"]);
  });

  it("of another customer repeats nothing, and nothing of the old one stays", async () => {
    const stage = await aReadyStage();
    const { element, simulator, login } = stage;
    const old = stage.customerId;

    login.id = simulator.createCustomer({ preset: "business" });
    simulator.clock.advance(elevenMinutes);
    stage.click(submitText);
    await stage.shows("You are signed in with a different account");
    await stage.atRest();

    expect(stage.paths().filter((path) => path === "POST submit")).to.have.length(1);
    expect(stage.environment.navigations).to.deep.equal([]);
    expect(element.customer?.id).to.equal(login.id);
    expect(stage.text()).to.contain("Verify your business").and.not.to.contain("Home address");
    expect(JSON.stringify(element.customer)).not.to.contain(old);
    expect(stage.eventTypes()).to.deep.equal(["ready", "ready"]);
  });

  it("that cannot be renewed ends, drops the customer, and comes back with one press", async () => {
    const stage = await aReadyStage();
    const id = stage.login.id;

    stage.login.id = null;
    stage.simulator.clock.advance(elevenMinutes);
    stage.element.refresh();
    await stage.shows(en["heading.sign_in"]);
    await stage.environment.advance(120_000);

    expect(stage.paths().slice(1)).to.deep.equal(["GET customer", "POST session"]);
    expect(stage.element.customer).to.equal(null);
    expect(stage.element.requirements).to.deep.equal([]);
    expect(stage.element.status).to.equal(null);

    stage.login.id = id;
    stage.click(en["action.sign_in"]);
    await stage.shows("One last step");
  });

  it("that is refused again right after its renewal ends without a loop", async () => {
    const host = aScriptedHost();
    const stage = aStage({ network: host.network });
    await stage.shows("One last step");
    await stage.atRest();

    host.answers = { customer: () => problem(401, "session_invalid") };
    stage.element.refresh();
    await stage.shows(en["heading.sign_in"]);
    await stage.environment.advance(120_000);

    expect(stage.paths().slice(1)).to.deep.equal(["GET customer", "POST session", "GET customer"]);
  });
});

describe("the page's own session", () => {
  it("replaces the host's, and is told why it is asked", async () => {
    const reasons: unknown[] = [];
    const host = aScriptedHost();
    const stage = withSession(({ reason, signal }) => {
      reasons.push(reason, signal instanceof AbortSignal);
      return { token: aToken, customer: aCustomer() };
    }, host.network);
    await stage.shows("One last step");
    await stage.atRest();
    expect(stage.sent).to.deep.equal([]);
    expect(reasons).to.deep.equal(["start", true]);

    let refusals = 1;
    host.answers = {
      customer: () => (refusals-- > 0 ? problem(401, "session_invalid") : undefined),
    };
    stage.element.refresh();
    await until(() => stage.sent.length === 2);
    await stage.atRest();
    expect(reasons).to.deep.equal(["start", true, "renew", true]);
    expect(stage.element.status).to.equal("incomplete");
  });

  const refusals: Readonly<Record<string, () => unknown>> = {
    rejects: () => Promise.reject(new Error("not logged in")),
    throws: () => {
      throw new Error("not logged in");
    },
  };
  for (const [how, refusal] of Object.entries(refusals)) {
    it(`asks to sign in when it ${how}, and one press tries again`, async () => {
      let refuses = true;
      const stage = withSession(() =>
        refuses ? refusal() : { token: aToken, customer: aCustomer() },
      );
      await stage.shows(en["heading.session_ended"]);
      expect(stage.eventTypes()).to.deep.equal(["problem"]);

      refuses = false;
      stage.click(en["action.sign_in"]);
      await stage.shows("One last step");
    });
  }

  it("has ten seconds: then its signal is aborted and the customer is told", async () => {
    const signals: AbortSignal[] = [];
    const stage = withSession(({ signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    await until(() => signals.length === 1);
    await stage.environment.advance(9_999);
    expect(signals[0]?.aborted).to.equal(false);

    await stage.environment.advance(60_000);
    await stage.shows(en["problem.unanswered"]);
    expect(signals.every(({ aborted }) => aborted)).to.equal(true);
  });

  for (const junk of [undefined, null, 7, "token", {}, { token: 7 }, { token: "short" }, []]) {
    it(`is not believed when it answers ${JSON.stringify(junk)}`, async () => {
      const stage = withSession(() => junk);
      await until(() => stage.element.rest);
      for (let turn = 0; turn < 6; turn++) await stage.environment.advance(11_000);
      await stage.shows(en["problem.unreadable"]);

      expect(stage.environment.warnings).to.have.length(1);
      expect(stage.environment.warnings[0]).to.match(/token|the answer/);
    });
  }
});
