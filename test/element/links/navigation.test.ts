import { expect } from "@open-wc/testing";
import { SphereKycLeaveEvent } from "../../../src/element/events.js";
import { aGate, aLink, json } from "../fixtures/answers.js";
import { allowedLinks, hostileLinks, navigationsAfter } from "../fixtures/links.js";
import { type StageOptions, until } from "../fixtures/stage.js";
import { aLinkStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

/** Where the element sent the customer when the host answered with this link. */
async function sentTo(url: string): Promise<readonly string[]> {
  const stage = await aLinkStage();
  stage.environment.page = "https://site.example/account";
  stage.host.answers = { submit: () => json(201, aLink(url)) };
  return navigationsAfter(stage, () => stage.click(submitText));
}

describe("the link", () => {
  it("that leads anywhere else is refused: every link of the hostile table", async () => {
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

  it("that is refused is reported, the console says why, and the customer can try again", async () => {
    const stage = await aLinkStage();
    stage.host.answers = { submit: () => json(201, aLink("https://evil.example/secret")) };
    stage.click(submitText);
    await stage.shows(text("problem.link_refused"));

    expect(stage.environment.warnings.join()).to.contain("link-hosts").not.to.contain("evil");
    stage.host.answers = {};
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
  });

  it("leads to the hosts that the page names, and to no others", async () => {
    const linkHosts = "verify.host.example, http://127.0.0.1:4100";
    const prepare: StageOptions["prepare"] = (element) => {
      element.linkHosts = linkHosts;
    };
    const urls = ["https://verify.host.example/a", "http://127.0.0.1:4100/b", allowedLinks[0]];
    const followed: string[] = [];
    for (const url of urls) {
      const stage = await aLinkStage({ prepare });
      stage.host.answers = { submit: () => json(201, aLink(url)) };
      stage.click(submitText);
      await until(() => stage.events.length > 1);
      followed.push(...stage.environment.navigations.map(({ href }) => href));
    }
    expect(followed).to.deep.equal(urls.slice(0, 2));
  });
});

describe("the hosts that a page names", () => {
  const submittedWith = async (linkHosts: unknown, url: string) => {
    const stage = await aLinkStage({
      prepare: (element) => Object.assign(element, { linkHosts }),
    });
    stage.host.answers = { submit: () => json(201, aLink(url)) };
    stage.click(submitText);
    await until(() => stage.events.length > 1);
    await stage.atRest();
    return stage;
  };
  const ownLink = "https://verify.host.example/a";
  const usualLink = "https://in.sumsub.com/websdk/p/abc";

  for (const [name, list] of Object.entries({
    "a list": ["verify.host.example"],
    "a list of texts": ["other.example verify.host.example", "third.example"],
    "a text": "verify.host.example",
  })) {
    it(`may come as ${name}`, async () => {
      const stage = await submittedWith(list, ownLink);
      expect(stage.environment.navigations.map(({ href }) => href)).to.deep.equal([ownLink]);
      expect(stage.environment.warnings).to.deep.equal([]);
    });
  }

  for (const [name, list] of Object.entries({
    "a number": 7,
    "an object": { host: "verify.host.example" },
    "a list of none": [7, null, {}],
    "an empty list": [],
    nothing: null,
    "an empty text": " ",
  })) {
    it(`that are none keep the default ones, and the submit works: ${name}`, async () => {
      const stage = await submittedWith(list, usualLink);
      expect(stage.environment.navigations.map(({ href }) => href)).to.deep.equal([usualLink]);
      const isJunk = typeof list === "number" || /object|list of/.test(name);
      expect(stage.environment.warnings.join().includes("link-hosts: expected")).to.equal(isJunk);
    });
  }

  it("are checked before the host is asked: the console names what is wrong", async () => {
    const gate = aGate<Response>();
    const stage = await aLinkStage({ prepare: (element) => (element.linkHosts = "HTTP://x") });
    stage.host.answers = { submit: gate.wait };
    stage.click(submitText);
    await until(gate.reached);
    expect(stage.environment.warnings.join()).to.contain('got "HTTP://x"');
  });
});

describe("leaving the page", () => {
  it("sends an event with host and requirement, which can be prevented", async () => {
    const stage = await aLinkStage();
    stage.element.addEventListener("sphere-kyc-leave", (event) => event.preventDefault(), {
      once: true,
    });

    stage.click(submitText);
    await until(() => stage.eventTypes().includes("leave"));
    await stage.atRest();
    const [, event] = stage.events;
    expect(event).to.be.instanceOf(SphereKycLeaveEvent);
    expect(event).to.include({ host: "in.sumsub.com", requirement: null, cancelable: true });
    expect(stage.environment.navigations).to.deep.equal([]);
    expect(stage.text()).not.to.contain(text("busy.leaving"));

    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
    expect(stage.paths().filter((path) => path === "POST submit")).to.have.length(2);
  });

  it("is done by the page's openLink where it has one, and what that throws is contained", async () => {
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
    stage.click(submitText);
    await until(() => urls.length === 1);
    expect(urls).to.deep.equal([aLink()["url"]]);
    expect(stage.environment.tabsOpened.count).to.equal(0);

    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.atRest();
    stage.click(submitText);
    await stage.shows(text("problem.link_refused"));
    expect(stage.environment.navigations).to.deep.equal([]);
  });

  it("that did not happen ends after ten seconds, with a load", async () => {
    const stage = await aLinkStage();
    stage.click(submitText);
    await stage.shows(text("busy.leaving"));
    const before = stage.sent.length;

    await stage.environment.advance(9_999);
    expect(stage.sent).to.have.length(before);
    await stage.environment.advance(1);
    await until(() => stage.sent.length === before + 1);
    await until(() => !stage.text().includes(text("busy.leaving")));
    expect(stage.button(submitText).getAttribute("aria-disabled")).to.equal(null);
  });
});
