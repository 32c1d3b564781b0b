import { expect } from "@open-wc/testing";
import type { FetchSession } from "../../../src/element/ports.js";
import { aCustomer, aScriptedHost, aSession, aToken, json, problem } from "../fixtures/answers.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { aReadyStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const elevenMinutes = 11 * 60_000;

type OwnRequest = Parameters<FetchSession>[0];
type Own = (request: OwnRequest) => unknown;

const withSession = (own: Own, network: Stage["network"] = aScriptedHost().network) =>
  aStage({
    network,
    prepare: (element) => {
      // Also what a page may return against its types.
      Object.assign(element, { fetchSession: async (request: OwnRequest) => own(request) });
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

  it("is followed by a load when it comes without the customer", async () => {
    const host = aScriptedHost(undefined, { session: () => json(201, { token: aToken }) });
    const stage = aStage({ network: host.network });
    await stage.shows(text("text.ready"));

    expect(stage.paths()).to.deep.equal(["POST session", "GET customer"]);
    const { request } = stage.sent[1] ?? {};
    expect(request?.headers.get("Authorization")).to.equal(`Bearer ${aToken}`);
    expect(request?.credentials).to.equal("omit");
  });

  it("is renewed once when it has ended, and the load is repeated", async () => {
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

  it("of another customer repeats nothing, and nothing of the first customer stays", async () => {
    const stage = await aReadyStage();
    const { element, simulator, login } = stage;
    const old = stage.customerId;

    login.id = simulator.createCustomer({ preset: "business" });
    simulator.clock.advance(elevenMinutes);
    stage.click(submitText);
    await stage.shows(text("note.login_changed"));
    await stage.atRest();

    expect(stage.paths().filter((path) => path === "POST submit")).to.have.length(1);
    expect(stage.environment.navigations).to.deep.equal([]);
    expect(element.customer?.id).to.equal(login.id);
    expect(stage.text())
      .to.contain(text("heading.incomplete.business"))
      .and.not.to.contain(text("requirement.residential_address"));
    expect(JSON.stringify(element.customer)).not.to.contain(old);
    expect(stage.eventTypes()).to.deep.equal(["ready", "ready"]);
  });

  it("that cannot be renewed ends, drops the customer, and comes back with one click", async () => {
    const stage = await aReadyStage();
    const id = stage.login.id;

    stage.login.id = null;
    stage.simulator.clock.advance(elevenMinutes);
    stage.element.refresh();
    await stage.shows(text("heading.sign_in"));
    await stage.environment.advance(120_000);

    expect(stage.paths().slice(1)).to.deep.equal(["GET customer", "POST session"]);
    expect(stage.element.customer).to.equal(null);
    expect(stage.element.requirements).to.deep.equal([]);
    expect(stage.element.status).to.equal(null);

    stage.login.id = id;
    stage.click(text("action.sign_in"));
    await stage.shows(text("text.ready"));
  });

  it("that is refused again right after its renewal ends without a loop", async () => {
    const host = aScriptedHost();
    const stage = aStage({ network: host.network });
    await stage.shows(text("text.ready"));
    await stage.atRest();

    host.answers = { customer: () => problem(401, "session_invalid") };
    stage.element.refresh();
    await stage.shows(text("heading.sign_in"));
    await stage.environment.advance(120_000);

    expect(stage.paths().slice(1)).to.deep.equal(["GET customer", "POST session", "GET customer"]);
  });
});

describe("the page's own session", () => {
  it("replaces the host's, and receives the reason", async () => {
    const reasons: unknown[] = [];
    const host = aScriptedHost();
    const stage = withSession(({ reason, signal }) => {
      reasons.push(reason, signal instanceof AbortSignal);
      return aSession();
    }, host.network);
    await stage.shows(text("text.ready"));
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
    it(`asks to sign in when it ${how}, and one click tries again`, async () => {
      let refuses = true;
      const stage = withSession(() => (refuses ? refusal() : aSession()));
      await stage.shows(text("heading.session_ended"));
      expect(stage.eventTypes()).to.deep.equal(["problem"]);

      refuses = false;
      stage.click(text("action.sign_in"));
      await stage.shows(text("text.ready"));
    });
  }

  it("has ten seconds: then its signal is aborted, and after another try the problem is shown", async () => {
    const signals: AbortSignal[] = [];
    const stage = withSession(({ signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    await until(() => signals.length === 1);
    await stage.environment.advance(9_999);
    expect(signals[0]?.aborted).to.equal(false);

    await stage.environment.advance(15_000);
    await stage.shows(text("problem.unanswered"));
    expect(signals.every(({ aborted }) => aborted)).to.equal(true);
  });

  for (const junk of [undefined, null, 7, "token", {}, { token: 7 }, { token: "short" }, []]) {
    it(`is refused when it is ${JSON.stringify(junk)}`, async () => {
      const stage = withSession(() => junk);
      for (let turn = 0; turn < 6; turn++) await stage.environment.advance(11_000);
      await stage.shows(text("problem.unreadable"));

      expect(stage.environment.warnings).to.have.length(1);
      expect(stage.environment.warnings[0]).to.match(/token|the answer/);
    });
  }
});

describe("a session that says whether there are events", () => {
  for (const events of [false, true, undefined, null, "no"]) {
    const asks = events !== false;
    it(`${asks ? "leads to" : "spares"} the request for them: ${events}`, async () => {
      const host = aScriptedHost(aCustomer(), {
        session: () => json(201, { ...aSession(), events }),
      });
      const stage = aStage({ network: host.network });
      await stage.shows(text("text.ready"));
      await stage.atRest();
      stage.element.refresh();
      await stage.environment.advance(5 * 60_000);
      expect(stage.streams.length > 0).to.equal(asks);
    });
  }
});
