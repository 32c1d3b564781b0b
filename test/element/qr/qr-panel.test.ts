import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import type { HandoffParts } from "../../../src/element/qr/qr-panel.js";
import { messages as en } from "../../../src/locales/en.js";
import { aGate, aLink, json } from "../fixtures/answers.js";
import { watched } from "../fixtures/observers.js";
import {
  aCodeStage,
  aLongLink,
  aPhoneStage,
  codeOf,
  covered,
  linking,
  loadingHandoff,
  openText,
  panelOf,
  readCode,
  shown,
} from "../fixtures/qr-codes.js";
import { type Stage, until } from "../fixtures/stage.js";

const focused = ({ element }: Stage) =>
  element.shadowRoot?.activeElement?.textContent?.trim() ?? "nothing";

describe("the focus of the panel", () => {
  it("goes to its heading when it opens, and back to the button when it is closed", async () => {
    const stage = await aPhoneStage(linking());
    stage.button(openText).focus();
    await sendKeys({ press: "Enter" });
    await shown(stage);
    expect(stage.element.shadowRoot?.activeElement?.localName).to.equal("h3");
    expect(focused(stage)).to.equal(openText);

    await sendKeys({ press: "Tab" });
    expect(focused(stage)).to.equal("Close");
    await sendKeys({ press: "Enter" });
    await until(() => !panelOf(stage));
    expect(stage.element.shadowRoot?.activeElement).to.equal(stage.button(openText));
  });

  it("comes back by Escape as well, which nobody else hears", async () => {
    const stage = await aCodeStage();
    const heard: string[] = [];
    const listen = ({ key }: KeyboardEvent) => heard.push(key);
    document.addEventListener("keydown", listen);
    await sendKeys({ press: "Escape" });
    await until(() => !panelOf(stage));
    document.removeEventListener("keydown", listen);
    expect(stage.element.shadowRoot?.activeElement).to.equal(stage.button(openText));
    expect(heard).to.deep.equal([]);
  });

  it("goes to its heading when what had it is no longer there", async () => {
    const stage = await aCodeStage(linking({ expiresInSeconds: 60 }));
    stage.button("Copy link").focus();
    await stage.environment.advance(60_000);
    await covered(stage);
    expect(stage.element.shadowRoot?.activeElement?.localName).to.equal("h3");

    stage.button("Get a new code").focus();
    stage.click("Get a new code");
    await shown(stage);
    expect(stage.element.shadowRoot?.activeElement?.localName).to.equal("h3");
  });

  it("is not taken from the page, neither by opening nor by closing", async () => {
    const gate = aGate<Response>();
    const stage = await aPhoneStage({ submit: gate.wait });
    const field = document.createElement("input");
    document.body.append(field);
    stage.click(openText);
    field.focus();
    gate.open(json(201, aLink(aLongLink)));
    await shown(stage);
    expect(document.activeElement).to.equal(field);
    stage.click("Close");
    await until(() => !panelOf(stage));
    expect(document.activeElement).to.equal(field);
    field.remove();
  });
});

describe("the panel", () => {
  it("is announced once when it opens, and with each change of it", async () => {
    const stage = await aPhoneStage(linking({ expiresInSeconds: 60 }));
    const region = stage.element.shadowRoot?.querySelector("[role=status]");
    const log = watched(stage.element, () => region?.textContent ?? "");
    stage.click(openText);
    await shown(stage);
    stage.click("Copy link");
    await stage.shows(en["copy.done"]);
    await stage.environment.advance(60_000);
    await covered(stage);
    stage.click("Close");
    await until(() => !panelOf(stage));
    await stage.element.updateComplete;

    const heading = "Verify your identity";
    expect(log.stop()).to.deep.equal([
      `${heading} ${en["busy.qr"]}`,
      `${heading} ${en["qr.text"]}`,
      `${heading} ${en["copy.done"]}`,
      `${heading} ${en["qr.expired"]}`,
      heading,
    ]);
  });

  it("opens below what is there, and moves nothing of it", async () => {
    const gate = aGate<Response>();
    const stage = await aPhoneStage({ submit: gate.wait });
    const root = stage.element.shadowRoot;
    const top = (name: string) => root?.querySelector(name)?.getBoundingClientRect().top;
    // From the card's edge: opening may scroll the page.
    const tops = () =>
      ["h2", ".foot", ".foot .button", ".under"].map((each) =>
        ((top(each) ?? Number.NaN) - (top("section") ?? Number.NaN)).toFixed(1),
      );
    const before = tops();
    expect(before, "all are there").not.to.contain("NaN");
    stage.click(openText);
    await stage.shows("Preparing your code");
    expect(tops()).to.deep.equal(before);
    gate.open(json(201, aLink(aLongLink)));
    await shown(stage);
    expect(tops()).to.deep.equal(before);
  });

  it("has controls of 44 pixels at least, and fits 320", async () => {
    const parent = document.createElement("div");
    parent.style.width = "320px";
    document.body.append(parent);
    const stage = await aCodeStage(linking(), { parent });
    const controls = [...(panelOf(stage)?.querySelectorAll("button") ?? [])];
    expect(controls).to.have.length(2);
    for (const each of controls) {
      const { width, height } = each.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(44);
    }
    const card = stage.element.shadowRoot?.querySelector("section");
    expect(card?.scrollWidth).to.equal(card?.clientWidth);
    parent.remove();
  });
});

describe("the copy", () => {
  it("is the link, and says so", async () => {
    const stage = await aCodeStage();
    stage.click("Copy link");
    await stage.shows("Copied");
    expect(stage.environment.clipboard).to.deep.equal([aLongLink]);
  });

  it("that the browser refuses says so, and can be tried again", async () => {
    const stage = await aCodeStage();
    stage.environment.clipboard = undefined;
    stage.click("Copy link");
    await stage.shows("Could not copy");
    expect(stage.announced()).to.contain("Could not copy");
    stage.environment.clipboard = [];
    stage.click("Could not copy");
    await stage.shows("Copied");
    expect(stage.environment.clipboard).to.deep.equal([aLongLink]);
  });
});

describe("what draws the code", () => {
  const real = () => import("../../../src/element/qr/qr-drawing.js");

  it("is loaded by the first press, once, and not before", async () => {
    let loads = 0;
    const loadRest = loadingHandoff(() => {
      loads++;
      return real();
    });
    const stage = await anExpiredCodeStageWith(loadRest);
    expect(loads).to.equal(1);
    stage.click("Get a new code");
    await shown(stage);
    expect(loads).to.equal(1);
  });

  async function anExpiredCodeStageWith(loadRest: ReturnType<typeof loadingHandoff>) {
    const stage = await aCodeStage(linking({ expiresInSeconds: 60 }), { loadRest });
    await stage.environment.advance(60_000);
    await covered(stage);
    return stage;
  }

  it("is waited for with a busy button when the link is there first", async () => {
    const gate = aGate<HandoffParts>();
    const stage = await aPhoneStage(linking(), { loadRest: loadingHandoff(gate.wait) });
    stage.click(openText);
    await until(() => stage.submits().length === 1);
    await stage.atRest();
    expect(panelOf(stage)).to.equal(null);
    expect(stage.button("Preparing your code").getAttribute("aria-busy")).to.equal("true");
    gate.open(await real());
    await shown(stage);
    expect(focused(stage)).to.equal(openText);
  });

  it("that cannot be loaded is said, and comes by one press without another link", async () => {
    let isDown = true;
    const load = () => (isDown ? Promise.reject(new TypeError("network")) : real());
    const stage = await aPhoneStage(linking(), { loadRest: loadingHandoff(load) });
    stage.button(openText).focus();
    stage.click(openText);
    await stage.shows(en["problem.unloaded"]);
    await stage.atRest();
    expect(focused(stage)).to.equal(openText);
    stage.click("Try again");
    await stage.atRest();
    expect(stage.text()).to.contain(en["problem.unloaded"]);

    isDown = false;
    stage.click("Try again");
    await shown(stage);
    expect(readCode(codeOf(stage))).to.equal(aLongLink);
    expect(stage.submits()).to.have.length(1);
    expect(stage.element.shadowRoot?.querySelector(".fail")).to.equal(null);
  });

  it("that cannot be loaded is no dead end: the panel closes, and everything else goes on", async () => {
    const loadRest = loadingHandoff(() => Promise.reject(new TypeError("network")));
    const stage = await aPhoneStage(linking(), { loadRest });
    stage.click(openText);
    await stage.shows(en["problem.unloaded"]);
    stage.click("Close");
    await until(() => !panelOf(stage));
    stage.click("Continue to verification");
    await until(() => stage.environment.navigations.length === 1);
  });

  it("shows nothing of a code that has ended meanwhile", async () => {
    const gate = aGate<HandoffParts>();
    const loadRest = loadingHandoff(gate.wait);
    const stage = await aPhoneStage(linking({ expiresInSeconds: 60 }), { loadRest });
    stage.click(openText);
    await until(() => stage.submits().length === 1);
    await stage.atRest();
    await stage.environment.advance(60_000);
    gate.open(await real());
    await covered(stage);
    expect(codeOf(stage)).to.equal(null);
  });
});
