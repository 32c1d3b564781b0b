import { expect } from "@open-wc/testing";
import { aCustomer, aGate, aLink, aScriptedHost, aToken, json } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const nothingLive = { timers: 0, listeners: 0 };

/** Where an element may be waiting when it is removed. */
const awaitPoints: Readonly<Record<string, (gate: ReturnType<typeof aGate<Response>>) => Stage>> = {
  "the session": ({ wait }) =>
    aStage({ network: aScriptedHost(undefined, { session: wait }).network }),
  "the page's own session": ({ wait }) =>
    aStage({
      network: aScriptedHost().network,
      prepare: (element) => {
        element.fetchSession = async () => (await wait()).json();
      },
    }),
  "the first customer": ({ wait }) =>
    aStage({
      network: aScriptedHost(undefined, {
        session: () => json(201, { token: aToken }),
        customer: wait,
      }).network,
    }),
};

const requests: Readonly<
  Record<string, (stage: Awaited<ReturnType<typeof aScriptedStage>>) => void>
> = {
  "a load": ({ element }) => element.refresh(),
  "the submit": ({ click }) => click(submitText),
};

function expectSilence(stage: Stage) {
  const before = { events: stage.events.length, html: stage.element.shadowRoot?.innerHTML };
  return async () => {
    await rest();
    await stage.environment.advance(3_600_000);
    stage.environment.tell("visible");
    expect(stage.events).to.have.length(before.events);
    expect(stage.element.shadowRoot?.innerHTML).to.equal(before.html);
    expect(stage.environment.live).to.deep.equal(nothingLive);
    expect(stage.environment.navigations).to.deep.equal([]);
    expect(stage.element.customer).to.equal(null);
  };
}

describe("an element that is removed", () => {
  for (const [name, begin] of Object.entries(awaitPoints)) {
    it(`while it waits for ${name} sends no event and renders nothing more`, async () => {
      const gate = aGate<Response>();
      const stage = begin(gate);
      await until(gate.reached);
      const staysSilent = expectSilence(stage);

      stage.remove();
      gate.open(json(201, { token: aToken, ...aCustomer() }));
      await staysSilent();
    });
  }

  for (const [name, begin] of Object.entries(requests)) {
    for (const outcome of ["answer", "failure"]) {
      it(`while it waits for ${name} ignores its ${outcome}`, async () => {
        const gate = aGate<Response>();
        const stage = await aScriptedStage();
        stage.host.answers = { customer: gate.wait, submit: gate.wait };
        begin(stage);
        await until(gate.reached);
        await stage.element.updateComplete;
        await rest(4);
        stage.remove();
        await rest(4);
        const staysSilent = expectSilence(stage);

        gate.open(outcome === "answer" ? json(201, aLink()) : new Response("no"));
        await staysSilent();
        expect(stage.sent.at(-1)?.request.signal.aborted).to.equal(true);
      });
    }
  }

  it("in the middle of a body reads no further", async () => {
    const stage = await aScriptedStage();
    let body: ReadableStreamDefaultController<Uint8Array> | undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        body = controller;
      },
    });
    const headers = { "Content-Type": "application/json" };
    stage.host.answers = { submit: () => new Response(stream, { status: 201, headers }) };
    stage.click(submitText);
    await stage.shows(text("busy.asking"));
    stage.remove();
    await rest(4);
    const staysSilent = expectSilence(stage);

    body?.enqueue(new TextEncoder().encode(JSON.stringify(aLink())));
    body?.close();
    await staysSilent();
  });

  it("would have gone on: the control, an element that stays, navigates by the same answer", async () => {
    const gate = aGate<Response>();
    const stage = await aScriptedStage();
    stage.host.answers = { submit: gate.wait };
    stage.click(submitText);
    gate.open(json(201, aLink()));
    await until(() => stage.environment.navigations.length === 1);
    expect(stage.environment.live).not.to.deep.equal(nothingLive);
  });
});
