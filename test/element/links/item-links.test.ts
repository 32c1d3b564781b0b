import { expect } from "@open-wc/testing";
import { messages as en } from "../../../src/locales/en.js";
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
import { allowedLinks, hostileLinks } from "../fixtures/links.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { open } from "../fixtures/stages.js";

const own = "liveness_check";

/** A host whose customer has one item with a link, and whose answers are written by hand. */
async function anItemStage(answers: Answers = {}) {
  const host = aScriptedHost(
    aCustomer({
      verificationProfiles: [aProfile("incomplete", { required: [own, ...ownSteps] })],
      actions: { [own]: { kind: "link" } },
    }),
  );
  const stage = aStage({ network: host.network });
  await stage.shows("Face check");
  await until(() => stage.element.rest);
  host.answers = answers;
  const asked = () => stage.paths().filter((path) => path === `POST links/${own}`);
  return { ...stage, host, asked };
}

const opener = ({ element }: Pick<Stage, "element">, label: string): HTMLElement => {
  const found = element.shadowRoot?.querySelector<HTMLElement>(`[aria-label="Open: ${label}"]`);
  if (!found) throw new TypeError(`nothing opens "${label}"`);
  return found;
};

const linking = (url: string, fields = {}): Answers => ({
  link: () => json(201, aLink(url, fields)),
});

/** Where an item's button led when the host answered with this address. */
async function sentTo(url: string): Promise<readonly string[]> {
  const stage = await anItemStage(linking(url));
  opener(stage, "Face check").click();
  await until(() => stage.environment.navigations.length || stage.eventTypes().includes("problem"));
  stage.remove();
  return stage.environment.navigations.map(({ href }) => href);
}

describe("an item's own page, over the real handler", () => {
  it("is left for by one press, and the return is shown", async () => {
    const stage = await open({}, "Verify your identity");
    await stage.atRest();
    opener(stage, "Terms of service").click();
    await until(() => stage.environment.navigations.length === 1);
    const [visit] = stage.environment.navigations;
    expect(stage.paths().at(-1)).to.equal("POST links/terms_of_service");
    expect(stage.events.at(-1)).to.include({ requirement: "terms_of_service" });

    const body = new URLSearchParams({ action: "complete" });
    const done = new Request(String(visit?.href), { method: "POST", body });
    expect((await stage.simulator.providerPage(done)).status).to.equal(200);
    stage.environment.tell("hidden");
    stage.environment.tell("restored");

    await stage.shows("Done now: Terms of service.");
    await stage.shows("5 of 7 done");
    expect(stage.environment.navigations).to.have.length(1);
  });

  it("that was left unfinished is shown as it was, and can be opened again", async () => {
    const stage = await open({}, "Verify your identity");
    await stage.atRest();
    for (const navigations of [1, 2]) {
      opener(stage, "Face check").click();
      await until(() => stage.environment.navigations.length === navigations);
      stage.environment.tell("hidden");
      stage.environment.tell("restored");
      await stage.shows(en["note.unchanged"]);
      await stage.shows("4 of 7 done");
    }
  });
});

describe("the button of an item", () => {
  it("asks once, however often it is pressed in one moment", async () => {
    const gate = aGate<Response>();
    const stage = await anItemStage({ link: gate.wait });
    for (let press = 0; press < 50; press++) opener(stage, "Face check").click();
    await until(gate.reached);
    gate.open(json(201, aLink()));
    await until(() => stage.environment.navigations.length > 0);
    await stage.atRest();

    expect(stage.asked()).to.have.length(1);
    expect(stage.environment.navigations).to.have.length(1);
  });

  it("leads nowhere by a hostile link, every one of the table", async () => {
    const followed: string[] = [];
    for (const url of hostileLinks) followed.push(...(await sentTo(url)));
    expect(followed).to.deep.equal([]);
  }).timeout(30_000);

  it("leads to the provider, every one of the good ones: the control of the table", async () => {
    for (const url of allowedLinks) expect(await sentTo(url)).to.deep.equal([url]);
  });

  it("whose links arrive expired asks twice more, leaves with none of them, and says so", async () => {
    const stage = await anItemStage(linking(allowedLinks[0], { expiresInSeconds: 0 }));
    opener(stage, "Face check").click();
    await stage.shows(en["problem.link_expired"]);

    expect(stage.asked()).to.have.length(3);
    expect(stage.environment.navigations).to.deep.equal([]);
  });

  for (const [dead, which] of [
    [1, "second"],
    [2, "third"],
  ] as const) {
    it(`leaves with the ${which} link when those before arrive expired`, async () => {
      let left: number = dead;
      const stage = await anItemStage({
        link: () => json(201, aLink(undefined, { expiresInSeconds: left-- > 0 ? 0 : 60 })),
      });
      opener(stage, "Face check").click();
      await until(() => stage.environment.navigations.length === 1);
      expect(stage.asked()).to.have.length(dead + 1);
    });
  }

  it("gets a new link by one press from who comes back after the first one ended", async () => {
    const stage = await anItemStage(linking(allowedLinks[0], { expiresInSeconds: 60 }));
    opener(stage, "Face check").click();
    await until(() => stage.environment.navigations.length === 1);
    await stage.environment.advance(61_000);
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.atRest();
    opener(stage, "Face check").click();
    await until(() => stage.environment.navigations.length === 2);
    expect(stage.asked()).to.have.length(2);
  });
});
