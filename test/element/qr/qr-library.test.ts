import { expect } from "@open-wc/testing";
import type { Environment } from "../../../src/element/environment.js";
import { aGate, type Gate } from "../fixtures/answers.js";
import { noParts } from "../fixtures/hand-environment.js";
import { problemCodes } from "../fixtures/ports.js";
import {
  aLongLink,
  anUndrawnStage,
  codeOf,
  covered,
  linking,
  openText,
  panelOf,
  readCode,
  shown,
} from "../fixtures/qr-codes.js";
import { type Stage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const focused = ({ element }: Stage) =>
  element.shadowRoot?.activeElement?.textContent?.trim() ?? "nothing";

describe("the part that shows QR codes", () => {
  /** A loader whose loads wait until all of them are let through. */
  const waiting =
    (gate: Gate<void>): Environment["load"] =>
    async (part) => {
      await gate.wait();
      return part();
    };

  it("is loaded by the first click, once, and not before", async () => {
    let loads = 0;
    const loader: Environment["load"] = (part) => {
      loads++;
      return part();
    };
    const stage = await aScriptedStage({ loader }, linking({ expiresInSeconds: 60 }));
    expect(loads).to.equal(0);
    stage.click(openText);
    await shown(stage);
    await stage.environment.advance(60_000);
    await covered(stage);
    expect(loads).to.equal(1);
    stage.click(text("qr.new_code"));
    await shown(stage);
    expect(loads).to.equal(1);
  });

  it("keeps the button busy when the link is there first", async () => {
    const gate = aGate<void>();
    const stage = await aScriptedStage({ loader: waiting(gate) }, linking());
    stage.click(openText);
    await until(() => stage.submits().length === 1);
    await stage.atRest();
    expect(panelOf(stage)).to.equal(null);
    expect(stage.button(text("busy.qr")).getAttribute("aria-busy")).to.equal("true");
    gate.open();
    await shown(stage);
    expect(focused(stage)).to.equal(openText);
  });

  it("shows nothing of a link that has expired meanwhile", async () => {
    const gate = aGate<void>();
    const stage = await aScriptedStage(
      { loader: waiting(gate) },
      linking({ expiresInSeconds: 60 }),
    );
    stage.click(openText);
    await until(() => stage.submits().length === 1);
    await stage.atRest();
    await stage.environment.advance(60_000);
    gate.open();
    await covered(stage);
    expect(codeOf(stage)).to.equal(null);
  });

  describe("that cannot be loaded", () => {
    it("is explained beside its button, and to the page by one event and one warning", async () => {
      const stage = await anUndrawnStage();
      const notes = [...(stage.element.shadowRoot?.querySelectorAll("[part=note]") ?? [])];

      expect(notes.map((note) => note.textContent?.trim())).to.deep.equal([
        text("problem.unloaded"),
      ]);
      expect(stage.announced()).to.contain(text("problem.unloaded"));
      expect(problemCodes(stage.events)).to.deep.equal(["part_unavailable"]);
      expect(stage.environment.warnings).to.have.length(1);
      expect(stage.environment.warnings[0]).to.contain("part_unavailable");
      expect(JSON.stringify(stage.events) + stage.environment.warnings).not.to.contain("sumsub");
    });

    const faults: Readonly<Record<string, Environment["load"]>> = {
      "never comes": () => new Promise(() => {}),
      "is of another release": async () => Object.create(null),
    };
    for (const [name, loader] of Object.entries(faults)) {
      it(`is explained within ten seconds, and announced to the page: ${name}`, async () => {
        const stage = await aScriptedStage({ loader }, linking());
        stage.click(openText);
        await until(() => stage.submits().length === 1);
        await stage.environment.advance(10_000);
        await stage.shows(text("problem.unloaded"));
        expect(problemCodes(stage.events)).to.deep.equal(["part_unavailable"]);

        stage.environment.loader = (part) => part();
        stage.click(text("action.retry"));
        await shown(stage);
      });
    }

    it("is drawn when it comes late", async () => {
      const gate = aGate<void>();
      const stage = await aScriptedStage({ loader: waiting(gate) }, linking());
      stage.click(openText);
      await until(() => stage.submits().length === 1);
      await stage.environment.advance(10_000);
      await stage.shows(text("problem.unloaded"));
      gate.open();
      await shown(stage);
    });

    it('comes by one click on "Try again", with the link that is there', async () => {
      const stage = await anUndrawnStage();
      stage.click(text("action.retry"));
      await shown(stage);

      expect(readCode(codeOf(stage))).to.equal(aLongLink);
      expect(stage.submits()).to.have.length(1);
      expect(stage.element.shadowRoot?.querySelector(".fail")).to.equal(null);
      expect(problemCodes(stage.events)).to.deep.equal(["part_unavailable"]);
    });

    it("is one event for each failure, and one warning for all", async () => {
      const stage = await anUndrawnStage();
      stage.environment.loader = noParts;
      for (let failures = 2; failures <= 3; failures++) {
        stage.click(text("action.retry"));
        await until(() => problemCodes(stage.events).length === failures);
        await stage.shows(text("problem.unloaded"));
      }
      await stage.atRest();

      expect(problemCodes(stage.events)).to.have.length(3);
      expect(stage.environment.warnings).to.have.length(1);
    });

    it('is loaded once, however often "Try again" is clicked', async () => {
      const stage = await anUndrawnStage();
      const gate = aGate<void>();
      let loads = 0;
      stage.environment.loader = async (part) => {
        loads++;
        await gate.wait();
        return part();
      };
      const retry = stage.button(text("action.retry"));
      for (let click = 0; click < 5; click++) retry.click();
      gate.open();
      await shown(stage);
      expect(loads).to.equal(1);
    });

    it("leaves the focus on its button, and gives it to the panel after the next try", async () => {
      const stage = await aScriptedStage({ loader: noParts }, linking());
      stage.button(openText).focus();
      stage.click(openText);
      await stage.shows(text("problem.unloaded"));
      await stage.atRest();
      expect(focused(stage)).to.equal(text("action.retry"));

      stage.environment.loader = (part) => part();
      stage.click(text("action.retry"));
      await shown(stage);
      expect(focused(stage)).to.equal(openText);
    });

    it("is no dead end: everything else goes on", async () => {
      const stage = await anUndrawnStage();
      stage.click(submitText);
      await until(() => stage.environment.navigations.length === 1);
    });
  });
});
