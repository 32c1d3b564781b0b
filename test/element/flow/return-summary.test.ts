import { expect } from "@open-wc/testing";
import { createEnvironment } from "../../../src/element/environment.js";
import { isInApp } from "../../../src/element/views/in-app-browser.js";
import { messages as en } from "../../../src/locales/en.js";
import { aCustomer, aProfile, aScriptedHost, ownSteps } from "../fixtures/answers.js";
import { aLeftStage, aScriptedStage, open } from "../fixtures/stages.js";

const listed = (lists: Record<string, unknown>) =>
  aCustomer({ verificationProfiles: [aProfile("incomplete", lists)] });

async function aCheckedStage(before: ReturnType<typeof listed>) {
  const host = aScriptedHost(before);
  const stage = await open({ network: host.network }, "Verify your identity");
  await stage.atRest();
  const read = async (customer: ReturnType<typeof listed>) => {
    host.customer = customer;
    stage.element.refresh();
    await stage.atRest();
  };
  return { stage, read };
}

describe("what changed", () => {
  it("is said to who comes back, on screen and to a screen reader", async () => {
    const stage = await aLeftStage();
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.shows("Nothing has changed yet");

    expect(stage.text()).to.contain(`${en["note.back"]} ${en["note.unchanged"]}`);
    expect(stage.announced()).to.contain(en["note.unchanged"]);
  });

  it("names items in words, and marks their rows", async () => {
    const { stage, read } = await aCheckedStage(
      listed({ required: ["terms_of_service", "identity_document", ...ownSteps] }),
    );
    await read(
      listed({ complete: ["terms_of_service"], required: ["identity_document", ...ownSteps] }),
    );

    expect(stage.text()).to.contain("Done now: Terms of service.");
    expect(stage.text()).not.to.contain(en["note.back"]);
    const fresh = [...(stage.element.shadowRoot?.querySelectorAll(".fresh b") ?? [])];
    expect(fresh.map((each) => each.textContent)).to.deep.equal(["Terms of service"]);
  });

  it("keeps names that nobody has words for apart, and counts on after five", async () => {
    const names = Array.from({ length: 7 }, (_, index) => `odd_${index}`);
    const { stage, read } = await aCheckedStage(listed({ required: ["odd", ...ownSteps] }));
    await read(listed({ required: ["odd", ...names, ...ownSteps] }));

    expect(stage.text()).to.contain("New on your list: \u2068Odd 0\u2069, ");
    expect(stage.text()).to.contain("\u2068Odd 4\u2069, and ….");
  });

  it("is told once: a press ends it", async () => {
    const stage = await aScriptedStage();
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.shows(en["note.unchanged"]);
    stage.click(en["action.submit"]);
    await stage.shows(en["busy.leaving"]);
    expect(stage.text()).not.to.contain(en["note.unchanged"]);
  });
});

const agents = {
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 300.0.0.0": true,
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83": true,
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1": false,
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1": false,
  "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/490.0]": true,
  "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0 Mobile Safari/537.36": true,
  "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36": false,
  "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0": false,
  "": false,
} as const;

describe("a browser inside another app", () => {
  for (const [agent, inApp] of Object.entries(agents)) {
    it(`is ${inApp ? "recognised" : "not suspected"}: ${agent.slice(-50)}`, () => {
      expect(isInApp(agent)).to.equal(inApp);
    });
  }

  it("is what the real environment asks about", () => {
    expect(createEnvironment().userAgent()).to.equal(navigator.userAgent);
  });
});
