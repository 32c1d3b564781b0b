import { expect } from "@open-wc/testing";
import { type ProblemCode, problems } from "../../../src/core/problem.js";
import { SphereKycProblemEvent } from "../../../src/element/events.js";
import { problemWords } from "../../../src/element/i18n/problem-words.js";
import type { MessageKey } from "../../../src/locales/messages.js";
import {
  type Answers,
  aLink,
  aScriptedHost,
  json,
  noNetwork,
  problem,
  silence,
} from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text, textStart } from "../fixtures/texts.js";

const codes = Object.keys(problems) as ProblemCode[];
const onTheWire = codes.filter((code) => problems[code].status > 0);

/** The text of a problem at the start, where that is more than the sentence of the problem. */
const startScreens: Partial<Record<ProblemCode, MessageKey>> = {
  customer_not_found: "text.not_started",
  login_required: "problem.sign_in",
  session_invalid: "text.session_ended",
  session_failed: "text.session_ended",
};

/** The key of the sentence that tells a customer about a problem. */
const problemText = (code: ProblemCode): MessageKey => `problem.${problemWords[code]}`;

const problemEvents = ({ events }: Stage) =>
  events.filter((event) => event instanceof SphereKycProblemEvent);

/** Everything that can be clicked now, and the slot for the page's own way. */
const waysForward = ({ element }: Stage) =>
  element.shadowRoot?.querySelectorAll(
    "button:not([aria-disabled=true]), a[href], slot[name=not-started]",
  ) ?? [];

/** Lets time pass until the quiet retries are over and the problem is reported. */
async function untilReported(code: string, stage: Stage): Promise<void> {
  await rest();
  for (let turn = 0; turn < 6 && !problemEvents(stage).length; turn++) {
    await stage.environment.advance(11_000);
  }
  await until(
    () => problemEvents(stage).some((event) => event.code === code),
    () => `a problem event "${code}" among ${stage.eventTypes()}`,
  );
  await rest();
}

describe("a problem of the start", () => {
  for (const code of onTheWire) {
    it(`is shown, reported by one event, and ends when the host recovers: ${code}`, async () => {
      const host = aScriptedHost(undefined, {
        session: () => problem(problems[code].status, code, { correlationId: "ref-1" }),
      });
      const stage = aStage({ network: host.network });
      // At the session route every 401 means the login.
      const shown: ProblemCode = code === "session_invalid" ? "login_required" : code;

      await untilReported(shown, stage);
      await stage.element.updateComplete;
      expect(stage.text()).to.contain(text(startScreens[shown] ?? problemText(shown)));
      expect(stage.text().includes("ref-1")).to.equal(!(shown in startScreens));
      expect(problemEvents(stage).map((event) => [event.code, event.correlationId])).to.deep.equal([
        [shown, "ref-1"],
      ]);
      expect(stage.element.customer).to.equal(null);
      expect(waysForward(stage).length).to.be.greaterThan(0);

      host.answers = {};
      stage.element.shadowRoot?.querySelector("button")?.click();
      await stage.shows(text("text.ready"));
      expect(stage.eventTypes()).to.deep.equal(["problem", "ready"]);
    });
  }

  const own: readonly [ProblemCode, Answers, tries: number][] = [
    ["offline", { session: noNetwork }, 4],
    ["host_unreachable", { session: noNetwork }, 4],
    ["timeout", { session: silence }, 2],
    ["answer_unreadable", { session: () => new Response("<h1>Oops</h1>") }, 4],
  ];
  for (const [code, answers, tries] of own) {
    it(`is recognised without an answer that names it: ${code}`, async () => {
      const host = aScriptedHost(undefined, answers);
      const stage = aStage({ network: host.network });
      stage.environment.online = code !== "offline";

      await untilReported(code, stage);
      await stage.shows(text(problemText(code)));
      expect(stage.sent).to.have.length(tries);
      expect(waysForward(stage)).to.have.length(1);

      host.answers = {};
      stage.click(text("action.retry"));
      await stage.shows(text("text.ready"));
    });
  }

  for (const [code, isShown] of [
    ["rate_limited", true],
    ["forbidden", false],
  ] as const) {
    it(`says until when to wait only if the host asked for it: ${code}`, async () => {
      const session = () => problem(problems[code].status, code);
      const stage = aStage({ network: aScriptedHost(undefined, { session }).network });
      await untilReported(code, stage);
      await stage.shows(text(problemText(code)));
      expect(stage.text().includes(textStart("note.paused"))).to.equal(isShown);
    });
  }

  it("is tried again after a minute, without a click", async () => {
    const host = aScriptedHost(undefined, { session: noNetwork });
    const stage = aStage({ network: host.network });
    await untilReported("host_unreachable", stage);

    host.answers = {};
    await stage.environment.advance(76_000);
    await stage.shows(text("text.ready"));
  });
});

/** A customer who was ready and has clicked on submit. */
async function submitted(answers: Answers): Promise<Stage> {
  const stage = await aScriptedStage({}, answers);
  stage.click(submitText);
  return stage;
}

/** The codes of an ended session: it is renewed once, and a refusal after that ends it. */
const sessionCodes: readonly ProblemCode[] = ["login_required", "session_invalid"];

describe("a problem of the submit", () => {
  for (const code of onTheWire.filter((each) => !sessionCodes.includes(each))) {
    it(`is shown beside the list, which stays, and there is a way forward: ${code}`, async () => {
      const stage = await submitted({
        submit: () => problem(problems[code].status, code, { correlationId: "ref-2" }),
      });
      await stage.shows(text(problemText(code)));
      await stage.atRest();

      expect(stage.text())
        .to.contain(text("heading.incomplete.individual"))
        .and.to.contain("ref-2");
      expect(stage.announced()).to.contain(text(problemText(code)));
      expect(problemEvents(stage).map((event) => [event.code, event.correlationId])).to.deep.equal([
        [code, "ref-2"],
      ]);
      expect(stage.environment.navigations).to.deep.equal([]);
      expect(stage.button(text("action.check")).getAttribute("aria-disabled")).to.equal(null);
      expect(stage.element.status).to.equal("incomplete");
    });
  }

  for (const code of sessionCodes) {
    it(`ends the session when a renewal does not help: ${code}`, async () => {
      const stage = await submitted({ submit: () => problem(401, code) });
      await stage.shows(text(code === "login_required" ? "problem.sign_in" : "text.session_ended"));

      const { paths, element } = stage;
      expect(paths().slice(1)).to.deep.equal([
        "POST submit",
        "POST session",
        "GET customer",
        "POST submit",
      ]);
      expect(element.customer).to.equal(null);
      expect(waysForward(stage)).to.have.length(1);
      expect(problemEvents(stage).map((event) => event.code)).to.deep.equal([code]);
    });
  }

  const own: readonly [ProblemCode, Answers][] = [
    ["offline", { submit: noNetwork }],
    ["host_unreachable", { submit: noNetwork }],
    ["timeout", { submit: silence }],
    ["answer_unreadable", { submit: () => json(201, { link: 4 }) }],
    ["link_expired", { submit: () => json(201, aLink(undefined, { expiresInSeconds: 0 })) }],
    ["link_refused", { submit: () => json(201, aLink("https://evil.example/")) }],
  ];
  for (const [code, answers] of own) {
    it(`is recognised without an answer that names it: ${code}`, async () => {
      const stage = await submitted(answers);
      stage.environment.online = code !== "offline";
      await untilReported(code, stage);

      expect(stage.text()).to.contain(text(problemText(code)));
      expect(stage.environment.navigations).to.deep.equal([]);
      expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal(null);
    });
  }

  it("shows nothing of the text that the host sent", async () => {
    const stage = await submitted({
      submit: () => problem(503, "no_such_code", { detail: "Marisol's secret" }),
    });
    await stage.shows(text("problem.unanswered"));

    expect(stage.text()).not.to.contain("Marisol").and.not.to.contain("nobody may see");
  });
});
