import { expect } from "@open-wc/testing";
import {
  type Answers,
  aCustomer,
  aGate,
  aLink,
  aProfile,
  aScriptedHost,
  json,
  ownSteps,
} from "../fixtures/answers.js";
import { allowedLinks, hostileLinks, navigationsAfter, openerOf } from "../fixtures/links.js";
import { aStage, until } from "../fixtures/stage.js";
import { open } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const own = "liveness_check";

const withLinks = (...names: string[]) =>
  aCustomer({
    verificationProfiles: [aProfile("incomplete", { required: [...names, ...ownSteps] })],
    actions: Object.fromEntries(names.map((name) => [name, { kind: "link" }])),
  });

/** A customer whose requirements have links, at a host written by hand. */
async function aRequirementStage(answers: Answers = {}, names: readonly string[] = [own]) {
  const host = aScriptedHost(withLinks(...names));
  const stage = aStage({ network: host.network });
  await until(() => stage.element.shadowRoot?.querySelector("button[part~=action]"));
  host.answers = answers;
  const requests = () => stage.paths().filter((path) => path.startsWith("POST links/"));
  const clickFirst = () =>
    stage.element.shadowRoot?.querySelector<HTMLElement>("button[part~=action]")?.click();
  return { ...stage, host, requests, clickFirst };
}

const linking = (url: string, fields = {}): Answers => ({
  link: () => json(201, aLink(url, fields)),
});

/** Where a requirement's button led when the host answered with this link. */
async function sentTo(url: string): Promise<readonly string[]> {
  const stage = await aRequirementStage(linking(url));
  stage.environment.page = "https://site.example/account";
  return navigationsAfter(stage, () => openerOf(stage, own).click());
}

describe("the link of a requirement, over the real handler", () => {
  it("is opened by one click, and the return is shown", async () => {
    const stage = await open({}, text("heading.incomplete.individual"));
    await stage.atRest();
    openerOf(stage, "terms_of_service").click();
    await until(() => stage.environment.navigations.length === 1);
    const [visit] = stage.environment.navigations;
    expect(stage.paths().at(-1)).to.equal("POST links/terms_of_service");
    expect(stage.events.at(-1)).to.include({ requirement: "terms_of_service" });

    const body = new URLSearchParams({ action: "complete" });
    const done = new Request(String(visit?.href), { method: "POST", body });
    expect((await stage.simulator.providerPage(done)).status).to.equal(200);
    stage.environment.tell("hidden");
    stage.environment.tell("restored");

    await stage.shows(text("note.done", { names: text("requirement.terms_of_service") }));
    await stage.shows(text("progress", { done: 5, total: 7 }));
    expect(stage.environment.navigations).to.have.length(1);
  });

  it("that was left unfinished is shown as it was, and can be opened again", async () => {
    const stage = await open({}, text("heading.incomplete.individual"));
    await stage.atRest();
    for (const navigations of [1, 2]) {
      openerOf(stage, own).click();
      await until(() => stage.environment.navigations.length === navigations);
      stage.environment.tell("hidden");
      stage.environment.tell("restored");
      await stage.shows(text("note.unchanged"));
      await stage.shows(text("progress", { done: 4, total: 7 }));
    }
  });
});

describe("the button of a requirement", () => {
  it("sends one request, however often it is clicked in one moment", async () => {
    const gate = aGate<Response>();
    const stage = await aRequirementStage({ link: gate.wait });
    for (let click = 0; click < 50; click++) openerOf(stage, own).click();
    await until(gate.reached);
    gate.open(json(201, aLink()));
    await until(() => stage.environment.navigations.length > 0);
    await stage.atRest();

    expect(stage.requests()).to.have.length(1);
    expect(stage.environment.navigations).to.have.length(1);
  });

  it("opens no hostile link of the table", async () => {
    const followed: string[] = [];
    for (const url of hostileLinks) followed.push(...(await sentTo(url)));
    expect(followed).to.deep.equal([]);
  });

  it("opens every link of the provider: the control of the table", async () => {
    for (const url of allowedLinks) expect(await sentTo(url)).to.deep.equal([url]);
  });

  it("whose links arrive expired requests two more, opens none of them, and says so", async () => {
    const stage = await aRequirementStage(linking(allowedLinks[0], { expiresInSeconds: 0 }));
    openerOf(stage, own).click();
    await stage.shows(text("problem.link_expired"));

    expect(stage.requests()).to.have.length(3);
    expect(stage.environment.navigations).to.deep.equal([]);
  });

  for (const [expired, which] of [
    [1, "second"],
    [2, "third"],
  ] as const) {
    it(`opens the ${which} link when those before arrive expired`, async () => {
      let left: number = expired;
      const stage = await aRequirementStage({
        link: () => json(201, aLink(undefined, { expiresInSeconds: left-- > 0 ? 0 : 60 })),
      });
      openerOf(stage, own).click();
      await until(() => stage.environment.navigations.length === 1);
      expect(stage.requests()).to.have.length(expired + 1);
    });
  }

  it("requests a new link by one click after the first one has expired", async () => {
    const stage = await aRequirementStage(linking(allowedLinks[0], { expiresInSeconds: 60 }));
    openerOf(stage, own).click();
    await until(() => stage.environment.navigations.length === 1);
    await stage.environment.advance(61_000);
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.atRest();
    openerOf(stage, own).click();
    await until(() => stage.environment.navigations.length === 2);
    expect(stage.requests()).to.have.length(2);
  });

  it("requests nothing before the click, uses its own route, and names the requirement", async () => {
    const names = ["terms_of_service", own];
    const stage = await aRequirementStage(linking(allowedLinks[2]), names);
    await stage.atRest();
    expect(stage.requests()).to.deep.equal([]);
    openerOf(stage, own).click();
    await until(() => stage.environment.navigations.length === 1);

    expect(stage.requests()).to.deep.equal([`POST links/${own}`]);
    expect(stage.sent.at(-1)?.key).to.equal(null);
    expect(stage.events.at(-1)).to.include({ host: "sumsub.com", requirement: own });
  });

  it("reads the link under the name that SpherePay gives it as well", async () => {
    const [link] = allowedLinks;
    const stage = await aRequirementStage({ link: () => json(201, { link }) });
    openerOf(stage, own).click();
    await until(() => stage.environment.navigations.length === 1);
    expect(stage.environment.navigations[0]?.href).to.equal(link);
  });

  for (const name of [".", ".."]) {
    it(`requests nothing for a name that would be another route: ${name}`, async () => {
      const stage = await aRequirementStage({}, [name]);
      stage.clickFirst();
      await stage.shows(text("problem.not_here"));
      expect(stage.paths().filter((path) => path !== "GET customer")).to.deep.equal([
        "POST session",
      ]);
    });
  }

  for (const name of ["../session", "a/b?c#d", "%2e%2e", "...", "\u202ex y", "\ud83d\ude00"]) {
    it(`never requests another route: ${JSON.stringify(name)}`, async () => {
      const stage = await aRequirementStage({}, [name]);
      const before = stage.sent.length;
      stage.clickFirst();
      await until(() => stage.sent.length > before);
      const request = stage.sent[before];
      expect(request?.method).to.equal("POST");
      expect(request?.path).to.match(/^\/kyc\/links\/[^/]+$/);
    });
  }
});
