import { expect } from "@open-wc/testing";
import { languageOf } from "../../src/element/speak.js";
import { WordsController } from "../../src/element/words-controller.js";
import { messages as en } from "../../src/locales/en.js";
import { firstWords } from "../../src/locales/en-first.js";
import { type Locale, loadMessages } from "../../src/locales/index.js";
import type { Messages } from "../../src/locales/messages.js";
import { aCustomer, aGate, aProfile, aScriptedHost, ownSteps } from "./answers.js";
import { rest } from "./hand-environment.js";
import { aStage, type StageOptions, until } from "./stage.js";
import { open } from "./stages.js";

const [ar, es, ptBR] = await Promise.all([
  loadMessages("ar"),
  loadMessages("es"),
  loadMessages("pt-BR"),
]);

const section = (element: Element) => element.shadowRoot?.querySelector("section");
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
    ["not a tag", undefined],
    ["__proto__", undefined],
    ["", undefined],
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

  it("the browser's, where the page's is one that it does not know", async () => {
    const around = document.createElement("div");
    around.lang = "tlh";
    document.body.append(around);
    const stage = inLanguage(undefined, { parent: around });
    const tag = navigator.languages.find(languageOf) ?? "en";
    await stage.shows(
      (await loadMessages(languageOf(tag) ?? "en"))["heading.incomplete.individual"],
    );
    around.remove();
  });

  it("English, when it is told a language that it does not know", async () => {
    const stage = inLanguage("nl");
    await stage.shows(en["heading.incomplete.individual"]);
    expect(section(stage.element)?.lang).to.equal("en");
  });

  it("another one at once when it changes, and says nothing half", async () => {
    const stage = await open({ network: aScriptedHost().network }, "One last step");
    stage.element.locale = "pt-BR";
    await stage.shows(ptBR["text.ready"]);
    expect(stage.text()).not.to.contain(en["text.ready"]);
    stage.element.locale = "en";
    await stage.shows(en["text.ready"]);
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
    await count("en", 1).shows(en["left.one"] ?? "?");
  });
});

describe("words on their way", () => {
  const aLibrary = () => {
    const gates = new Map<string, ReturnType<typeof aGate<Messages>>>();
    const asked: string[] = [];
    const load = ([locale = ""]: readonly string[]) => {
      asked.push(locale);
      const gate = gates.get(locale) ?? aGate<Messages>();
      gates.set(locale, gate);
      return gate.passed.then((messages) => ({ tag: locale, lang: locale, messages }));
    };
    const gate = (locale: Locale) => {
      const found = gates.get(locale);
      if (!found) throw new TypeError(`nobody asked for ${locale}`);
      return found;
    };
    const words = new WordsController({ requestUpdate: () => {} }, load);
    return { words, asked, gate };
  };

  it("are there at once in English, and complete later", async () => {
    const { words, asked, gate } = aLibrary();
    words.want(["en"]);
    expect(words.spoken?.messages).to.equal(firstWords);
    expect(asked).to.deep.equal([]);

    const whole = words.whole();
    gate("en").open(en);
    await whole;
    expect(words.spoken?.messages).to.equal(en);
  });

  it("are none before they have come, and the last ones until the next have", async () => {
    const { words, gate } = aLibrary();
    words.want(["es"]);
    expect(words.spoken?.lang).to.equal(undefined);
    gate("es").open(es);
    await until(() => words.spoken?.lang === "es");

    words.want(["ar"]);
    expect(words.spoken?.messages).to.equal(es);
    gate("ar").open(ar);
    await until(() => words.spoken?.messages === ar);
  });

  it("that come late for a language nobody wants any more are dropped", async () => {
    const { words, gate } = aLibrary();
    words.want(["es"]);
    words.want(["ar"]);
    gate("ar").open(ar);
    await until(() => words.spoken?.lang === "ar");
    gate("es").open(es);
    await rest();
    expect(words.spoken?.lang).to.equal("ar");
  });

  it("that cannot be fetched are English ones instead", async () => {
    const words = new WordsController({ requestUpdate: () => {} }, async ([tag]) => {
      if (tag !== "en") throw new TypeError("network");
      return { tag, lang: "en", messages: en };
    });
    words.want(["es"]);
    await words.whole();
    expect(words.spoken?.messages).to.equal(en);
  });

  it("are English's first ones when nothing can be fetched, and the next call tries again", async () => {
    let isBroken = true;
    const words = new WordsController({ requestUpdate: () => {} }, async () => {
      if (isBroken) throw new TypeError("network");
      return { tag: "es", lang: "es", messages: es };
    });
    words.want(["es"]);
    await until(() => words.spoken?.lang);
    expect(words.spoken?.messages).to.equal(firstWords);

    isBroken = false;
    await words.whole();
    expect(words.spoken?.messages).to.equal(es);
  });
});
