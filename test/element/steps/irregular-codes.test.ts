import { expect } from "@open-wc/testing";
import {
  aCodeStage,
  aSentStage,
  confirm,
  field,
  isOpen,
  lastCode,
  primary,
  type,
} from "../fixtures/code-stages.js";
import { problemCodes } from "../fixtures/ports.js";
import { type Stage, until } from "../fixtures/stage.js";
import { supported } from "../fixtures/stages.js";
import { stepText, stepTextStart, text } from "../fixtures/texts.js";

const checks = (stage: Stage) => stage.paths().filter((path) => path.endsWith("/check"));

/** Another tab of the same customer, over the same host. */
async function inAnotherTab(stage: Stage, path: string, body?: string): Promise<number> {
  const host = `${location.origin}/kyc`;
  const opened = await stage.handler(new Request(`${host}/session`, { method: "POST" }));
  const { token } = await opened.json();
  const headers = { Authorization: `Bearer ${token}`, "Idempotency-Key": crypto.randomUUID() };
  const init = { method: "POST", headers, ...(body !== undefined && { body }) };
  return (await stage.handler(new Request(`${host}/codes/${path}`, init))).status;
}

const pass = async (stage: Stage, ms: number) => {
  stage.simulator.clock.advance(ms);
  await stage.environment.advance(ms);
};

describe("a code that is irregular", () => {
  it("expires while it is typed: what was typed stays, and a new one is offered", async () => {
    const stage = await aSentStage({ simulator: { codeTtlMs: 10_000 } });
    type(stage, lastCode(stage));
    await pass(stage, 11_000);
    await stage.shows(stepText("code.expired"));
    expect(field(stage).value).to.equal(lastCode(stage));
    confirm(stage);
    await until(() => problemCodes(stage.events).includes("code_expired"));
    await stage.atRest();
    expect(field(stage).value).to.equal(lastCode(stage));
    expect(field(stage).getAttribute("aria-invalid")).to.equal("true");
    expect(checks(stage)).to.have.length(1);
  });

  it("ends before it was sent, by SpherePay's clock: no end is named, and it is accepted", async () => {
    const stage = await aSentStage({ simulator: { codeTtlMs: -60_000 } });
    expect(stage.text()).not.to.contain(stepText("code.expired"));
    expect(stage.text()).not.to.contain(stepTextStart("code.until"));
  });

  it("is asked for in two tabs at once: one message, and both have a field for it", async () => {
    const stage = await aCodeStage();
    expect(await inAnotherTab(stage, "phone_verification")).to.equal(201);
    primary(stage).click();
    await stage.shows(stepText("code.label"));
    await stage.atRest();
    expect(stage.simulator.codes).to.have.length(1);
    expect(stage.text()).to.contain(stepTextStart("code.again_in"));
    type(stage, lastCode(stage));
    confirm(stage);
    await until(() => !isOpen(stage));
  });

  it("was replaced by one that another tab sent: the old one is refused, the new one taken", async () => {
    const stage = await aSentStage();
    const old = lastCode(stage);
    await pass(stage, 61_000);
    expect(await inAnotherTab(stage, "phone_verification")).to.equal(201);
    expect(lastCode(stage)).not.to.equal(old);
    type(stage, old);
    confirm(stage);
    await stage.shows(stepText("code.refused"));
    expect(field(stage).value).to.equal(old);
    type(stage, lastCode(stage));
    confirm(stage);
    await until(() => !isOpen(stage));
  });

  it("was accepted in another tab: this one ends as complete, and calls nothing wrong", async () => {
    const stage = await aSentStage();
    const body = JSON.stringify({ code: lastCode(stage) });
    expect(await inAnotherTab(stage, "phone_verification/check", body)).to.equal(204);
    type(stage, lastCode(stage));
    confirm(stage);
    await until(() => !isOpen(stage));
    await stage.atRest();
    expect(problemCodes(stage.events)).to.deep.equal([]);
    expect(stage.eventTypes().filter((each) => each === "stepcomplete")).to.have.length(1);
  });

  it("went to a wrong number: the step says who can change it", async () => {
    const stage = await aSentStage();
    expect(stage.text()).to.contain(stepText("code.wrong_phone"));
    expect(stage.text()).to.contain(stepText("code.wrong_help"));
    const other = await aSentStage(supported);
    const link = other.element.shadowRoot?.querySelector<HTMLAnchorElement>("[part~=support]");
    expect(link?.textContent).to.equal(text("action.support"));
  });

  const forms: readonly [what: string, codeForm: "leading-zero" | "ten-characters"][] = [
    ["a leading zero", "leading-zero"],
    ["ten letters and digits", "ten-characters"],
  ];
  for (const [what, codeForm] of forms) {
    it(`has ${what}: it arrives as it was typed, with blanks around and in it`, async () => {
      const stage = await aSentStage({ simulator: { codeForm } });
      const code = lastCode(stage);
      type(stage, ` ${code.slice(0, 3)} ${code.slice(3)} `);
      confirm(stage);
      await until(() => !isOpen(stage));
      expect(checks(stage)).to.have.length(1);
    });
  }
});

describe("a code that was typed", () => {
  const canary = "CANARY4711";

  it("is in its field and in the one request, and nowhere else, also when the step is left", async () => {
    const stage = await aSentStage();
    type(stage, canary);
    confirm(stage);
    await stage.shows(stepText("code.refused"));
    await stage.atRest();
    const readable = () =>
      JSON.stringify([
        document.documentElement.outerHTML,
        stage.element.shadowRoot?.innerHTML,
        [localStorage, sessionStorage].map((store) => Object.entries(store)),
        [document.cookie, location.href, history.state],
        stage.events.map((event) => [
          event,
          ...Object.getOwnPropertyNames(event).map((name) => Reflect.get(event, name)),
        ]),
        stage.environment.warnings,
        stage.sent.map(({ request }) => [request.url, ...request.headers]),
        stage.element.customer,
      ]);
    expect(readable()).not.to.contain(canary);
    expect(field(stage).value).to.equal(canary);
    const sent = stage.sent.filter(({ path }) => path.endsWith("/check"));
    expect(await sent[0]?.request.text()).to.contain(canary);
    stage.click(stepText("step.back"));
    await until(() => !isOpen(stage));
    await stage.atRest();
    expect(readable()).not.to.contain(canary);
    // The control: where it stands in the page, it is found.
    stage.element.title = canary;
    expect(readable()).to.contain(canary);
  });
});

describe("what a step leaves in the browser's stores", () => {
  it("is nothing: no database, no cache", async () => {
    const names = async () => [
      ...(await indexedDB.databases()).flatMap(({ name }) => name ?? []),
      ...("caches" in globalThis ? await caches.keys() : []),
    ];
    const before = await names();
    const stage = await aSentStage();
    type(stage, lastCode(stage));
    confirm(stage);
    await until(() => !isOpen(stage));
    expect(await names()).to.deep.equal(before);
  });
});
