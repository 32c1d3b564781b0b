import { expect } from "@open-wc/testing";
import { messages as ar } from "../../../src/locales/ar.js";
import { messages as es } from "../../../src/locales/es.js";
import { noParts } from "../fixtures/hand-environment.js";
import { inLanguage, sectionOf } from "../fixtures/languages.js";
import { problemCodes } from "../fixtures/ports.js";
import { until } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

describe("a language that does not come", () => {
  const anEnglishInstead = async () => {
    const stage = inLanguage("es", { loader: noParts });
    await stage.shows(text("heading.incomplete.individual"));
    await stage.atRest();
    return stage;
  };

  it("leaves the element in English, says so to the page once, and works", async () => {
    const stage = await anEnglishInstead();

    expect(sectionOf(stage.element)?.lang).to.equal("en");
    expect(problemCodes(stage.events)).to.deep.equal(["part_unavailable"]);
    expect(stage.environment.warnings).to.have.length(1);
    expect(stage.environment.warnings[0]).to.contain("part_unavailable");
    expect(stage.text(), "no customer needs to know").not.to.contain(text("problem.unloaded"));
    stage.click(text("action.submit"));
    await until(() => stage.environment.navigations.length === 1);
  });

  it("is also one of another release: what came is no language", async () => {
    const stage = inLanguage("es", { loader: async () => Object.create(null) });
    await stage.shows(text("heading.incomplete.individual"));
    await until(() => problemCodes(stage.events).length > 0);
    expect(problemCodes(stage.events)).to.deep.equal(["part_unavailable"]);
    expect(sectionOf(stage.element)?.lang).to.equal("en");
  });

  it("is tried again by refresh(), and comes then", async () => {
    const stage = await anEnglishInstead();
    stage.environment.loader = (part) => part();
    stage.element.refresh();
    await stage.shows(es["heading.incomplete.individual"]);

    expect(sectionOf(stage.element)?.lang).to.equal("es");
    expect(problemCodes(stage.events)).to.deep.equal(["part_unavailable"]);
  });

  it("is one more event when refresh() fails to load it, and the same one warning", async () => {
    const stage = await anEnglishInstead();
    stage.element.refresh();
    await until(() => problemCodes(stage.events).length === 2);
    await stage.atRest();

    expect(sectionOf(stage.element)?.lang).to.equal("en");
    expect(problemCodes(stage.events)).to.deep.equal(["part_unavailable", "part_unavailable"]);
    expect(stage.environment.warnings).to.have.length(1);
  });

  it("is not loaded by anything but refresh()", async () => {
    const stage = await anEnglishInstead();
    let loads = 0;
    stage.environment.loader = (part) => {
      loads++;
      return part();
    };
    stage.element.requestUpdate();
    await stage.environment.advance(60_000);
    await stage.atRest();
    expect(loads).to.equal(0);
  });

  it("leaves the words that are there when it was chosen later", async () => {
    const stage = inLanguage("ar");
    await stage.shows(ar["heading.incomplete.individual"]);
    stage.environment.loader = noParts;
    stage.element.locale = "es";
    await until(() => problemCodes(stage.events).length === 1);
    await stage.atRest();
    expect(sectionOf(stage.element)?.lang).to.equal("ar");
  });
});
