import { expect } from "@open-wc/testing";
import type { Rest } from "../../src/element/rest-controller.js";
import { messages as en } from "../../src/locales/en.js";
import {
  aCustomer,
  aGate,
  aProfile,
  aScriptedHost,
  noNetwork,
  problem,
} from "./fixtures/answers.js";
import { rest } from "./fixtures/hand-environment.js";
import { aStage, until } from "./fixtures/stage.js";

const theRest = (): Promise<Rest> => import("../../src/element/rest.js");

/** The rest of the element on a network that can be broken. */
function aLibrary() {
  const library = { asked: 0, broken: true };
  const load = (): Promise<Rest> => {
    library.asked++;
    return library.broken ? Promise.reject(new TypeError("network")) : theRest();
  };
  return { library, load };
}

describe("the rest of the element", () => {
  it("that cannot be loaded leaves the checklist, says so, and is asked for once", async () => {
    const { library, load } = aLibrary();
    const stage = aStage({ network: aScriptedHost().network, loadRest: load });
    await stage.shows(en["problem.unloaded"]);
    await rest(40);

    expect(library.asked).to.equal(1);
    expect(stage.text()).to.contain("One last step");
    await expect(stage.element).to.be.accessible();
  });

  it("comes with one press on Try again", async () => {
    const { library, load } = aLibrary();
    const stage = aStage({ network: aScriptedHost().network, loadRest: load });
    await stage.shows(en["problem.unloaded"]);

    library.broken = false;
    stage.press("Try again");
    await until(() => stage.element.rest);
    await until(() => !stage.text().includes(en["problem.unloaded"]));
  });

  for (const [name, customer] of [
    ["an outcome", aCustomer({ verificationProfiles: [aProfile("approved")] })],
    ["a checklist", aCustomer()],
    [
      "several profiles",
      aCustomer({ verificationProfiles: [aProfile(), aProfile("pending", {}, "kyc_profile_b")] }),
    ],
    ["who began before", aCustomer({ submission: { startedAt: "2026-11-20T19:42:00Z" } })],
  ] as const) {
    it(`comes after every failure with the next try: ${name}`, async () => {
      const { library, load } = aLibrary();
      const stage = aStage({ network: aScriptedHost(customer).network, loadRest: load });
      for (let turn = 1; turn <= 3; turn++) {
        await until(() => library.asked >= turn);
        await stage.shows(en["problem.unloaded"]);
        await rest();
        if (turn === 1) stage.press("Try again");
        else stage.element.refresh();
      }
      await rest();
      library.broken = false;
      stage.element.refresh();
      await until(() => stage.element.rest);
      await until(() => !stage.text().includes(en["problem.unloaded"]));
      expect(stage.element.status).to.be.oneOf(["approved", "incomplete"]);
    });
  }

  it("comes by itself when the network is back", async () => {
    const { library, load } = aLibrary();
    const stage = aStage({ network: aScriptedHost().network, loadRest: load });
    await stage.shows(en["problem.unloaded"]);

    library.broken = false;
    stage.environment.tell("online");
    await until(() => !stage.text().includes(en["problem.unloaded"]));
  });

  it("that comes after the element has gone says nothing", async () => {
    const door = aGate<Rest>();
    const { network } = aScriptedHost(undefined, { session: () => problem(403, "forbidden") });
    const stage = aStage({ network, loadRest: door.wait });
    await until(door.reached);
    stage.remove();
    await rest();

    door.open(await theRest());
    await rest();
    expect(stage.events).to.deep.equal([]);
    expect(stage.environment.live).to.deep.equal({ timers: 0, listeners: 0 });
  });

  it("that comes after the element has gone tells no problem of its life", async () => {
    const door = aGate<Rest>();
    const { network } = aScriptedHost(undefined, { session: noNetwork });
    const stage = aStage({ network, loadRest: door.wait });
    for (let turn = 0; turn < 5; turn++) await stage.environment.advance(11_000);
    await until(door.reached);
    stage.remove();
    await rest();

    door.open(await theRest());
    await rest();
    expect(stage.events).to.deep.equal([]);
  });

  it("that comes late tells a problem late: the same without the removal", async () => {
    const door = aGate<Rest>();
    const { network } = aScriptedHost(undefined, { session: () => problem(403, "forbidden") });
    const stage = aStage({ network, loadRest: door.wait });
    await until(door.reached);
    door.open(await theRest());
    await until(() => stage.events.length === 1);
  });

  for (const [name, session] of Object.entries({
    "without a network": noNetwork,
    refused: () => problem(403, "forbidden"),
  })) {
    it(`that cannot be loaded either is not a dead end: ${name}`, async () => {
      const { library, load } = aLibrary();
      const host = aScriptedHost(undefined, { session });
      const stage = aStage({ network: host.network, loadRest: load });
      for (let turn = 0; turn < 5; turn++) await stage.environment.advance(11_000);
      await stage.shows(en["problem.unloaded"]);

      library.broken = false;
      host.answers = {};
      stage.press("Try again");
      await stage.shows("One last step");
      await until(() => !stage.text().includes(en["problem.unloaded"]));
    });
  }

  it("is loaded once for a whole life", async () => {
    const { library, load } = aLibrary();
    library.broken = false;
    const stage = aStage({ network: aScriptedHost().network, loadRest: load });
    await until(() => stage.element.rest);
    for (let turn = 0; turn < 3; turn++) {
      stage.element.refresh();
      await stage.atRest();
    }
    expect(library.asked).to.equal(1);
  });
});
