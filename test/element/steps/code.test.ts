import { expect } from "@open-wc/testing";
import { aGate } from "../fixtures/answers.js";
import {
  aCodeStage,
  anAskedStage,
  anExpiredStage,
  aRefusedStage,
  aSavedStage,
  aSentStage,
  aTooOftenStage,
  confirm,
  field,
  isOpen,
  lastCode,
  openStep,
  phoneTitle,
  primary,
  type,
  wrongCode,
} from "../fixtures/code-stages.js";
import { noParts } from "../fixtures/hand-environment.js";
import { problemCodes } from "../fixtures/ports.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, stepTextStart, text } from "../fixtures/texts.js";

const heading = ({ element }: Stage) => element.shadowRoot?.getElementById("heading")?.textContent;
const focused = ({ element }: Stage) => element.shadowRoot?.activeElement;
const codePaths = (stage: Stage) => stage.paths().filter((path) => path.includes("codes/"));
const check = "POST codes/phone_verification/check";
const keysOf = (stage: Stage) =>
  stage.sent.flatMap(({ path, key }) => (path.endsWith("/check") ? [key] : []));
const eventsOf = (stage: Stage, name: string) =>
  stage.events.flatMap((event) => (event.type.endsWith(name) ? [Object(event)] : []));

describe("opening a step in place", () => {
  it("replaces the list, focuses the heading, sends nothing, and tells the page", async () => {
    const stage = await anAskedStage();
    stage.element.shadowRoot?.querySelector<HTMLElement>("button.do")?.focus();
    openStep(stage);
    await stage.shows(stepText("code.have"));

    expect(heading(stage)).to.equal(phoneTitle);
    expect(focused(stage)?.id).to.equal("heading");
    expect(stage.text()).not.to.contain(text("requirement.terms_of_service"));
    expect(codePaths(stage)).to.deep.equal([]);
    expect(stage.announced()).to.contain(phoneTitle);
    const [opened] = eventsOf(stage, "stepopen");
    expect([opened.requirement, opened.kind]).to.deep.equal(["phone_verification", "code"]);
  });

  it("goes back to the list by a click, and what was typed is gone", async () => {
    const stage = await aSentStage();
    type(stage, "12");
    stage.click(stepText("step.back"));
    await stage.shows(text("requirement.terms_of_service"));
    expect(heading(stage)).to.equal(text("heading.incomplete.individual"));
    openStep(stage);
    await stage.shows(stepText("code.have"));
    stage.click(stepText("code.have"));
    await stage.shows(stepText("code.confirm"));
    expect(field(stage).value).to.equal("");
    expect(eventsOf(stage, "stepcomplete")).to.deep.equal([]);
  });

  it("says that its part cannot be loaded, and tries again by a click", async () => {
    const stage = await anAskedStage({ loader: noParts });
    openStep(stage);
    await stage.shows(text("problem.unloaded"));
    expect(problemCodes(stage.events)).to.deep.equal(["part_unavailable"]);
    expect(stage.announced()).to.contain(text("problem.unloaded"));
    expect(isOpen(stage)).to.equal(false);
    stage.environment.loader = (part) => part();
    stage.click(text("action.retry"));
    await stage.shows(stepText("code.have"));
  });

  it("opens nothing when the part comes after ten seconds, or is of another release", async () => {
    const gate = aGate<void>();
    const stage = await anAskedStage({
      loader: async (part) => {
        await gate.wait();
        return part();
      },
    });
    openStep(stage);
    await stage.environment.advance(10_000);
    await stage.shows(text("problem.unloaded"));
    gate.open();
    await stage.atRest();
    expect(isOpen(stage)).to.equal(false);
    stage.environment.loader = async () => Object.create(null);
    stage.click(text("action.retry"));
    await until(() => problemCodes(stage.events).length === 2);
  });
});

describe("a code", () => {
  it("is sent by a click on a button that names the masked destination", async () => {
    const stage = await aCodeStage();
    const to = stage.element.customer?.actions["phone_verification"];
    expect(to && "to" in to && to.to).to.be.a("string");
    const label = primary(stage).textContent;
    expect(label?.replaceAll("\u00a0", " ")).to.contain(to && "to" in to ? to.to : "-");
    // Nobody reads a number that goes over two lines.
    expect(label).to.match(/\u2068[^ ]+\u2069/);
    primary(stage).click();
    await stage.shows(stepTextStart("code.sent_to"));
    expect(codePaths(stage)).to.deep.equal(["POST codes/phone_verification"]);
    expect(stage.simulator.codes).to.have.length(1);
    expect(field(stage).getAttribute("autocomplete")).to.equal("one-time-code");
    expect(focused(stage)).to.equal(field(stage));
  });

  it("that is right returns to the list with what SpherePay says, and what is next", async () => {
    const stage = await aSavedStage();
    expect(heading(stage)).to.equal(text("heading.incomplete.individual"));
    expect(focused(stage)?.id).to.equal("heading");
    const saved = text("note.saved", { name: phoneTitle });
    const next = text("note.next", { name: text("requirement.terms_of_service") });
    expect(stage.text()).to.contain(`${saved} ${next}`);
    expect(stage.announced()).to.contain(`${saved} ${next}`);
    const item = stage.element.requirements.find(({ name }) => name === "phone_verification");
    expect(item?.state).to.equal("complete");
    const [complete] = eventsOf(stage, "stepcomplete");
    expect([complete.requirement, complete.kind]).to.deep.equal(["phone_verification", "code"]);
    expect(JSON.stringify(stage.events.map((event) => ({ ...event })))).not.to.contain(
      lastCode(stage),
    );
  });

  it("that is wrong stays in its field, with the error and the focus", async () => {
    const stage = await aRefusedStage();
    const input = field(stage);
    expect(input.value).to.equal(wrongCode(stage));
    expect(input.getAttribute("aria-invalid")).to.equal("true");
    expect(input.getAttribute("aria-describedby")).to.contain("code-error");
    expect(focused(stage)).to.equal(input);
    expect(stage.announced()).to.contain(stepText("code.refused"));
    type(stage, lastCode(stage));
    confirm(stage);
    await until(() => !isOpen(stage));
  });

  it("is found in a sentence that is pasted", async () => {
    const stage = await aSentStage();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "Your code is 491 823. It works for 10 minutes.");
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    field(stage).dispatchEvent(paste);
    await stage.atRest();
    if (paste.clipboardData?.getData("text/plain")) expect(field(stage).value).to.equal("491823");
  });

  it("that is missing or too long is not sent", async () => {
    const stage = await aSentStage();
    confirm(stage);
    await stage.shows(stepText("code.empty"));
    type(stage, "nothing like a code at all");
    confirm(stage);
    await stage.shows(stepText("code.odd"));
    expect(field(stage).value).to.equal("nothing like a code at all");
    expect(codePaths(stage)).not.to.contain(check);
  });

  it("that has expired is replaced by a new one", async () => {
    const stage = await anExpiredStage();
    stage.network = () => undefined;
    stage.simulator.clock.advance(60_000);
    await stage.environment.advance(65_000);
    await stage.shows(stepText("code.again"));
    stage.click(stepText("code.again"));
    await until(() => stage.simulator.codes.length === 2);
    await stage.atRest();
    expect(field(stage).value).to.equal("");
  });

  it("may be sent again after a countdown that is seen and not announced", async () => {
    const stage = await aSentStage();
    const announced = stage.announced();
    const timer = () => stage.element.shadowRoot?.querySelector("[role=timer]")?.textContent;
    const first = timer();
    expect(first).to.contain(stepTextStart("code.again_in"));
    await stage.environment.advance(1_000);
    await until(() => timer() !== first);
    expect(stage.announced()).to.equal(announced);
    await stage.environment.advance(65_000);
    await stage.shows(stepText("code.again"));
  });

  it("is not checked while the host asks to wait, and the time is said", async () => {
    const stage = await aTooOftenStage();
    const before = codePaths(stage).length;
    expect(field(stage).value).to.equal("123456");
    expect(() => stage.button(stepText("code.confirm"))).to.throw();
    field(stage).form?.requestSubmit();
    await stage.atRest();
    expect(codePaths(stage)).to.have.length(before);
    expect(stage.announced()).to.contain(stepTextStart("code.wait"));
    await stage.environment.advance(301_000);
    await stage.shows(stepText("code.confirm"));
    expect(stage.text()).not.to.contain(stepTextStart("code.wait"));
    expect(field(stage).value).to.equal("123456");
  });

  it("that was accepted before its answer was lost is complete, and no failure is shown", async () => {
    const stage = await aSentStage();
    stage.network = async (request) => {
      if (!request.url.endsWith("/check")) return undefined;
      await stage.handler(request.clone());
      throw new TypeError("network");
    };
    type(stage, lastCode(stage));
    confirm(stage);
    await until(() => !isOpen(stage));
    expect(eventsOf(stage, "stepcomplete")).to.have.length(1);
    expect(problemCodes(stage.events)).to.deep.equal([]);
    expect(new Set(keysOf(stage)).size).to.equal(1);
  });
});
