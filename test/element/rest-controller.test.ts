import { expect } from "@open-wc/testing";
import type { Rest } from "../../src/element/rest-controller.js";
import { en } from "../../src/locales/en.js";
import { aCustomer, aProfile, aScriptedHost } from "./answers.js";
import { rest } from "./hand-environment.js";
import { aStage, until } from "./stage.js";
import { submitText } from "./stages.js";

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
    await stage.shows(en["problem.offline"]);
    await rest(40);

    expect(library.asked).to.equal(1);
    expect(stage.text()).to.contain("One last step");
    await expect(stage.element).to.be.accessible();
  });

  it("comes with one press on Try again, and a press made meanwhile is not lost", async () => {
    const { library, load } = aLibrary();
    const stage = aStage({ network: aScriptedHost().network, loadRest: load });
    await stage.shows(en["problem.offline"]);
    stage.press(submitText);
    await rest();
    expect(stage.environment.departures).to.deep.equal([]);

    library.broken = false;
    stage.press("Try again");
    await until(() => stage.environment.departures.length === 1);
    expect(stage.text()).not.to.contain(en["problem.offline"]);
  });

  for (const [name, customer] of [
    ["an outcome", aCustomer({ verificationProfiles: [aProfile("approved")] })],
    ["a checklist", aCustomer()],
  ] as const) {
    it(`comes after every failure with the next press: ${name}`, async () => {
      const { library, load } = aLibrary();
      const stage = aStage({ network: aScriptedHost(customer).network, loadRest: load });
      for (let turn = 1; turn <= 3; turn++) {
        await until(() => library.asked >= turn);
        await stage.shows(en["problem.offline"]);
        await rest();
        stage.press("Try again");
      }
      await rest();
      library.broken = false;
      stage.press("Try again");
      await until(() => stage.element.rest);
      await until(() => !stage.text().includes(en["problem.offline"]));
      expect(stage.element.status).to.be.oneOf(["approved", "incomplete"]);
    });
  }

  it("comes by itself when the network is back", async () => {
    const { library, load } = aLibrary();
    const stage = aStage({ network: aScriptedHost().network, loadRest: load });
    await stage.shows(en["problem.offline"]);

    library.broken = false;
    stage.environment.tell("online");
    await until(() => !stage.text().includes(en["problem.offline"]));
  });

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
