import { expect } from "@open-wc/testing";
import { problem } from "../fixtures/answers.js";
import {
  aCardStage,
  aFrontStage,
  aPhoto,
  aSendingStage,
  documentTitle,
  isDocument,
  isOpen,
  openDocument,
  pick,
  received,
  slotSays,
  slotText,
  uploads,
} from "../fixtures/document-stages.js";
import { problemCodes } from "../fixtures/ports.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, stepTextStart, text } from "../fixtures/texts.js";

const receivedStart = stepTextStart("document.received").trim();
const keys = (stage: Stage) => uploads(stage).map(({ headers }) => headers.get("Idempotency-Key"));
const primary = ({ element }: Stage) =>
  element.shadowRoot?.querySelector<HTMLElement>(".button:not(.quiet)");
const isGuarded = () => {
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
};

/** Lets the host work, and loses the response to a file. */
const losing = (stage: Stage, lose: (request: Request) => Promise<Response>) => {
  stage.network = async (request) => {
    if (!isDocument(request)) return undefined;
    await stage.handler(request.clone());
    return lose(request);
  };
};

describe("a page that is frozen or left while a file is sent", () => {
  it("drops it, asks nobody, and starts from what the host has when it comes back", async () => {
    const stage = await aSendingStage();
    stage.environment.tell("hidden");
    await stage.element.updateComplete;
    expect(isOpen(stage)).to.equal(false);
    expect(isGuarded()).to.equal(false);
    stage.network = () => undefined;
    stage.environment.tell("restored");
    await stage.shows(documentTitle);
    await stage.atRest();
    expect(received(stage)).to.deep.equal([]);
    expect(problemCodes(stage.events)).to.deep.equal([]);
    await openDocument(stage);
    expect(stage.text()).not.to.contain("front.jpg");
  });

  it("shows what arrived before, and asks for the other side alone", async () => {
    const stage = await aCardStage({ hasBrowserFetch: true });
    losing(
      stage,
      ({ signal }) =>
        new Promise((_, reject) => {
          if (signal.aborted) reject(signal.reason);
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    );
    pick(stage, "front", await aPhoto());
    await until(() => received(stage).length === 1);
    stage.environment.tell("hidden");
    stage.network = () => undefined;
    stage.environment.tell("restored");
    await stage.shows(documentTitle);
    await stage.atRest();
    await openDocument(stage);
    await slotSays(stage, "front", receivedStart);
    expect(primary(stage)?.textContent?.trim()).to.equal(stepText("document.add_back"));
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
  });

  it("that another window covers goes on", async () => {
    const stage = await aSendingStage();
    stage.environment.setVisible(false);
    await stage.environment.advance(20_000);
    expect(slotText(stage, "front")).to.contain("62");
    stage.environment.setVisible(true);
    await stage.element.updateComplete;
    expect(slotText(stage, "front")).to.contain("62");
  });
});

describe("a file of which a part was sent", () => {
  const rows: readonly [
    what: string,
    fails: (stage: Stage) => Promise<Response>,
    said: string,
    codes: readonly string[],
  ][] = [
    [
      "when the network went away",
      (stage) => {
        stage.environment.online = false;
        return Promise.reject(new TypeError("network"));
      },
      text("problem.offline"),
      ["offline"],
    ],
    [
      "when the host refused it early, which looks like a network that fails",
      () => Promise.reject(new TypeError("network")),
      stepText("document.failed"),
      ["host_unreachable"],
    ],
  ];
  for (const [what, fails, said, codes] of rows) {
    it(`stays, and goes again by a click with the same key: ${what}`, async () => {
      const stage = await aCardStage({ hasBrowserFetch: true });
      stage.network = (request) => (isDocument(request) ? fails(stage) : undefined);
      pick(stage, "front", await aPhoto());
      await slotSays(stage, "front", said);
      await stage.atRest();
      expect(problemCodes(stage.events)).to.deep.equal(codes);
      expect(isGuarded()).to.equal(false);
      stage.environment.online = true;
      stage.network = () => undefined;
      stage.environment.tell("online");
      await stage.atRest();
      const before = uploads(stage).length;
      primary(stage)?.click();
      await slotSays(stage, "front", receivedStart);
      expect(uploads(stage).length).to.equal(before + 1);
      expect(received(stage)).to.deep.equal(["id_card ESP front"]);
      expect(new Set(keys(stage)).size).to.equal(1);
    });
  }

  it("when the session ended goes on after one renewal, with the same key", async () => {
    const stage = await aCardStage({ hasBrowserFetch: true });
    let refusals = 0;
    stage.network = (request) =>
      isDocument(request) && refusals++ === 0 ? problem(401, "session_invalid") : undefined;
    pick(stage, "front", await aPhoto());
    await slotSays(stage, "front", receivedStart);
    expect(keys(stage)).to.have.length(2);
    expect(new Set(keys(stage)).size).to.equal(1);
    expect(stage.paths().filter((path) => path === "POST session")).to.have.length(2);
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
  });

  it("when the login changed is dropped with the step, and nothing of it is sent again", async () => {
    const stage = await aCardStage({ hasBrowserFetch: true });
    stage.login.id = stage.simulator.createCustomer({ preset: "business" });
    stage.network = (request) =>
      isDocument(request) ? problem(401, "session_invalid") : undefined;
    pick(stage, "front", await aPhoto("canary.jpg"));
    await stage.shows(text("note.login_changed"));
    expect(isOpen(stage)).to.equal(false);
    expect(uploads(stage)).to.have.length(1);
    expect(stage.element.shadowRoot?.innerHTML).not.to.contain("canary");
  });
});

describe("a document that another tab completes", () => {
  it("ends the step at the next look, and nothing that was chosen is sent", async () => {
    const stage = await aFrontStage();
    stage.simulator.hold(stage.customerId, "identity_document");
    stage.element.refresh();
    await until(() => !isOpen(stage));
    await stage.atRest();
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
    const item = stage.element.requirements.find(({ name }) => name === "identity_document");
    expect(item?.state).to.equal("pending");
  });

  it("while a file is on its way says so, and does not call it a failure", async () => {
    const stage = await aFrontStage();
    stage.network = (request) => {
      if (isDocument(request)) stage.simulator.complete(stage.customerId, "identity_document");
      return undefined;
    };
    pick(stage, "back", await aPhoto("back.jpg", "red"));
    await until(() => !isOpen(stage));
    await stage.atRest();
    const item = stage.element.requirements.find(({ name }) => name === "identity_document");
    expect(item?.state).to.equal("complete");
    expect(problemCodes(stage.events)).to.deep.equal([]);
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
  });

  it("is decided in between: the list says so, and the file goes nowhere", async () => {
    const stage = await aFrontStage();
    stage.simulator.approve(stage.customerId);
    pick(stage, "back", await aPhoto("back.jpg", "red"));
    await until(() => !isOpen(stage));
    await stage.shows(text("heading.approved"));
    expect(received(stage)).to.deep.equal(["id_card ESP front"]);
  });
});

describe("a document that SpherePay shows in another place than before", () => {
  it("is pending and required at once: its step stays open to another file", async () => {
    const stage = await aCardStage({ simulator: { uploadMoves: "pending-and-required" } });
    pick(stage, "front", await aPhoto());
    await slotSays(stage, "front", receivedStart);
    pick(stage, "back", await aPhoto("back.jpg", "red"));
    await until(() => !isOpen(stage));
    await stage.atRest();
    const item = stage.element.requirements.find(({ name }) => name === "identity_document");
    expect(item?.state).to.equal("pending");
    expect(received(stage)).to.deep.equal(["id_card ESP front", "id_card ESP back"]);
  });

  it("was complete and is refused days later: nothing of the old files is said to be there", async () => {
    const stage = await aFrontStage();
    pick(stage, "back", await aPhoto("back.jpg", "red"));
    await until(() => !isOpen(stage));
    await stage.atRest();
    stage.simulator.complete(stage.customerId, "identity_document");
    stage.element.refresh();
    await stage.atRest();
    stage.simulator.fail(stage.customerId, "identity_document", "It has expired.");
    stage.element.refresh();
    await stage.atRest();
    const item = stage.element.requirements.find(({ name }) => name === "identity_document");
    expect(item?.state).to.equal("error");
    await openDocument(stage);
    expect(stage.text()).not.to.contain(receivedStart);
  });
});
