import { expect } from "@open-wc/testing";
import { messages as en } from "../../../src/locales/en.js";
import { aCustomer, aProfile, aScriptedHost, aToken, silence } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aStage, type StageOptions, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";

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
    it(`that is no address is told at once, and nothing is asked: ${endpoint}`, async () => {
      const stage = preparing((element) => {
        element.endpoint = endpoint;
      });
      await stage.shows(en["problem.site"]);
      await stage.environment.advance(120_000);

      expect(stage.sent).to.deep.equal([]);
      expect(stage.eventTypes()).to.deep.equal(["problem"]);
      expect(stage.environment.warnings).to.have.length(1);
      expect(stage.environment.warnings[0]).to.contain("endpoint: expected a path");

      stage.element.endpoint = "/kyc";
      await stage.shows("One last step");
    });
  }

  const routes: Readonly<Record<string, string>> = {
    "/kyc/": "/kyc/session",
    kyc: "/kyc/session",
    "/a/b//": "/a/b/session",
    "https://api.host.example/kyc?tenant=1#x": "/kyc/session",
  };
  for (const [endpoint, path] of Object.entries(routes)) {
    it(`is where the routes are: ${endpoint}`, async () => {
      const stage = preparing((element) => {
        element.endpoint = endpoint;
      });
      await stage.shows("One last step");
      expect(stage.sent[0]?.path).to.equal(path);
    });
  }

  it("that changes begins anew, and late answers of the old one count for nothing", async () => {
    const stage = await aScriptedStage();
    stage.host.answers = { customer: silence };
    stage.element.refresh();
    await until(() => stage.sent.length === 2);

    stage.host.customer = aCustomer({ id: "customer_b", type: "business" });
    stage.element.endpoint = "/other";
    await stage.shows("Verify your business");

    expect(stage.sent[1]?.request.signal.aborted).to.equal(true);
    expect(stage.sent[2]?.path).to.equal("/other/session");
    expect(stage.element.customer?.id).to.equal("customer_b");
  });
});

describe("the other settings", () => {
  it("name a host wrongly: the developer is told, and the good ones count", async () => {
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

  it("name only hosts that are none: nobody is sent anywhere", async () => {
    const stage = await aScriptedStage({
      prepare: (element) => {
        element.linkHosts = "*";
      },
    });
    stage.click(submitText);
    await stage.shows(en["problem.link_refused"]);
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
      await stage.shows("We could not verify");
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
      await stage.shows("Identity document");
      expect(stage.element.shadowRoot?.querySelectorAll("a")).to.have.length(follows ? 1 : 0);
      // Either way the page's own control would take the place.
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
    await stage.shows("You are verified");
    expect(stage.element.requirements).to.have.length(2);

    stage.element.profile = "kyc_profile_b";
    await stage.shows("We are reviewing");
    stage.element.profile = "no_such_profile";
    await stage.shows("We are preparing your checklist");
    expect(stage.element.status).to.equal("preparing");
  });

  it("replace words as text, and add words for names that nobody knows", async () => {
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

  it("choose a language per element; one that nobody wrote reads as English", async () => {
    const langs: (string | undefined)[] = [];
    for (const locale of ["en-GB", "xx", "constructor", "../../x", ""]) {
      const stage = preparing((element) => {
        element.locale = locale;
      });
      await stage.shows("Verify your identity");
      langs.push(stage.element.shadowRoot?.querySelector("section")?.lang);
    }
    expect(langs).to.deep.equal(["en", "en", "en", "en", "en"]);
  });

  it("may be set right after the element was inserted", async () => {
    const stage = aStage({ network: aScriptedHost().network });
    stage.element.endpoint = "/later";
    stage.element.fetchSession = async () => ({ token: aToken });
    await stage.shows("One last step");
    expect(stage.paths()).to.deep.equal(["GET /later/customer"]);
  });

  it("that stay the same ask for nothing", async () => {
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
