import { expect } from "@open-wc/testing";
import { aLink, aSession, aToken, json } from "../fixtures/answers.js";
import { allowedLinks, navigationsAfter } from "../fixtures/links.js";
import type { StageOptions } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const production = "https://site.example/account";
const development = "http://localhost:5173/account";
const simulator = "http://127.0.0.1:4100";

/** An element on this page, at a host whose session states these link hosts. */
async function aStageAt(page: string, stated?: readonly string[], linkHosts?: string) {
  const prepare: StageOptions["prepare"] = (element) => {
    element.linkHosts = linkHosts;
    element.fetchSession = async () => aSession({ ...aSession(), linkHosts: stated });
  };
  const stage = await aScriptedStage({ prepare });
  stage.environment.page = page;
  return stage;
}

async function followed(page: string, url: string, linkHosts?: string): Promise<readonly string[]> {
  const stage = await aStageAt(page, undefined, linkHosts);
  stage.host.answers = { submit: () => json(201, aLink(url)) };
  return navigationsAfter(stage, () => stage.click(submitText));
}

describe("a link to the same machine", () => {
  for (const url of [`${simulator}/a`, "http://localhost:4100/a", "https://localhost:4100/a"]) {
    it(`is followed from a page on the same machine: ${url}`, async () => {
      expect(await followed(development, url)).to.deep.equal([url]);
    });

    it(`is refused from any other page: ${url}`, async () => {
      expect(await followed(production, url)).to.deep.equal([]);
    });

    it(`is refused from an app's own page: ${url}`, async () => {
      expect(await followed("https://localhost/", url)).to.deep.equal([]);
    });

    it(`is refused where the page names other hosts: ${url}`, async () => {
      expect(await followed(development, url, "in.sumsub.com")).to.deep.equal([]);
    });
  }

  for (const url of [
    "http://127.0.0.1.evil.example/",
    "http://127.0.0.1:4100@evil.example/",
    "http://evil.example/#http://127.0.0.1:4100",
    "http://192.168.0.1/",
    "https://evil.example/",
  ]) {
    it(`is none when it only looks like one: ${url}`, async () => {
      expect(await followed(development, url)).to.deep.equal([]);
    });
  }

  it("leaves SpherePay's own links: the control", async () => {
    expect(await followed(development, allowedLinks[0])).to.deep.equal([allowedLinks[0]]);
  });
});

describe("a host that says where its links lead", () => {
  const refused: readonly [name: string, page: string, stated: string[], linkHosts?: string][] = [
    ["the simulator, on a page of another machine", production, [simulator]],
    ["the simulator, where the page names other hosts", development, [simulator], "in.sumsub.com"],
    ["hosts of its own", production, ["verify.host.example", "other.host.example"]],
  ];
  for (const [name, page, stated, linkHosts] of refused) {
    it(`costs the customer no submit when none of them is allowed: ${name}`, async () => {
      const stage = await aStageAt(page, stated, linkHosts);
      stage.click(submitText);
      await stage.shows(text("problem.link_refused"));
      expect(stage.submits()).to.deep.equal([]);
      expect(stage.environment.warnings.join()).to.contain(stated[0]);
      expect(stage.eventTypes()).to.deep.equal(["ready", "problem"]);
    });
  }

  const allowed: readonly [name: string, page: string, stated: unknown, linkHosts?: string][] = [
    ["the simulator, on the same machine", development, [simulator]],
    ["one of several", production, ["verify.host.example", "in.sumsub.com"]],
    ["what the page names", production, ["in.sumsub.com"], "in.sumsub.com"],
    ["nothing", production, []],
    ["nothing that is a host", production, ["*", "<b>", 7]],
    ["no list", production, "verify.host.example"],
  ];
  for (const [name, page, stated, linkHosts] of allowed) {
    it(`is asked when it states ${name}`, async () => {
      const stage = await aStageAt(page, stated as string[], linkHosts);
      stage.click(submitText);
      await stage.atRest();
      expect(stage.submits()).to.have.length(1);
    });
  }

  it("is in the console before anybody clicks", async () => {
    const stage = await aScriptedStage({
      network: (request) =>
        request.url.endsWith("/session")
          ? json(201, { ...aSession(), token: aToken, linkHosts: ["verify.host.example"] })
          : undefined,
      handler: {},
    });
    expect(stage.environment.warnings).to.deep.equal([
      "<sphere-kyc-onboarding> link_refused: link-hosts: allows none of the host's own, verify.host.example",
    ]);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });

  it("widens nothing", async () => {
    const stage = await aStageAt(production, ["in.sumsub.com", "verify.host.example"]);
    stage.host.answers = { submit: () => json(201, aLink("https://verify.host.example/a")) };
    const navigations = await navigationsAfter(stage, () => stage.click(submitText));
    expect(navigations).to.deep.equal([]);
  });
});
