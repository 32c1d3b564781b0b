import { expect } from "@open-wc/testing";
import { LanguageController } from "../../../src/element/i18n/language-controller.js";
import { createWords } from "../../../src/element/i18n/words.js";
import { messages as ar } from "../../../src/locales/ar.js";
import { messages as es } from "../../../src/locales/es.js";
import { americanEnglish, english } from "../../../src/locales/index.js";
import { aGate, type Gate } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { anElementPort, problemCodes } from "../fixtures/ports.js";
import { until } from "../fixtures/stage.js";

const patienceMs = 10_000;
const noNetwork = () => {
  throw new TypeError("network");
};

/** A controller whose loads wait, each until a test lets it through or fails it. */
function aLibrary() {
  const { port, environment, events } = anElementPort();
  const loads: Gate<() => void>[] = [];
  environment.loader = async (part) => {
    const gate = aGate<() => void>();
    loads.push(gate);
    (await gate.wait())();
    return part();
  };
  const controller = new LanguageController(port);
  return {
    controller,
    environment,
    problems: () => problemCodes(events),
    loads: () => loads.length,
    /** Lets a load through, the first one being 0. */
    come: (load = 0) => loads[load]?.open(() => {}),
    fail: (load = 0) => loads[load]?.open(noNetwork),
  };
}

describe("the words of an element", () => {
  for (const [tag, messages] of [
    ["en", english],
    ["en-GB", english],
    ["en-US", americanEnglish],
  ] as const) {
    it(`are there at once in English: ${tag}`, () => {
      const { controller, loads } = aLibrary();
      controller.want([tag]);
      expect(controller.language?.messages).to.equal(messages);
      expect(loads()).to.equal(0);
    });
  }

  it("are missing until the first language comes, and stay until the next one does", async () => {
    const { controller, come } = aLibrary();
    controller.want(["es"]);
    expect(controller.language).to.equal(undefined);
    come();
    await until(() => controller.language?.messages === es);

    controller.want(["ar"]);
    await rest();
    expect(controller.language?.messages).to.equal(es);
    come(1);
    await until(() => controller.language?.messages === ar);
  });

  it("are loaded once for a language that is wanted repeatedly", () => {
    const { controller, loads } = aLibrary();
    for (let update = 0; update < 3; update++) controller.want(["es"]);
    expect(loads()).to.equal(1);
  });

  for (const late of ["come", "fail"] as const) {
    it(`stay when those of an earlier language ${late} late`, async () => {
      const library = aLibrary();
      library.controller.want(["es"]);
      library.controller.want(["ar"]);
      library.come(1);
      await until(() => library.controller.language?.lang === "ar");
      library[late](0);
      await rest();
      expect(library.controller.language?.lang).to.equal("ar");
      expect(library.problems()).to.deep.equal([]);
    });
  }

  it("are English when a language cannot be loaded, and the page hears of it once", async () => {
    const { controller, fail, problems, environment } = aLibrary();
    controller.want(["es"]);
    fail();
    await until(() => controller.language);
    expect(controller.language?.messages).to.equal(english);

    await environment.advance(patienceMs);
    controller.want(["es"]);
    await rest();
    expect(problems()).to.deep.equal(["part_unavailable"]);
    expect(environment.warnings).to.have.length(1);
    expect(environment.live.timers).to.equal(0);
  });

  it("are English while a language takes too long, and that language when it comes", async () => {
    const { controller, environment, come, problems } = aLibrary();
    controller.want(["es"]);
    await environment.advance(patienceMs - 1);
    expect(controller.language).to.equal(undefined);
    await environment.advance(1);
    expect(controller.language?.messages).to.equal(english);
    expect(problems()).to.deep.equal(["part_unavailable"]);

    come();
    await until(() => controller.language?.messages === es);
    expect(environment.live.timers).to.equal(0);
  });

  it("are one problem for a language that takes too long and then fails", async () => {
    const { controller, environment, fail, problems } = aLibrary();
    controller.want(["es"]);
    await environment.advance(patienceMs);
    fail();
    await rest();
    expect(problems()).to.deep.equal(["part_unavailable"]);
  });

  it("stay when the next language fails", async () => {
    const { controller, come, fail, problems } = aLibrary();
    controller.want(["ar"]);
    come();
    await until(() => controller.language);
    controller.want(["es"]);
    fail(1);
    await until(() => problems().length === 1);
    expect(controller.language?.lang).to.equal("ar");
  });

  it("stay when the next language takes too long", async () => {
    const { controller, environment, come } = aLibrary();
    controller.want(["ar"]);
    come();
    await until(() => controller.language);
    controller.want(["es"]);
    await environment.advance(patienceMs);
    expect(controller.language?.lang).to.equal("ar");
  });

  it("are tried again after a failure alone", async () => {
    const { controller, come, fail, loads } = aLibrary();
    const again = () => {
      controller.retry();
      controller.want(["es"]);
    };
    controller.want(["es"]);
    again();
    expect(loads(), "one is under way").to.equal(1);
    fail();
    await until(() => controller.language);
    again();
    expect(loads()).to.equal(2);
    come(1);
    await until(() => controller.language?.messages === es);
    again();
    expect(loads(), "it is there").to.equal(2);
  });
});

describe("a language tag", () => {
  const wanting = (tags: readonly string[]) => {
    const library = aLibrary();
    library.controller.want(tags);
    return library;
  };

  for (const tag of [
    ...["en-US@posix", "en-", "en.UTF-8", "en-US.UTF-8", "en-US-", "en--US", "en_GB"],
    ...["not a tag", "__proto__", "", "*"],
  ]) {
    it(`that is none reads as English: "${tag}"`, () => {
      const { controller, loads } = wanting([tag]);
      expect(controller.language?.messages).to.equal(english);
      expect(createWords(controller.language, undefined).number(1234)).to.equal("1,234");
      expect(loads()).to.equal(0);
    });
  }

  it("would make every number throw otherwise", () => {
    const language = { tag: "en-US@posix", lang: "en", messages: english, isOurs: true };
    expect(() => createWords(language, undefined).number(1234)).to.throw(RangeError);
  });

  it("that is none leaves it to the next", async () => {
    const { controller, come } = wanting(["en_GB", "es"]);
    come();
    await until(() => controller.language?.lang === "es");
  });

  it("is missing altogether: English", () => {
    expect(wanting([]).controller.language?.messages).to.equal(english);
  });

  it("keeps its region", () => {
    expect(wanting(["EN-in"]).controller.language?.tag).to.equal("en-IN");
  });
});

describe("words before there are any", () => {
  it("are empty, and name no language", () => {
    const words = createWords(undefined, undefined);
    expect([words.say("text.ready"), words.lang, words.dir]).to.deep.equal(["", "", "ltr"]);
  });
});

describe("a page's own words", () => {
  const own = (messages: unknown) =>
    createWords(
      { tag: "en", lang: "en", messages: english, isOurs: true },
      messages as Parameters<typeof createWords>[1],
    );

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
      expect(own(messages).say("text.ready")).to.equal(english["text.ready"]);
    });
  }

  it("win over the language's", () => {
    expect(own({ "text.ready": "Go." }).say("text.ready")).to.equal("Go.");
  });

  it("have no word that they only inherit", () => {
    expect(own({}).find("toString")).to.equal(undefined);
  });
});
