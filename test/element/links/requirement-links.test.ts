import { expect } from "@open-wc/testing";
import { messages as en } from "../../../src/locales/en.js";
import { aCustomer, aProfile, json } from "../fixtures/answers.js";
import { allowedLinks } from "../fixtures/links.js";
import { until } from "../fixtures/stage.js";
import { aLinkStage } from "../fixtures/stages.js";

describe("the link of a requirement", () => {
  const withActions = (...names: string[]) =>
    aCustomer({
      verificationProfiles: [aProfile("incomplete", { required: names })],
      actions: Object.fromEntries(names.map((name) => [name, { kind: "link" }])),
    });

  it("is asked for by a press alone, from its own route, and announced by name", async () => {
    const stage = await aLinkStage();
    stage.host.customer = withActions("terms_of_service", "liveness_check");
    stage.element.refresh();
    await stage.shows("Face check");
    stage.host.answers = { link: () => json(201, { link: allowedLinks[2] }) };

    stage.element.shadowRoot
      ?.querySelector<HTMLElement>("[aria-label='Open: Face check']")
      ?.click();
    await until(() => stage.environment.navigations.length === 1);

    expect(stage.paths().slice(1)).to.deep.equal(["GET customer", "POST links/liveness_check"]);
    expect(stage.sent.at(-1)?.key).to.equal(null);
    expect(stage.events.at(-1)).to.include({ host: "sumsub.com", requirement: "liveness_check" });
  });

  for (const name of [".", ".."]) {
    it(`is not asked for by a name that would be another route: ${name}`, async () => {
      const stage = await aLinkStage();
      stage.host.customer = withActions(name);
      stage.element.refresh();
      await until(() => stage.element.shadowRoot?.querySelector("button.do"));

      stage.element.shadowRoot?.querySelector<HTMLElement>("button.do")?.click();
      await stage.shows(en["problem.not_here"]);
      expect(new Set(stage.paths().slice(1))).to.deep.equal(new Set(["GET customer"]));
    });
  }

  for (const name of ["../session", "a/b?c#d", "%2e%2e", "...", "\u202ex y", "\ud83d\ude00"]) {
    it(`never leads to another route: ${JSON.stringify(name)}`, async () => {
      const stage = await aLinkStage();
      stage.host.customer = withActions(name);
      stage.element.refresh();
      await until(() => stage.element.shadowRoot?.querySelector("button.do"));
      const before = stage.sent.length;

      stage.element.shadowRoot?.querySelector<HTMLElement>("button.do")?.click();
      await until(() => stage.sent.length > before);
      const asked = stage.sent[before];
      expect(asked?.method).to.equal("POST");
      expect(asked?.path).to.match(/^\/kyc\/links\/[^/]+$/);
    });
  }
});
