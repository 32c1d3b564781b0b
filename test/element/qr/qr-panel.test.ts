import { expect } from "@open-wc/testing";
import { sendKeys } from "@web/test-runner-commands";
import { aGate, aLink, json } from "../fixtures/answers.js";
import { watched } from "../fixtures/observers.js";
import {
  aCodeStage,
  aLongLink,
  covered,
  linking,
  openText,
  panelOf,
  shown,
} from "../fixtures/qr-codes.js";
import { type Stage, until } from "../fixtures/stage.js";
import { aScriptedStage } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const focused = ({ element }: Stage) =>
  element.shadowRoot?.activeElement?.textContent?.trim() ?? "nothing";

describe("the focus of the QR panel", () => {
  it("goes to its heading when it opens, and back to the button when it is closed", async () => {
    const stage = await aScriptedStage({}, linking());
    stage.button(openText).focus();
    await sendKeys({ press: "Enter" });
    await shown(stage);
    expect(stage.element.shadowRoot?.activeElement?.localName).to.equal("h3");
    expect(focused(stage)).to.equal(openText);

    await sendKeys({ press: "Tab" });
    expect(focused(stage)).to.equal(text("action.close"));
    await sendKeys({ press: "Enter" });
    await until(() => !panelOf(stage));
    expect(stage.element.shadowRoot?.activeElement).to.equal(stage.button(openText));
  });

  it("goes back to the button by Escape, which the page never hears", async () => {
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

  it("goes to its heading when the focused button is gone", async () => {
    const stage = await aCodeStage(linking({ expiresInSeconds: 60 }));
    stage.button(text("action.copy")).focus();
    await stage.environment.advance(60_000);
    await covered(stage);
    expect(stage.element.shadowRoot?.activeElement?.localName).to.equal("h3");

    stage.button(text("qr.new_code")).focus();
    stage.click(text("qr.new_code"));
    await shown(stage);
    expect(stage.element.shadowRoot?.activeElement?.localName).to.equal("h3");
  });

  it("is not taken from the page by opening or closing", async () => {
    const gate = aGate<Response>();
    const stage = await aScriptedStage({}, { submit: gate.wait });
    const field = document.createElement("input");
    document.body.append(field);
    stage.click(openText);
    field.focus();
    gate.open(json(201, aLink(aLongLink)));
    await shown(stage);
    expect(document.activeElement).to.equal(field);
    stage.click(text("action.close"));
    await until(() => !panelOf(stage));
    expect(document.activeElement).to.equal(field);
    field.remove();
  });
});

describe("the QR panel", () => {
  it("is announced once when it opens, and at each change", async () => {
    const stage = await aScriptedStage({}, linking({ expiresInSeconds: 60 }));
    const region = stage.element.shadowRoot?.querySelector("[role=status]");
    const log = watched(stage.element, () => region?.textContent ?? "");
    stage.click(openText);
    await shown(stage);
    stage.click(text("action.copy"));
    await stage.shows(text("copy.done"));
    await stage.environment.advance(60_000);
    await covered(stage);
    stage.click(text("action.close"));
    await until(() => !panelOf(stage));
    await stage.element.updateComplete;

    const heading = text("heading.incomplete.individual");
    expect(log.stop()).to.deep.equal([
      `${heading} ${text("busy.qr")}`,
      `${heading} ${text("qr.text")}`,
      `${heading} ${text("copy.done")}`,
      `${heading} ${text("qr.expired")}`,
      heading,
    ]);
  });

  it("opens below the rest of the card, and moves nothing", async () => {
    const gate = aGate<Response>();
    const stage = await aScriptedStage({}, { submit: gate.wait });
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
    await stage.shows(text("busy.qr"));
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

describe("the copied link", () => {
  it("is on the clipboard, and the button confirms it", async () => {
    const stage = await aCodeStage();
    stage.click(text("action.copy"));
    await stage.shows(text("copy.done"));
    expect(stage.environment.clipboard).to.deep.equal([aLongLink]);
  });

  it("that the browser refuses is explained, and can be tried again", async () => {
    const stage = await aCodeStage();
    stage.environment.clipboard = undefined;
    stage.click(text("action.copy"));
    await stage.shows(text("copy.failed"));
    expect(stage.announced()).to.contain(text("copy.failed"));
    stage.environment.clipboard = [];
    stage.click(text("copy.failed"));
    await stage.shows(text("copy.done"));
    expect(stage.environment.clipboard).to.deep.equal([aLongLink]);
  });
});
