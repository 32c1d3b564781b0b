import { expect } from "@open-wc/testing";
import { languageOf } from "../../../src/element/i18n/language.js";
import { messages as en } from "../../../src/locales/en.js";
import { type Locale, loadMessages } from "../../../src/locales/index.js";
import { aCustomer, aProfile, aScriptedHost, ownSteps } from "../fixtures/answers.js";
import { aStage, type StageOptions } from "../fixtures/stage.js";
import { open } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

const [ar, es, ptBR] = await Promise.all([
  loadMessages("ar"),
  loadMessages("es"),
  loadMessages("pt-BR"),
]);

const section = (element: Element) => element.shadowRoot?.querySelector("section");
/** WebKit hands on a system without a language as `C`. */
const isTag = (text: string) => {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
};
const inLanguage = (locale: string | undefined, options: StageOptions = {}) =>
  aStage({
    network: aScriptedHost().network,
    ...options,
    prepare: (element) => {
      element.locale = locale;
    },
  });

describe("the language for a tag", () => {
  const table: readonly (readonly [string, Locale | undefined])[] = [
    ["en-GB", "en"],
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
  it("the language it is told, in its direction", async () => {
    const stage = inLanguage("ar");
    await stage.shows(ar["heading.incomplete.individual"]);

    expect(section(stage.element)?.lang).to.equal("ar");
    expect(section(stage.element)?.dir).to.equal("rtl");
    expect(getComputedStyle(section(stage.element) ?? document.body).direction).to.equal("rtl");
  });

  it("the language of the page around it", async () => {
    const around = document.createElement("div");
    around.lang = "es-MX";
    document.body.append(around);
    const stage = inLanguage(undefined, { parent: around });
    await stage.shows(es["heading.incomplete.individual"]);
    expect(section(stage.element)?.lang).to.equal("es");
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

  it("the browser's, where the page's is one that it does not know", async () => {
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

  it("English, when it is told a language that it does not know", async () => {
    const stage = inLanguage("nl");
    await stage.shows(text("heading.incomplete.individual"));
    expect(section(stage.element)?.lang).to.equal("en");
  });

  it("another one at once when it changes, and says nothing half", async () => {
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
      const names = Array.from({ length: left }, (_, index) => `step_${index}`);
      const customer = aCustomer({
        verificationProfiles: [aProfile("incomplete", { required: [...names, ...ownSteps] })],
      });
      return inLanguage(locale, { network: aScriptedHost(customer).network });
    };
    await count("ar", 2).shows(ar["left.two"] ?? "?");
    await count("ar-EG", 3).shows((ar["left.few"] ?? "?").replace("{count}", "٣"));
    await count("en", 1).shows(text("left.one") ?? "?");
  });
});
