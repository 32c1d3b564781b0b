import { expect } from "@open-wc/testing";
import { languageOf } from "../../../src/element/i18n/language.js";
import { americanEnglish, english, type Locale, loadMessages } from "../../../src/locales/index.js";
import { aCustomer, aProfile, aScriptedHost, ownSteps } from "../fixtures/answers.js";
import { noParts } from "../fixtures/hand-environment.js";
import { inLanguage, sectionOf } from "../fixtures/languages.js";
import { problemCodes } from "../fixtures/ports.js";
import type { Stage } from "../fixtures/stage.js";
import { open } from "../fixtures/stages.js";
import { minutesText, text } from "../fixtures/texts.js";

const [ar, es, ptBR] = await Promise.all([
  loadMessages("ar"),
  loadMessages("es"),
  loadMessages("pt-BR"),
]);

/** WebKit reports a system without a language as `C`. */
const isTag = (text: string) => {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
};
describe("the language for a tag", () => {
  const table: readonly (readonly [string, Locale | undefined])[] = [
    ["en", "en"],
    ["en-GB", "en"],
    ["en-AU", "en"],
    ["en-US", "en-US"],
    ["en-US-u-hc-h12", "en-US"],
    ["en-Latn-US", "en"],
    ["pt", "pt-BR"],
    ["pt-PT", "pt-BR"],
    ["zh", "zh-Hans"],
    ["zh-CN", "zh-Hans"],
    ["zh-Hant-TW", undefined],
    ["zh-TW", undefined],
    ["iw", "he"],
    ["in", "id"],
    ["ar-EG", "ar"],
    ["DE-at", "de"],
    ["nl", undefined],
  ];
  for (const [tag, language] of table) {
    it(`is ${language ?? "none"}: "${tag}"`, () => {
      expect(languageOf(tag)).to.equal(language);
    });
  }
});

describe("the element speaks", () => {
  it("the language that it is set to, in its direction", async () => {
    const stage = inLanguage("ar");
    await stage.shows(ar["heading.incomplete.individual"]);

    expect(sectionOf(stage.element)?.lang).to.equal("ar");
    expect(sectionOf(stage.element)?.dir).to.equal("rtl");
    expect(getComputedStyle(sectionOf(stage.element) ?? document.body).direction).to.equal("rtl");
  });

  it("the language of the page around it", async () => {
    const around = document.createElement("div");
    around.lang = "es-MX";
    document.body.append(around);
    const stage = inLanguage(undefined, { parent: around });
    await stage.shows(es["heading.incomplete.individual"]);
    expect(sectionOf(stage.element)?.lang).to.equal("es");
    around.remove();
  });

  it("the language of the page around the shadow roots that it stands in", async () => {
    const around = document.createElement("div");
    around.lang = "ar";
    const [outer, inner] = [document.createElement("div"), document.createElement("div")];
    outer.attachShadow({ mode: "open" }).append(inner);
    around.append(outer);
    document.body.append(around);
    const stage = inLanguage(undefined, { parent: inner.attachShadow({ mode: "open" }) });
    await stage.shows(ar["heading.incomplete.individual"]);

    inner.lang = "es";
    stage.element.refresh();
    await stage.shows(es["heading.incomplete.individual"]);
    around.remove();
  });

  it("the browser's, where the page's is unknown", async () => {
    const around = document.createElement("div");
    around.lang = "tlh";
    document.body.append(around);
    const stage = inLanguage(undefined, { parent: around });
    const tag = navigator.languages.filter(isTag).find(languageOf) ?? "en";
    await stage.shows(
      (await loadMessages(languageOf(tag) ?? "en"))["heading.incomplete.individual"],
    );
    around.remove();
  });

  it("English, when it is set to an unknown language", async () => {
    const stage = inLanguage("nl");
    await stage.shows(text("heading.incomplete.individual"));
    expect(sectionOf(stage.element)?.lang).to.equal("en");
  });

  it("another one at once when it changes, and nothing in both", async () => {
    const stage = await open({ network: aScriptedHost().network }, text("text.ready"));
    stage.element.locale = "pt-BR";
    await stage.shows(ptBR["text.ready"]);
    expect(stage.text()).not.to.contain(text("text.ready"));
    stage.element.locale = "en";
    await stage.shows(text("text.ready"));
    expect(stage.text()).not.to.contain(ptBR["text.ready"]);
  });

  it("two languages in two elements", async () => {
    const [one, two] = [inLanguage("es"), inLanguage("ar")];
    await one.shows(es["heading.incomplete.individual"]);
    await two.shows(ar["heading.incomplete.individual"]);
  });

  it("in the plurals and digits of the language", async () => {
    const count = (locale: string, left: number) => {
      const names = Array.from(
        { length: left },
        (_, index) => ["terms_of_service", "email_address", "liveness_check"][index] ?? "",
      );
      const customer = aCustomer({
        verificationProfiles: [aProfile("incomplete", { required: [...names, ...ownSteps] })],
      });
      return inLanguage(locale, { network: aScriptedHost(customer).network });
    };
    await count("ar", 2).shows(ar["minutes.two"] ?? "?");
    await count("ar-EG", 3).shows((ar["minutes.few"] ?? "?").replace("{count}", "٣"));
    await count("en", 1).shows(minutesText(1));
  });
});

describe("English", () => {
  const spelling = (stage: Stage) =>
    [americanEnglish, english].findIndex((each) =>
      stage.text().includes(each["hint.identity_document"]),
    );
  const customer = aCustomer({
    verificationProfiles: [aProfile("incomplete", { required: ["identity_document"] })],
  });
  const network = aScriptedHost(customer).network;

  for (const [tag, name, lang, index] of [
    ["en-US", "American", "en-US", 0],
    ["en-GB", "neutral", "en", 1],
    ["en", "neutral", "en", 1],
  ] as const) {
    for (const place of ["browser", "page"] as const) {
      it(`has ${name} spelling for a ${place} in ${tag}, without loading anything`, async () => {
        const parent = document.createElement("div");
        if (place === "page") parent.lang = tag;
        document.body.append(parent);
        // The page around the tests has a language of its own or none.
        const page = document.documentElement.lang;
        if (place === "browser") document.documentElement.lang = "";
        const languages = place === "browser" ? [tag] : ["de"];
        const stage = inLanguage(undefined, { network, languages, parent, loader: noParts });
        await stage.shows(english["heading.incomplete.individual"]);
        await stage.shows(english["requirement.identity_document"]);

        expect(spelling(stage)).to.equal(index);
        expect(sectionOf(stage.element)?.lang).to.equal(lang);
        expect(problemCodes(stage.events)).to.deep.equal([]);
        document.documentElement.lang = page;
        parent.remove();
      });
    }
  }

  it("is there where neither the page nor the browser names a language", async () => {
    const page = document.documentElement.lang;
    document.documentElement.lang = "";
    const stage = inLanguage(undefined, { languages: [] });
    await stage.shows(english["heading.incomplete.individual"]);
    expect(sectionOf(stage.element)?.lang).to.equal("en");
    document.documentElement.lang = page;
  });

  it("differs in what is compared", () => {
    expect(americanEnglish["hint.identity_document"]).not.to.equal(
      english["hint.identity_document"],
    );
  });
});
