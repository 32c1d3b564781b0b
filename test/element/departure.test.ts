import { expect } from "@open-wc/testing";
import type { WaitingTab } from "../../src/element/door.js";
import { SphereKycLeaveEvent } from "../../src/element/events.js";
import { messages as en } from "../../src/locales/en.js";
import { aGate, aLink, json, problem } from "./answers.js";
import { rest } from "./hand-environment.js";
import { allowedLinks, hostileLinks } from "./links.js";
import { type StageOptions, until } from "./stage.js";
import { aLinkStage, submitText } from "./stages.js";

/** Where the element sent the customer when the host answered with a link. */
async function sentTo(url: string): Promise<readonly string[]> {
  const stage = await aLinkStage();
  stage.host.answers = { submit: () => json(201, aLink(url)) };
  stage.press(submitText);
  await until(() => stage.environment.departures.length || stage.eventTypes().includes("problem"));
  const { departures } = stage.environment;
  stage.remove();
  return departures.map(({ href }) => href);
}

describe("the link", () => {
  it("that leads anywhere else is refused, every one of the hostile table", async () => {
    expect(hostileLinks.length).to.be.at.least(30);
    const followed: string[] = [];
    for (const url of hostileLinks) followed.push(...(await sentTo(url)));
    expect(followed).to.deep.equal([]);
  });

  for (const url of allowedLinks) {
    it(`that leads to the provider is followed: ${url}`, async () => {
      expect(await sentTo(url)).to.deep.equal([url]);
    });
  }

  it("that is refused says so, tells the developer why, and lets the customer try again", async () => {
    const stage = await aLinkStage();
    stage.host.answers = { submit: () => json(201, aLink("https://evil.example/secret")) };
    stage.press(submitText);
    await stage.shows(en["problem.link_refused"]);

    expect(stage.environment.complaints.join()).to.contain("link-hosts").not.to.contain("evil");
    stage.host.answers = {};
    stage.press(submitText);
    await until(() => stage.environment.departures.length === 1);
  });

  it("leads to the hosts that the page names, and to no others then", async () => {
    const linkHostList = "verify.host.example, http://127.0.0.1:4100";
    const prepare: StageOptions["prepare"] = (element) => {
      element.linkHostList = linkHostList;
    };
    const urls = ["https://verify.host.example/a", "http://127.0.0.1:4100/b", allowedLinks[0]];
    const followed: string[] = [];
    for (const url of urls) {
      const stage = await aLinkStage({ prepare });
      stage.host.answers = { submit: () => json(201, aLink(url)) };
      stage.press(submitText);
      await until(() => stage.events.length > 1);
      followed.push(...stage.environment.departures.map(({ href }) => href));
    }
    expect(followed).to.deep.equal(urls.slice(0, 2));
  });
});

describe("leaving", () => {
  it("is announced with host and requirement, and can be prevented", async () => {
    const stage = await aLinkStage();
    stage.element.addEventListener("sphere-kyc-leave", (event) => event.preventDefault(), {
      once: true,
    });

    stage.press(submitText);
    await until(() => stage.eventTypes().includes("leave"));
    await stage.atRest();
    const [, event] = stage.events;
    expect(event).to.be.instanceOf(SphereKycLeaveEvent);
    expect(event).to.include({ host: "in.sumsub.com", requirement: null, cancelable: true });
    expect(stage.environment.departures).to.deep.equal([]);
    expect(stage.text()).not.to.contain("Opening…");

    stage.press(submitText);
    await until(() => stage.environment.departures.length === 1);
    expect(stage.paths().filter((path) => path === "POST submit")).to.have.length(2);
  });

  it("is the page's own business where it says so, and what it throws is contained", async () => {
    const urls: string[] = [];
    const stage = await aLinkStage({
      prepare: (element) => {
        element.target = "_blank";
        element.openLink = (url) => {
          urls.push(url);
          if (urls.length > 1) throw new Error("broken page");
        };
      },
    });
    stage.press(submitText);
    await until(() => urls.length === 1);
    expect(urls).to.deep.equal([aLink()["url"]]);
    expect(stage.environment.tabsAsked.count).to.equal(0);

    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.atRest();
    stage.press(submitText);
    await stage.shows(en["problem.link_refused"]);
    expect(stage.environment.departures).to.deep.equal([]);
  });

  it("that did not happen ends after ten seconds, with a look at the customer", async () => {
    const stage = await aLinkStage();
    stage.press(submitText);
    await stage.shows("Opening…");
    const before = stage.sent.length;

    await stage.environment.advance(9_999);
    expect(stage.sent).to.have.length(before);
    await stage.environment.advance(1);
    await until(() => stage.sent.length === before + 1);
    await until(() => !stage.text().includes("Opening"));
    expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal(null);
  });
});

describe("leaving in a new tab", () => {
  const inTab = {
    prepare: (element: { target?: string | null }) => {
      element.target = "_blank";
    },
  } as StageOptions;
  const aTab = () => {
    const tab = { closed: 0, document, close: () => void tab.closed++ };
    return tab satisfies WaitingTab & { closed: number };
  };

  it("opens the tab inside the click, before any answer, and sends it on", async () => {
    const stage = await aLinkStage(inTab);
    const gate = aGate<Response>();
    stage.host.answers = { submit: gate.wait };
    const tab = aTab();
    stage.environment.nextTab = tab;

    stage.press(submitText);
    expect(stage.environment.tabsAsked.count).to.equal(1);
    gate.open(json(201, aLink()));
    await until(() => stage.environment.departures.length === 1);

    expect(stage.environment.departures[0]?.tab).to.equal(tab);
    expect(tab.closed).to.equal(0);
  });

  it("closes the tab again when no link comes", async () => {
    const stage = await aLinkStage(inTab);
    stage.host.answers = { submit: () => problem(503, "upstream_failed") };
    const tab = aTab();
    stage.environment.nextTab = tab;

    stage.press(submitText);
    await stage.shows(en["problem.unanswered"]);
    await rest();

    expect(tab.closed).to.equal(1);
    expect(stage.environment.departures).to.deep.equal([]);
  });

  it("closes the tab again when the page keeps the customer, and when it is removed", async () => {
    const stage = await aLinkStage(inTab);
    const [first, second] = [aTab(), aTab()];
    stage.environment.nextTab = first;
    stage.element.addEventListener("sphere-kyc-leave", (event) => event.preventDefault());
    stage.press(submitText);
    await until(() => first.closed === 1);
    await stage.atRest();

    stage.host.answers = { submit: aGate<Response>().wait };
    stage.environment.nextTab = second;
    stage.press(submitText);
    stage.remove();
    await until(() => second.closed === 1);
  });

  it("stays in this tab when the browser refuses another", async () => {
    const stage = await aLinkStage(inTab);
    stage.press(submitText);
    await until(() => stage.environment.departures.length === 1);

    expect(stage.environment.tabsAsked.count).to.equal(1);
    expect(stage.environment.departures[0]?.tab).to.equal(undefined);
  });
});
