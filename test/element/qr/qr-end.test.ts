import { expect } from "@open-wc/testing";
import { aCustomer, aGate, aLink, aProfile, aScriptedHost, json } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import {
  aCodeStage,
  aLongLink,
  anExpiredCodeStage,
  aRealCodeStage,
  codeOf,
  covered,
  linking,
  openText,
  panelOf,
  readCode,
  shown,
} from "../fixtures/qr-codes.js";
import { until } from "../fixtures/stage.js";
import { open, submitText } from "../fixtures/stages.js";
import { text, textStart } from "../fixtures/texts.js";

const day = 24 * 3_600_000;

describe("the end of a QR code", () => {
  it("is shown on the person's clock, from the host's remaining time", async () => {
    const stage = await aCodeStage({
      submit: () =>
        json(
          201,
          aLink(aLongLink, { expiresAt: "2026-11-21T10:01:00Z", expiresInSeconds: undefined }),
          { Date: "Sat, 21 Nov 2026 10:00:00 GMT" },
        ),
    });
    const end = stage.environment.wallMs() + 60_000;
    const time = new Intl.DateTimeFormat("en", { timeStyle: "short" }).format(end);
    expect(stage.text()).to.contain(text("qr.until", { time }));
    await stage.environment.advance(59_999);
    expect(readCode(codeOf(stage))).to.equal(aLongLink);
    await stage.environment.advance(1);
    await covered(stage);
  });

  it("names its day when that is not today", async () => {
    const stage = await aCodeStage(linking({ expiresInSeconds: (7 * day) / 1_000 }));
    expect(stage.text()).to.match(new RegExp(`${textStart("qr.until")}November (28|29)`));
  });

  it("comes at once after a sleep, by whichever clock went on", async () => {
    const stage = await aCodeStage(linking({ expiresInSeconds: 600 }));
    stage.environment.skew(-day);
    stage.environment.tell("visible");
    await rest();
    expect(codeOf(stage)).not.to.equal(null);
    stage.environment.skew(day + 600_000);
    stage.environment.tell("visible");
    await covered(stage);
    expect(stage.announced()).to.contain(text("qr.expired"));
  });

  it("comes soon after a sleep that no event reports", async () => {
    const stage = await aCodeStage(linking({ expiresInSeconds: 600 }));
    stage.environment.skew(600_000);
    await stage.environment.advance(15_000);
    await covered(stage);
  });

  it("comes after 28 days, though no timer is that long", async () => {
    const stage = await aCodeStage(linking({ expiresInSeconds: (28 * day) / 1_000 }));
    stage.environment.skew(28 * day - 20_000);
    await stage.environment.advance(15_000);
    expect(codeOf(stage)).not.to.equal(null);
    await stage.environment.advance(5_000);
    await covered(stage);
  });

  it("never comes, and shows no time, where the host sends none", async () => {
    const customer = aCustomer({
      verificationProfiles: [aProfile("pending")],
      actions: { identity_verification: { kind: "link" } },
    });
    const host = aScriptedHost(customer, { link: () => json(201, { url: aLongLink }) });
    const stage = await open({ network: host.network }, text("action.continue"));
    stage.click(openText);
    await shown(stage);
    expect(stage.text()).not.to.contain(textStart("qr.until"));
    stage.environment.skew(100 * day);
    stage.environment.tell("visible");
    await stage.environment.advance(60_000);
    expect(readCode(codeOf(stage))).to.equal(aLongLink);
  });

  it("is followed by a new code after one click, with a new key", async () => {
    const stage = await anExpiredCodeStage();
    stage.host.answers = linking({}, "https://in.sumsub.com/new");
    const before = stage.submits().length;
    await stage.environment.advance(60_000);
    expect(stage.submits(), "nothing is requested by itself").to.have.length(before);

    for (let click = 0; click < 3; click++) stage.click(text("qr.new_code"));
    await shown(stage);

    expect(readCode(codeOf(stage))).to.equal("https://in.sumsub.com/new");
    expect(stage.submits().map(({ key }) => key)).to.deep.equal(["key-1", "key-2"]);
  });

  it("is followed by another link of SpherePay, over the real handler", async () => {
    const stage = await aRealCodeStage();
    const first = readCode(codeOf(stage));
    stage.simulator.clock.advance(8 * day);
    stage.environment.skew(8 * day);
    await stage.environment.advance(15_000);
    await covered(stage);
    stage.click(text("qr.new_code"));
    await shown(stage);
    const second = readCode(codeOf(stage));
    expect(new URL(second).host).to.equal(new URL(first).host);
    expect(second).not.to.equal(first);
  });

  it("that falls between two checks keeps the link off the clipboard", async () => {
    const stage = await aCodeStage(linking({ expiresInSeconds: 600 }));
    stage.environment.skew(600_000);
    stage.click(text("action.copy"));
    await covered(stage);
    expect(stage.environment.clipboard).to.deep.equal([]);
  });
});

describe("a page with a QR code", () => {
  it("follows the phone by itself, in review and to the end", async () => {
    const stage = await aRealCodeStage();
    stage.simulator.setStatus(stage.customerId, "pending");
    await stage.environment.advance(20_000);
    await stage.shows(text("heading.pending"));
    expect(codeOf(stage), "the phone still uses its link").not.to.equal(null);

    stage.simulator.finishProvider(stage.customerId);
    await stage.environment.advance(60_000);
    await until(() => !panelOf(stage));
    expect(stage.text()).to.contain(text("heading.pending"));

    stage.simulator.approve(stage.customerId);
    await stage.environment.advance(60_000);
    await stage.shows(text("heading.approved"));
  });

  it("keeps a panel closed that is closed while a new code is requested", async () => {
    const stage = await anExpiredCodeStage();
    const gate = aGate<Response>();
    stage.host.answers = { submit: gate.wait };
    stage.click(text("qr.new_code"));
    await stage.shows(text("busy.qr"));
    stage.click(text("action.close"));
    await until(() => !panelOf(stage));
    gate.open(json(201, aLink(aLongLink)));
    await stage.atRest();
    expect(panelOf(stage)).to.equal(null);
    expect(stage.button(openText).getAttribute("aria-disabled")).to.equal(null);
  });

  it("navigates by its first button as usual", async () => {
    const stage = await aCodeStage();
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
    expect(stage.submits()).to.have.length(2);
    expect(panelOf(stage)).to.equal(null);
  });
});
