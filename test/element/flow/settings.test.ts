import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, aScriptedHost, silence } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aStage, type StageOptions, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const preparing = (prepare: StageOptions["prepare"]) =>
  aStage({ network: aScriptedHost().network, ...(prepare && { prepare }) });

describe("the endpoint", () => {
  for (const endpoint of [
    null,
    undefined,
    "",
    "http://elsewhere.example/kyc",
    "http://[",
    "data:,x",
  ]) {
    it(`that is no address is reported at once, and nothing is requested: ${endpoint}`, async () => {
      const stage = preparing((element) => {
        element.endpoint = endpoint;
      });
      await stage.shows(text("problem.site"));
      await stage.environment.advance(120_000);

      expect(stage.sent).to.deep.equal([]);
      expect(stage.eventTypes()).to.deep.equal(["problem"]);
      expect(stage.environment.warnings).to.have.length(1);
      expect(stage.environment.warnings[0]).to.contain("endpoint: expected a path");

      stage.element.endpoint = "/kyc";
      await stage.shows(text("text.ready"));
    });
  }

  const routes: Readonly<Record<string, string>> = {
    "/kyc/": "/kyc/session/",
    kyc: "/kyc/session",
    "/a/b//": "/a/b/session/",
    "https://api.host.example/kyc?tenant=1#x": "/kyc/session",
  };
  for (const [endpoint, path] of Object.entries(routes)) {
    it(`is where the routes are: ${endpoint}`, async () => {
      const stage = preparing((element) => {
        element.endpoint = endpoint;
      });
      await stage.shows(text("text.ready"));
      expect(stage.sent[0]?.path).to.equal(path);
    });
  }

  it("that changes starts again, and late answers of the first one count for nothing", async () => {
    const stage = await aScriptedStage();
    stage.host.answers = { customer: silence };
    stage.element.refresh();
    await until(() => stage.sent.length === 2);

    stage.host.customer = aCustomer({ id: "customer_b", type: "business" });
    stage.element.endpoint = "/other";
    await stage.shows(text("heading.incomplete.business"));

    expect(stage.sent[1]?.request.signal.aborted).to.equal(true);
    expect(stage.sent[2]?.path).to.equal("/other/session");
    expect(stage.element.customer?.id).to.equal("customer_b");
  });
});

describe("the other settings", () => {
  it("name a host wrongly: the console says so, and the good ones count", async () => {
    const stage = await aScriptedStage({
      prepare: (element) => {
        element.linkHosts = "*.evil.example https://in.sumsub.com in.sumsub.com";
      },
    });
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);

    expect(stage.environment.warnings).to.have.length(2);
    expect(stage.environment.warnings.join()).to.contain('"*.evil.example"');
  });

  it("name only hosts that are none: no link is opened", async () => {
    const stage = await aScriptedStage({
      prepare: (element) => {
        element.linkHosts = "*";
      },
    });
    stage.click(submitText);
    await stage.shows(text("problem.link_refused"));
    expect(stage.environment.navigations).to.deep.equal([]);
  });

  const hostile = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "blob:https://x/y",
    "https://user:password@host.example/",
    "http://elsewhere.example/",
    "\u202e/help",
  ];
  const rejected = aCustomer({ verificationProfiles: [aProfile("rejected")] });
  for (const supportHref of [
    ...hostile,
    "/help",
    "mailto:a@b.example",
    "tel:+123",
    "https://a.example/",
  ]) {
    const follows = !hostile.includes(supportHref);
    it(`offer support only where it is safe: ${JSON.stringify(supportHref)}`, async () => {
      const stage = aStage({
        network: aScriptedHost(rejected).network,
        prepare: (element) => {
          element.supportHref = supportHref;
        },
      });
      await stage.shows(text("heading.rejected.individual"));
      const hrefs = [...(stage.element.shadowRoot?.querySelectorAll("a") ?? [])].map(
        (each) => each.href,
      );
      expect(hrefs).to.deep.equal(follows ? [new URL(supportHref, document.baseURI).href] : []);
    });
  }

  for (const href of [...hostile, "/documents"]) {
    const follows = !hostile.includes(href);
    it(`lead to a page of the host only where it is safe: ${JSON.stringify(href)}`, async () => {
      const customer = aCustomer({
        verificationProfiles: [aProfile("incomplete", { required: ["identity_document"] })],
        actions: { identity_document: { kind: "page", href } },
      });
      const stage = aStage({ network: aScriptedHost(customer).network });
      await stage.shows(text("requirement.identity_document"));
      expect(stage.element.shadowRoot?.querySelectorAll("a")).to.have.length(follows ? 1 : 0);
      // Either way the page's own control would take its place.
      const slot = stage.element.shadowRoot?.querySelector("slot[name=identity_document]");
      expect(slot?.querySelectorAll("a")).to.have.length(follows ? 1 : 0);
    });
  }

  it("narrow the view to one profile, also later", async () => {
    const customer = aCustomer({
      verificationProfiles: [aProfile("approved"), aProfile("pending", {}, "kyc_profile_b")],
    });
    const stage = aStage({
      network: aScriptedHost(customer).network,
      prepare: (element) => element.setAttribute("profile", "kyc_profile_a"),
    });
    await stage.shows(text("heading.approved"));
    expect(stage.element.requirements).to.have.length(2);

    stage.element.profile = "kyc_profile_b";
    await stage.shows(text("heading.pending"));
    stage.element.profile = "no_such_profile";
    await stage.shows(text("heading.preparing"));
    expect(stage.element.status).to.equal("preparing");
  });

  it("replace words as text, and add words for unknown names", async () => {
    const customer = aCustomer({
      verificationProfiles: [aProfile("incomplete", { required: ["moon_permit"] })],
    });
    const stage = aStage({
      network: aScriptedHost(customer).network,
      prepare: (element) => {
        element.messages = {
          "heading.incomplete.individual": "<img src=x onerror=alert(1)>",
          "requirement.moon_permit": "Your moon permit {count}",
          "hint.moon_permit": "From the moon.",
        };
      },
    });
    await stage.shows("Your moon permit");

    expect(stage.text()).to.contain("<img src=x").and.to.contain("From the moon.");
    expect(stage.element.shadowRoot?.querySelector("img")).to.equal(null);
  });

  it("choose a language per element; an unknown one reads as English", async () => {
    const langs: (string | undefined)[] = [];
    for (const locale of ["en-GB", "xx", "constructor", "../../x", ""]) {
      const stage = preparing((element) => {
        element.lang = "en";
        element.locale = locale;
      });
      await stage.shows(text("heading.incomplete.individual"));
      langs.push(stage.element.shadowRoot?.querySelector("section")?.lang);
    }
    expect(langs).to.deep.equal(["en", "en", "en", "en", "en"]);
  });

  it("that stay the same request nothing", async () => {
    const stage = await aScriptedStage();
    stage.element.endpoint = "/kyc";
    stage.element.supportHref = "/help";
    stage.element.messages = {};
    await rest();
    expect(stage.sent).to.have.length(1);
  });

  it("are read from attributes", async () => {
    const stage = await aScriptedStage({
      prepare: (element) => {
        element.setAttribute("link-hosts", "in.sumsub.com");
        element.setAttribute("support-href", "/help");
        element.setAttribute("target", "_blank");
        element.setAttribute("locale", "en");
      },
    });
    const { linkHosts, supportHref, target, locale } = stage.element;
    expect([linkHosts, supportHref, target, locale]).to.deep.equal([
      "in.sumsub.com",
      "/help",
      "_blank",
      "en",
    ]);
  });
});
