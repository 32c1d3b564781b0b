import { expect } from "@open-wc/testing";
import { createWords } from "../../../src/element/i18n/words.js";
import {
  type LoadWords,
  patienceMs,
  type Spoken,
  WordsController,
} from "../../../src/element/i18n/words-controller.js";
import { RestController } from "../../../src/element/rest-controller.js";
import { messages as ar } from "../../../src/locales/ar.js";
import { messages as en } from "../../../src/locales/en.js";
import { firstWords } from "../../../src/locales/en-first.js";
import { messages as es } from "../../../src/locales/es.js";
import { aGate } from "../fixtures/answers.js";
import { aHandEnvironment, rest } from "../fixtures/hand-environment.js";
import { until } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

const tables = { en, es, ar };
const host = { requestUpdate: () => {} };
const spoken = (lang: keyof typeof tables): Spoken => ({ tag: lang, lang, messages: tables[lang] });

/** Words whose way is a gate per language; `undefined` through it = they cannot be fetched. */
function aLibrary() {
  const gates = new Map<string, ReturnType<typeof aGate<Spoken | undefined>>>();
  const asked: string[] = [];
  const gate = (lang: string) => {
    const found = gates.get(lang) ?? aGate<Spoken | undefined>();
    gates.set(lang, found);
    return found;
  };
  const load: LoadWords = async ([lang = ""]) => {
    asked.push(lang);
    const came = await gate(lang).wait();
    if (!came) throw new TypeError("network");
    return came;
  };
  const environment = aHandEnvironment();
  const words = new WordsController(host, environment, load);
  return {
    words,
    asked,
    environment,
    load,
    come: (lang: keyof typeof tables) => gate(lang).open(spoken(lang)),
    fail: (lang: string) => gate(lang).open(undefined),
  };
}

describe("words on their way", () => {
  it("are there at once in English, and complete later", async () => {
    const { words, asked, come } = aLibrary();
    words.want(["en"]);
    expect(words.spoken?.messages).to.equal(firstWords);
    expect(asked).to.deep.equal([]);

    come("en");
    await words.whole();
    expect(words.spoken?.messages).to.equal(en);
  });

  it("are none before they have come, and the last ones until the next have", async () => {
    const { words, come } = aLibrary();
    words.want(["es"]);
    expect(words.spoken?.lang).to.equal(undefined);
    come("es");
    await until(() => words.spoken?.lang === "es");

    words.want(["ar"]);
    expect(words.spoken?.messages).to.equal(es);
    come("ar");
    await until(() => words.spoken?.messages === ar);
  });

  for (const late of ["come", "fail"] as const) {
    it(`that ${late} late for a language nobody wants any more change nothing`, async () => {
      const library = aLibrary();
      library.words.want(["es"]);
      library.words.want(["ar"]);
      library.come("ar");
      await until(() => library.words.spoken?.lang === "ar");
      library[late]("es");
      library.come("en");
      await rest();
      expect(library.words.spoken?.lang).to.equal("ar");
    });
  }

  it("that cannot be fetched are English ones instead", async () => {
    const { words, come, fail } = aLibrary();
    words.want(["es"]);
    fail("es");
    come("en");
    await words.whole();
    expect(words.spoken?.messages).to.equal(en);
  });

  it("are English's first ones when nothing can be fetched, and the next call tries again", async () => {
    let isBroken = true;
    const words = new WordsController(host, aHandEnvironment(), async () => {
      if (isBroken) throw new TypeError("network");
      return spoken("es");
    });
    words.want(["es"]);
    await until(() => words.spoken?.lang);
    expect(words.spoken?.messages).to.equal(firstWords);

    isBroken = false;
    await words.whole();
    expect(words.spoken?.messages).to.equal(es);
  });

  it("that take too long are English's first ones until they come", async () => {
    const { words, environment, come } = aLibrary();
    words.want(["es"]);
    await environment.advance(patienceMs - 1);
    expect(words.spoken).to.equal(undefined);
    await environment.advance(1);
    expect(words.spoken?.messages).to.equal(firstWords);

    come("es");
    await until(() => words.spoken?.lang === "es");
    expect(environment.live.timers).to.equal(0);
  });

  it("that take too long leave those that were there before", async () => {
    const { words, environment, come } = aLibrary();
    words.want(["ar"]);
    come("ar");
    await until(() => words.spoken);
    words.want(["es"]);
    await environment.advance(patienceMs);
    expect(words.spoken?.lang).to.equal("ar");
  });

  it("are whole for whoever waits, when another language is wanted meanwhile", async () => {
    const { words, environment, come } = aLibrary();
    const parts = import("../../../src/element/rest.js");
    const controller = new RestController(
      host,
      words,
      environment,
      () => {},
      () => parts,
    );
    words.want(["es"]);
    const all = controller.need();
    words.want(["en"]);
    expect(words.spoken?.messages).to.equal(firstWords);
    come("es");
    await rest();
    expect(controller.parts).to.equal(undefined);
    come("en");
    await all;
    expect(words.spoken?.messages).to.equal(en);
  });
});

describe("a language tag", () => {
  const speaking = (tags: readonly string[]) => {
    const library = aLibrary();
    library.words.want(tags);
    return library;
  };

  for (const tag of [
    ...["en-US@posix", "en-", "en.UTF-8", "en-US.UTF-8", "en-US-", "en--US", "en_GB"],
    ...["not a tag", "__proto__", "", "*"],
  ]) {
    it(`that is none reads as English: "${tag}"`, () => {
      const { words, asked } = speaking([tag]);
      expect(words.spoken?.messages).to.equal(firstWords);
      expect(createWords(words.spoken).number(1234)).to.equal("1,234");
      expect(asked).to.deep.equal([]);
    });
  }

  it("would make every text throw otherwise", () => {
    expect(() => createWords({ ...spoken("en"), tag: "en-US@posix" }).number(1)).to.throw(
      RangeError,
    );
  });

  it("that is none leaves it to the next", () => {
    expect(speaking(["en_GB", "es"]).asked).to.deep.equal(["es"]);
  });

  it("is missing altogether: English", () => {
    expect(speaking([]).words.spoken?.messages).to.equal(firstWords);
  });

  it("keeps its region", () => {
    expect(speaking(["EN-in"]).words.spoken?.tag).to.equal("en-IN");
  });
});

describe("a page's own words", () => {
  const own = (messages: unknown) =>
    createWords(spoken("en"), messages as Parameters<typeof createWords>[1]);

  for (const [name, messages] of Object.entries({
    "a number": { "text.ready": 5 },
    nothing: { "text.ready": null },
    "a function": { "text.ready": () => "x" },
    "an object": { "text.ready": {} },
    "of a number": 5,
    "of nothing": null,
    "of a text": "text.ready",
  })) {
    it(`count as far as they are texts: ${name}`, () => {
      expect(own(messages).say("text.ready")).to.equal(text("text.ready"));
    });
  }

  it("win over the language's", () => {
    expect(own({ "text.ready": "Go." }).say("text.ready")).to.equal("Go.");
  });

  it("have no word that they only inherit", () => {
    expect(own({}).find("toString")).to.equal(undefined);
  });
});
