import { expect } from "@open-wc/testing";
import { problem } from "../fixtures/answers.js";
import { aSentStage, confirm, field, isOpen, lastCode, type } from "../fixtures/code-stages.js";
import { type Stage, until } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

const check = "POST codes/phone_verification/check";
const keysOf = (stage: Stage) =>
  stage.sent.flatMap(({ path, key }) => (path.endsWith("/check") ? [key] : []));

describe("a step and its session", () => {
  it("that ended is renewed once, and the same code is sent with the same key", async () => {
    const stage = await aSentStage();
    let refusals = 0;
    stage.network = (request) =>
      request.url.endsWith("/check") && refusals++ === 0
        ? problem(401, "session_invalid")
        : undefined;
    type(stage, lastCode(stage));
    confirm(stage);
    await until(() => !isOpen(stage));
    const [first, second] = keysOf(stage);
    expect(second).to.equal(first);
    const after = stage.paths().slice(stage.paths().indexOf(check));
    expect(after.slice(0, 4)).to.deep.equal([check, "POST session", "GET customer", check]);
  });

  it("of another customer drops the step and what was typed, and sends nothing", async () => {
    const stage = await aSentStage();
    stage.login.id = stage.simulator.createCustomer({ preset: "business" });
    stage.network = (request) =>
      request.url.endsWith("/check") ? problem(401, "session_invalid") : undefined;
    type(stage, "123456");
    confirm(stage);
    await stage.shows(text("note.login_changed"));
    expect(isOpen(stage)).to.equal(false);
    expect(keysOf(stage)).to.have.length(1);
  });

  it("keeps what was typed through a refresh, and drops it with the page", async () => {
    const stage = await aSentStage();
    type(stage, "12");
    stage.element.refresh();
    await stage.atRest();
    expect(field(stage).value).to.equal("12");
    stage.environment.tell("hidden");
    await stage.element.updateComplete;
    expect(isOpen(stage)).to.equal(false);
  });
});
