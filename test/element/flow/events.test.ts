import { expect } from "@open-wc/testing";
import * as events from "../../../src/element/events.js";
import { aCustomer, aLink, aProfile, aToken, problem } from "../fixtures/answers.js";
import { aStage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const twoSteps = aProfile("incomplete", {
  required: ["identity_document", "liveness_check"],
  complete: ["terms_of_service"],
});

async function aChecklistStage() {
  const stage = await aScriptedStage();
  stage.host.customer = aCustomer({ verificationProfiles: [twoSteps] });
  stage.element.refresh();
  await stage.shows(text("progress", { done: 1, total: 3 }));
  stage.events.length = 0;
  return stage;
}

describe("the element's events", () => {
  it("start with one ready event and no change, when the first answer can be read", async () => {
    const read: unknown[] = [];
    const stage = aStage({
      customer: { preset: "ready" },
      prepare: (element) =>
        element.addEventListener("sphere-kyc-ready", async () => {
          read.push(element.status, element.customer?.id, element.requirements.length);
          await element.updateComplete;
          read.push(element.shadowRoot?.querySelector("h2")?.textContent);
        }),
    });
    await stage.shows(text("text.ready"));
    await stage.atRest();

    const heading = text("heading.incomplete.individual");
    expect(read).to.deep.equal(["incomplete", stage.customerId, 9, heading]);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });

  it("say what changed, status before requirements, each by a class of its own", async () => {
    const stage = await aChecklistStage();
    stage.host.customer = aCustomer({
      verificationProfiles: [
        aProfile("pending", {
          complete: ["identity_document", "phone_verification"],
          errors: [{ name: "liveness_check", detail: "Marisol was not in the picture." }],
        }),
      ],
    });
    stage.element.refresh();
    await stage.shows(text("heading.pending"));

    const [status, requirements, ...more] = stage.events;
    expect(status).to.be.instanceOf(events.SphereKycStatusChangeEvent);
    expect(status).to.include({ previous: "incomplete", current: "pending" });
    expect(requirements).to.be.instanceOf(events.SphereKycRequirementsChangeEvent);
    expect(requirements).to.deep.include({
      changed: [
        "liveness_check",
        "phone_verification",
        "identity_document",
        "identity_verification",
        "kyc_a_approval",
        "terms_of_service",
      ],
      added: ["phone_verification", "identity_verification", "kyc_a_approval"],
      done: ["phone_verification", "identity_document"],
      failed: ["liveness_check"],
    });
    expect(more).to.deep.equal([]);
  });

  it("name a requirement that changed and is neither new, nor done, nor failed", async () => {
    const stage = await aChecklistStage();
    stage.host.customer = aCustomer({
      verificationProfiles: [
        aProfile("incomplete", {
          required: ["identity_document"],
          pending: ["liveness_check"],
          complete: ["terms_of_service"],
        }),
      ],
    });
    stage.element.refresh();
    await until(() => stage.events.length === 1);
    expect(stage.events[0]).to.deep.include({
      changed: ["liveness_check"],
      added: [],
      done: [],
      failed: [],
    });
  });

  it("say that there is no status any more when the sign-in is refused", async () => {
    const stage = await aScriptedStage();
    stage.host.customer = aCustomer({ verificationProfiles: [aProfile("approved")] });
    stage.element.refresh();
    await stage.shows(text("heading.approved"));
    const statuses: unknown[] = [];
    stage.element.addEventListener("sphere-kyc-statuschange", ({ previous, current }) =>
      statuses.push(previous, current, stage.element.status),
    );
    stage.host.answers = {
      customer: () => problem(401, "session_invalid"),
      session: () => problem(401, "login_required"),
    };
    stage.element.refresh();
    await stage.atRest();
    expect(statuses).to.deep.equal(["approved", null, null]);
    expect(stage.eventTypes().slice(-2)).to.deep.equal(["statuschange", "problem"]);
  });

  it("say nothing when nothing changed", async () => {
    const stage = await aChecklistStage();
    for (let turn = 0; turn < 3; turn++) {
      stage.element.refresh();
      await stage.atRest();
    }
    expect(stage.events).to.deep.equal([]);
  });

  it("bubble out of every shadow tree around the element; only the leave event can be prevented", async () => {
    const outer = document.createElement("div");
    const inner = document.createElement("div");
    outer.attachShadow({ mode: "open" }).append(inner);
    document.body.append(outer);
    const seen: Event[] = [];
    const controller = new AbortController();
    for (const name of ["ready", "statuschange", "requirementschange", "leave", "problem"]) {
      document.addEventListener(`sphere-kyc-${name}`, (event) => seen.push(event), controller);
    }

    const stage = await aScriptedStage({ parent: inner });
    stage.host.answers = { submit: () => problem(503, "upstream_failed") };
    stage.click(submitText);
    await until(() => stage.eventTypes().includes("problem"));
    await stage.atRest();
    stage.host.answers = {};
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
    stage.host.customer = aCustomer({ verificationProfiles: [aProfile("approved")] });
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.shows(text("heading.approved"));
    controller.abort();
    outer.remove();

    expect(seen.map(({ type }) => type.replace("sphere-kyc-", ""))).to.deep.equal([
      "ready",
      "problem",
      "leave",
      "statuschange",
    ]);
    expect(seen.filter(({ cancelable }) => cancelable).map(({ type }) => type)).to.deep.equal([
      "sphere-kyc-leave",
    ]);
  });

  it("carry neither token nor link, in any field", async () => {
    const stage = await aScriptedStage();
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);

    const fields = stage.events.flatMap((event) =>
      Object.entries(event).map(([name, value]) => `${name}=${JSON.stringify(value)}`),
    );
    expect(fields).to.include('host="in.sumsub.com"');
    expect(fields.join()).not.to.contain(aToken).and.not.to.contain(String(aLink()["url"]));
  });

  it("let a listener remove the element", async () => {
    const stage = await aScriptedStage();
    stage.element.addEventListener("sphere-kyc-leave", () => {
      stage.element.remove();
    });
    stage.click(submitText);
    await until(() => stage.eventTypes().includes("leave"));
    await stage.environment.advance(60_000);
    expect(stage.environment.live).to.deep.equal({ timers: 0, listeners: 0 });
  });
});
