import { expect } from "@open-wc/testing";
import { createUpload } from "../../../src/element/steps/document/upload.js";
import { aGate, json, noNetwork, problem } from "../fixtures/answers.js";
import {
  aCardStage,
  aFailedStage,
  aFrontStage,
  aPdf,
  aPhoto,
  aSendingStage,
  isDocument,
  isOpen,
  pick,
  received,
  slotButton,
  slotSays,
  slotText,
  uploads,
} from "../fixtures/document-stages.js";
import { problemCodes } from "../fixtures/ports.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, stepTextStart, text } from "../fixtures/texts.js";

const primary = ({ element }: Stage): HTMLElement | null | undefined =>
  element.shadowRoot?.querySelector(".button:not(.quiet)");
const primaryText = (stage: Stage) => primary(stage)?.textContent?.trim();
const keys = (stage: Stage) => uploads(stage).map(({ headers }) => headers.get("Idempotency-Key"));
const isDone = async (stage: Stage) => {
  await until(() => !isOpen(stage));
  await stage.atRest();
};
const completed = (stage: Stage) => stage.eventTypes().filter((type) => type === "stepcomplete");
const receivedStart = stepTextStart("document.received").trim();

describe("sending a document", () => {
  it("shows how much is sent, says it to nobody twice, and asks before the page is left", async () => {
    const stage = await aSendingStage();
    const bar = stage.element.shadowRoot?.querySelector("progress");
    expect(bar?.value).to.be.closeTo(0.62, 0.01);
    expect(bar?.getAttribute("aria-label")).to.equal(stepText("document.sending"));
    expect(stage.announced()).not.to.contain("62");
    const leaving = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).to.equal(true);
    slotButton(stage, "front", stepText("document.cancel")).click();
    await slotSays(stage, "front", stepText("document.held"));
    await stage.atRest();
    const free = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(free);
    expect(free.defaultPrevented).to.equal(false);
    expect(stage.announced()).to.contain(stepText("document.held"));
  });

  it("that was cancelled goes on by a click, once", async () => {
    const stage = await aSendingStage();
    slotButton(stage, "front", stepText("document.cancel")).click();
    await slotSays(stage, "front", stepText("document.held"));
    stage.network = () => undefined;
    stage.click(stepText("document.send"));
    await slotSays(stage, "front", receivedStart);
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
    expect(new Set(keys(stage)).size).to.equal(1);
  });

  it("is one request at a time: the other side waits for its turn", async () => {
    const gate = aGate<void>();
    const stage = await aCardStage();
    stage.network = async (request) => {
      if (isDocument(request)) await gate.wait();
      return undefined;
    };
    pick(stage, "front", await aPhoto());
    await until(gate.reached);
    pick(stage, "back", await aPhoto("back.jpg", "red"));
    await slotSays(stage, "back", stepText("document.waiting"));
    expect(uploads(stage)).to.have.length(1);
    expect(primary(stage)?.getAttribute("aria-busy")).to.equal("true");
    gate.open();
    await isDone(stage);
    expect(received(stage)).to.deep.equal(["id_card ESP front", "id_card ESP back"]);
  });

  it("that fails keeps both files; the other side goes on, and a click sends the first again", async () => {
    const stage = await aCardStage();
    stage.network = (request) =>
      isDocument(request) && request.url.includes("front")
        ? problem(502, "upstream_failed")
        : undefined;
    pick(stage, "front", await aPhoto());
    pick(stage, "back", await aPhoto("back.jpg", "red"));
    await slotSays(stage, "front", stepText("document.failed"));
    await slotSays(stage, "back", receivedStart);
    await stage.atRest();
    expect(primaryText(stage)).to.equal(text("action.retry"));
    stage.network = () => undefined;
    primary(stage)?.click();
    await isDone(stage);
    expect(received(stage)).to.deep.equal(["id_card ESP back", "id_card ESP front"]);
    expect(new Set(keys(stage)).size).to.equal(3);
  });

  it("whose answer was lost is not sent twice", async () => {
    const stage = await aCardStage();
    stage.network = async (request) => {
      if (!isDocument(request)) return undefined;
      await stage.handler(request.clone());
      throw new TypeError("network");
    };
    pick(stage, "front", await aPhoto());
    await slotSays(stage, "front", receivedStart);
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
    expect(problemCodes(stage.events)).to.deep.equal(["host_unreachable"]);
    expect(new Set(keys(stage)).size).to.equal(1);
  });

  it("renews a session that ended half way, and goes on with the same key", async () => {
    const stage = await aCardStage();
    let refusals = 0;
    stage.network = (request) =>
      isDocument(request) && refusals++ === 0 ? problem(401, "session_invalid") : undefined;
    pick(stage, "front", await aPhoto());
    await slotSays(stage, "front", receivedStart);
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
    expect(new Set(keys(stage)).size).to.equal(1);
    expect(problemCodes(stage.events)).to.deep.equal([]);
  });

  it("ends when nothing moves for 30 seconds, not sooner", async () => {
    const stage = await aSendingStage();
    await stage.environment.advance(29_000);
    await stage.element.updateComplete;
    expect(slotText(stage, "front")).to.contain("62");
    await stage.environment.advance(40_000);
    await slotSays(stage, "front", stepText("document.failed"));
    expect(problemCodes(stage.events)).to.deep.equal(["timeout"]);
  });

  const answers: readonly [
    what: string,
    answer: () => Promise<Response> | Response,
    said: string,
  ][] = [
    ["a 502 of the host", () => problem(502, "upstream_failed"), "failed"],
    ["no network", noNetwork, "failed"],
    ["a 201 that nobody can read", () => json(201, { received: 1 }), "failed"],
    ["a 415", () => problem(415, "document_type_refused"), "type"],
  ];
  for (const [what, answer, said] of answers) {
    it(`that gets ${what} says so, and keeps the side that was received`, async () => {
      const stage = await aFrontStage();
      stage.network = (request) => (isDocument(request) ? answer() : undefined);
      pick(stage, "back", await aPhoto("back.jpg", "red"));
      await slotSays(stage, "back", stepText(`document.${said}` as "document.failed"));
      await stage.atRest();
      expect(slotText(stage, "front")).to.contain(receivedStart);
      expect(isOpen(stage)).to.equal(true);
      expect(completed(stage)).to.deep.equal([]);
    });
  }

  it("that the host holds back says until when, and sends nothing sooner", async () => {
    const stage = await aCardStage();
    stage.network = (request) =>
      isDocument(request) ? problem(429, "rate_limited", {}, { "Retry-After": "60" }) : undefined;
    pick(stage, "front", await aPhoto());
    await slotSays(stage, "front", stepTextStart("document.wait"));
    primary(stage)?.click();
    await stage.atRest();
    expect(uploads(stage)).to.have.length(1);
    stage.network = () => undefined;
    await stage.environment.advance(61_000);
    await stage.shows(text("action.retry"));
    await until(() => primary(stage)?.getAttribute("aria-disabled") === null);
    primary(stage)?.click();
    await slotSays(stage, "front", receivedStart);
  });

  it("leaves nothing of a file behind, and never its name", async () => {
    const stage = await aFailedStage();
    const name = "canary-name-7c1d.pdf";
    stage.network = () => undefined;
    slotButton(stage, "front", stepText("document.remove")).click();
    pick(stage, "front", aPdf(name, "canary-bytes-91ab"));
    await slotSays(stage, "front", receivedStart);
    const sent = uploads(stage).at(-1);
    expect(await sent?.clone().text()).to.contain("canary-bytes");
    const elsewhere = [
      sent?.url,
      JSON.stringify([...(sent?.headers ?? [])]),
      JSON.stringify(stage.events.map((event) => ({ ...event }))),
      JSON.stringify(stage.environment.warnings),
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
      JSON.stringify(stage.element.customer),
      ...[...(stage.element.shadowRoot?.querySelectorAll("*") ?? [])].map((each) =>
        JSON.stringify([...each.attributes].map(({ value }) => value)),
      ),
    ].join();
    expect(elsewhere).not.to.contain("canary");
    stage.click(stepText("step.back"));
    await isDone(stage);
    expect(stage.element.shadowRoot?.innerHTML).not.to.contain("canary");
    expect(stage.environment.live.timers).to.be.lessThan(3);
  });

  it("ends with the step: leaving stops what is on its way", async () => {
    const stage = await aSendingStage();
    stage.click(stepText("step.back"));
    await isDone(stage);
    expect(received(stage)).to.deep.equal([]);
    expect(problemCodes(stage.events)).to.deep.equal([]);
  });

  it("works over the browser's own request, and knows how much it has sent", async () => {
    const shares: number[] = [];
    const send = createUpload(
      () => new XMLHttpRequest(),
      (share) => shares.push(share),
    );
    const response = await send(`${location.origin}/nowhere`, {
      method: "POST",
      headers: { "Idempotency-Key": "a" },
      body: new Blob([new Uint8Array(300_000)]),
    });
    expect(response.status).to.be.greaterThan(199);
    expect(shares.at(-1)).to.equal(1);
  });
});
