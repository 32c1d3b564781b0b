import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import {
  aCustomer,
  aGate,
  aLink,
  aProfile,
  aScriptedHost,
  json,
  noNetwork,
  problem,
} from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { until } from "../fixtures/stage.js";
import { aReadyStage, aScriptedStage, submitText } from "../fixtures/stages.js";
import { progressText, text, textStart } from "../fixtures/texts.js";

describe("a submit", () => {
  it("is one request, however often the button is clicked in one moment", async () => {
    const { button, environment, submits, atRest } = await aScriptedStage();

    for (let click = 0; click < 50; click++) button(submitText).click();
    await until(() => environment.navigations.length > 0);
    await atRest();

    expect(submits()).to.have.length(1);
    expect(environment.navigations).to.have.length(1);
  });

  it("is two requests for two clicks with time between: the control of the test above", async () => {
    const stage = await aScriptedStage({}, { submit: () => problem(503, "upstream_failed") });

    for (let click = 1; click <= 2; click++) {
      stage.click(submitText);
      await until(() => stage.submits().length === click);
      await stage.atRest();
    }

    expect(stage.submits().map(({ key }) => key)).to.deep.equal(["key-1", "key-2"]);
  });

  it("is one request for Enter and click together", async () => {
    const gate = aGate<Response>();
    const { button, submits, element } = await aScriptedStage({}, { submit: gate.wait });
    const own = button(submitText);
    own.focus();

    await sendKeys({ press: "Enter" });
    own.click();
    await until(gate.reached);
    await sendKeys({ press: "Enter" });
    await rest();

    expect(submits()).to.have.length(1);
    expect(element.shadowRoot?.activeElement).to.equal(own);
  });

  it("keeps the focus on its button, which says that it is busy and is not disabled", async () => {
    const gate = aGate<Response>();
    const { button, element, shows, submits } = await aScriptedStage({}, { submit: gate.wait });
    const own = button(submitText);
    own.focus();

    own.click();
    await shows(text("busy.asking"));
    for (let click = 0; click < 10; click++) own.click();
    await rest();

    expect(own.getAttribute("aria-disabled")).to.equal("true");
    expect(own.hasAttribute("disabled")).to.equal(false);
    expect(own.textContent?.trim()).to.equal(text("busy.asking"));
    expect(element.shadowRoot?.activeElement).to.equal(own);
    expect(submits()).to.have.length(1);
  });

  it("that SpherePay refuses by name shows what is missing now", async () => {
    const stage = await aReadyStage();

    stage.simulator.require(stage.customerId, "identity_document");
    stage.click(submitText);
    await stage.shows(progressText(6, 7));
    await stage.atRest();

    expect(stage.paths().slice(1)).to.deep.equal(["POST submit", "GET customer"]);
    expect(() => stage.button(submitText)).to.throw("no button");
    expect(stage.eventTypes()).to.deep.equal(["ready", "problem", "requirementschange"]);
  });

  it("that is refused by the name of an item points at that item", async () => {
    const stage = await aReadyStage();
    const required = ["identity_document", "liveness_check"];
    const hosted = aCustomer({
      flow: "hosted",
      verificationProfiles: [aProfile("incomplete", { required })],
    });
    const errors = [{ pointer: "/liveness_check" }];
    stage.network = aScriptedHost(hosted, {
      submit: () => problem(422, "requirements_outstanding", { errors }),
    }).network;
    stage.element.endpoint = "/hosted";
    await stage.shows(text("text.hosted"));

    stage.click(submitText);
    await stage.shows(text("problem.outstanding"));
    await stage.atRest();

    const marked = stage.element.shadowRoot?.querySelectorAll("li.row > svg.fail") ?? [];
    const names = [...marked].map((each) => each.parentElement?.querySelector("b")?.textContent);
    expect(names).to.deep.equal([text("requirement.liveness_check")]);
    expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal(null);
  });

  it("that is refused without a name is gone until the checklist changes", async () => {
    const stage = await aReadyStage({ simulator: { gate: "strict", namesMissing: false } });

    stage.click(submitText);
    await stage.shows(text("left.off"));
    await stage.atRest();
    stage.element.refresh();
    await stage.atRest();
    expect(() => stage.button(submitText)).to.throw("no button");
    expect(stage.text()).to.contain(text("reference"));

    stage.simulator.hold(stage.customerId, "identity_document");
    stage.element.refresh();
    await until(() => !stage.text().includes(text("left.off")));
    expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal(null);
  });

  it("without an answer is sent once more, with the same key, and then reported", async () => {
    const { click, submits, shows, environment } = await aScriptedStage({}, { submit: noNetwork });

    click(submitText);
    await shows(text("problem.unreached"));
    await environment.advance(5_000);

    expect(submits().map(({ key }) => key)).to.deep.equal(["key-1", "key-1"]);
  });

  it("whose first answer is lost leaves with the second", async () => {
    let lost = 1;
    const stage = await aScriptedStage(
      {},
      {
        submit: () => (lost-- > 0 ? noNetwork() : json(201, aLink())),
      },
    );

    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);

    expect(stage.submits().map(({ key }) => key)).to.deep.equal(["key-1", "key-1"]);
    expect(stage.eventTypes()).to.deep.equal(["ready", "leave"]);
  });

  it("whose link arrives expired is sent twice more, each time with a new key", async () => {
    const stage = await aReadyStage();
    stage.simulator.setTtl(0);
    stage.click(submitText);
    await stage.shows(text("problem.link_expired"));

    const keys = stage.sent.flatMap(({ key }) => key ?? []);
    expect(new Set(keys).size).to.equal(3);
    expect(keys).to.have.length(3);
    expect(stage.environment.navigations).to.deep.equal([]);
  });

  it("whose second link is valid leaves with it", async () => {
    let expired = 1;
    const stage = await aScriptedStage(
      {},
      {
        submit: () => json(201, aLink(undefined, { expiresInSeconds: expired-- > 0 ? 0 : 60 })),
      },
    );

    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
    expect(stage.submits()).to.have.length(2);
  });
});

describe("a submit that has to wait", () => {
  const nowHeader = "Sat, 21 Nov 2026 19:42:00 GMT";
  const rows: readonly [header: string | null, waitMs: number][] = [
    ["1", 2_000],
    ["7", 7_000],
    [" 42 ", 42_000],
    ["120", 120_000],
    ["Sat, 21 Nov 2026 19:42:30 GMT", 30_000],
    ["Sat, 21 Nov 2026 19:40:00 GMT", 2_000],
    ["soon", 5_000],
    ["", 5_000],
    ["-3", 5_000],
    ["1e1", 5_000],
    ["3,5", 5_000],
    [null, 5_000],
  ];
  for (const [header, waitMs] of rows) {
    it(`waits as long as the host asked, then loads: ${header ?? "no"} Retry-After`, async () => {
      const headers = { Date: nowHeader, ...(header !== null && { "Retry-After": header }) };
      const stage = await aScriptedStage(
        {},
        {
          submit: () => problem(429, "rate_limited", {}, headers),
        },
      );

      stage.click(submitText);
      await stage.shows(textStart("note.paused"));
      const before = stage.sent.length;
      stage.element.refresh();
      await stage.environment.advance(waitMs - 1);
      expect(stage.sent).to.have.length(before);
      expect(() => stage.button(submitText)).to.throw("no button");

      stage.host.answers = {};
      await stage.environment.advance(waitMs / 4 + 1);
      await until(() => !stage.text().includes(textStart("note.paused")));
      expect(stage.paths().at(-1)).to.equal("GET customer");
      expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal(null);
    });
  }
});
