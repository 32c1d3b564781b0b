import { expect } from "@open-wc/testing";
import { draw } from "../../../src/element/qr/qr-drawing.js";
import {
  type Answers,
  aCustomer,
  aGate,
  aLink,
  aProfile,
  json,
  noNetwork,
  problem,
} from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { allowedLinks, hostileLinks } from "../fixtures/links.js";
import {
  aCodeStage,
  aLongLink,
  anExpiredCodeStage,
  aRealCodeStage,
  codeOf,
  linking,
  openText,
  panelOf,
  readCode,
  shown,
} from "../fixtures/qr-codes.js";
import { until } from "../fixtures/stage.js";
import { aPendingStage, aScriptedStage, scripted, submitText } from "../fixtures/stages.js";
import { text, textStart } from "../fixtures/texts.js";

const offersCode = ({ element }: { element: Element }) =>
  [...(element.shadowRoot?.querySelectorAll("button") ?? [])].some(
    ({ textContent }) => textContent?.trim() === openText,
  );

describe("the QR code", () => {
  const longest = `${aLongLink}${"/x".repeat(1_024)}`.slice(0, 2_048);
  for (const link of [aLongLink, longest, ...allowedLinks]) {
    it(`is the link, to the letter: ${link.slice(0, 60)} (${link.length})`, async () => {
      const stage = await aCodeStage(linking({}, link));
      expect(readCode(codeOf(stage))).to.equal(link);
    });
  }

  it("is what is drawn: another drawing reads as another link, an empty one as nothing", async () => {
    const another = "https://in.sumsub.com/another";
    const svg = codeOf(await aCodeStage());
    const { path, size } = draw(another);
    svg?.setAttribute("viewBox", `0 0 ${size} ${size}`);
    svg?.querySelector("path")?.setAttribute("d", path);
    expect(readCode(svg)).to.equal(another);
    svg?.querySelector("path")?.setAttribute("d", "");
    expect(() => readCode(svg)).to.throw();
  });

  it("is dark on white with room around it, whatever the colours of the page", async () => {
    const stage = await aCodeStage();
    for (const scheme of ["light", "dark"]) {
      stage.element.style.colorScheme = scheme;
      stage.element.style.color = "red";
      const svg = codeOf(stage);
      const path = svg?.querySelector("path");
      if (!svg || !path) throw new TypeError("there is no code");
      expect(getComputedStyle(svg).backgroundColor).to.equal("rgb(255, 255, 255)");
      expect(getComputedStyle(path).fill).to.equal("rgb(0, 0, 0)");
      expect(getComputedStyle(path).stroke).to.equal("none");
      const { x, y, width, height } = path.getBBox();
      const { width: size } = svg.viewBox.baseVal;
      expect([x, y, width, height]).to.deep.equal([4, 4, size - 8, size - 8]);
      expect(readCode(svg)).to.equal(aLongLink);
    }
  });

  it("is an image with a name, large enough for a camera", async () => {
    const svg = codeOf(await aCodeStage());
    expect(svg?.getAttribute("role")).to.equal("img");
    expect(svg?.getAttribute("aria-label")).to.equal(text("qr.code"));
    expect(svg?.getBoundingClientRect().width).to.be.at.least(200);
  });

  it("is requested by its own click, once, however often the button is clicked", async () => {
    const gate = aGate<Response>();
    const stage = await aScriptedStage({}, { submit: gate.wait });
    expect(stage.paths()).to.deep.equal(["POST session"]);
    const button = stage.button(openText);
    for (let click = 0; click < 50; click++) button.click();
    await until(gate.reached);
    stage.click(submitText);
    gate.open(json(201, aLink(aLongLink)));
    await shown(stage);
    await stage.atRest();

    expect(stage.submits().map(({ key }) => key)).to.deep.equal(["key-1"]);
    expect(stage.environment.navigations).to.deep.equal([]);
    expect(stage.environment.tabsOpened.count).to.equal(0);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });

  it("opens no tab, also where the page opens the provider's page in one", async () => {
    const prepare = (element: { target: string | null | undefined }) => {
      element.target = "_blank";
    };
    const stage = await aCodeStage(linking(), { prepare });
    expect(stage.environment.tabsOpened.count).to.equal(0);
  });

  it("continues what is in review by the link for that", async () => {
    const stage = await aRealCodeStage(aPendingStage);
    expect(stage.paths().at(-1)).to.equal("POST links/identity_verification");
    expect(readCode(codeOf(stage))).to.match(/^https:\/\/in\.sumsub\.com\/websdk\/p\//);
  });

  it("of two elements on one page belongs to its element", async () => {
    const links = ["https://in.sumsub.com/a", "https://in.sumsub.com/b"];
    const [a, b] = await Promise.all(links.map((link) => aCodeStage(linking({}, link))));
    if (!a || !b) throw new TypeError("two stages");
    expect([a, b].map((stage) => readCode(codeOf(stage)))).to.deep.equal(links);
    a.click(text("action.close"));
    await until(() => !panelOf(a));
    expect(readCode(codeOf(b))).to.equal(links[1]);
  });
});

describe("the button of the QR code", () => {
  it("is not there on a phone", async () => {
    const stage = await aScriptedStage();
    expect(offersCode(stage)).to.equal(true);
    stage.environment.onPhone = true;
    stage.element.requestUpdate();
    await stage.element.updateComplete;
    expect(offersCode(stage)).to.equal(false);
  });

  for (const [name, customer, awaited] of [
    ["items are left", { required: ["terms_of_service"] }, text("group.next")],
    ["it is in review and cannot be continued", undefined, text("heading.pending")],
  ] as const) {
    it(`is not there while ${name}`, async () => {
      const profile = customer ? aProfile("incomplete", customer) : aProfile("pending");
      expect(
        offersCode(await scripted(aCustomer({ verificationProfiles: [profile] }), awaited)),
      ).to.equal(false);
    });
  }
});

describe("a QR code that does not come", () => {
  const rows: readonly (readonly [string, Answers, string, number])[] = [
    [
      "a host that is busy",
      { submit: () => problem(429, "rate_limited") },
      text("problem.busy"),
      1,
    ],
    [
      "a refusal",
      { submit: () => problem(422, "requirements_outstanding") },
      text("problem.outstanding"),
      1,
    ],
    ["a failure", { submit: () => problem(503, "upstream_failed") }, text("problem.unanswered"), 1],
    ["no network", { submit: noNetwork }, text("problem.unreached"), 2],
    ["a link to elsewhere", linking({}, "https://evil.example/a"), text("problem.link_refused"), 1],
    [
      "a link that has expired, three times",
      linking({ expiresInSeconds: 0 }),
      text("problem.link_expired"),
      3,
    ],
    [
      "nothing to visit",
      { submit: () => new Response(null, { status: 202 }) },
      text("note.sent"),
      1,
    ],
  ];
  for (const [name, answers, sentence, requests] of rows) {
    it(`is explained, and no panel opens: ${name}`, async () => {
      const stage = await aScriptedStage({}, answers);
      stage.click(openText);
      await stage.shows(sentence);
      await stage.atRest();

      expect(panelOf(stage)).to.equal(null);
      expect(stage.submits()).to.have.length(requests);
      expect(stage.element.shadowRoot?.querySelector(".spin")).to.equal(null);
      expect(stage.announced()).to.contain(sentence);
    });

    it(`leaves nothing of an expired code, and the panel closes: ${name}`, async () => {
      const stage = await anExpiredCodeStage();
      stage.host.answers = answers;
      stage.click(text("qr.new_code"));
      await stage.shows(sentence);
      await stage.atRest();

      expect(codeOf(stage)).to.equal(null);
      stage.click(text("action.close"));
      await until(() => !panelOf(stage));
    });
  }

  it("never shows a hostile link", async () => {
    const stage = await aScriptedStage();
    // The tests of navigation try the whole table: one function validates both.
    for (const url of hostileLinks.filter((_, index) => index % 5 === 2)) {
      stage.host.answers = linking({}, url);
      stage.click(openText);
      await until(() => !stage.text().includes(text("busy.qr")));
      await stage.atRest();
      expect(panelOf(stage), url).to.equal(null);
    }
    stage.host.answers = linking();
    stage.click(openText);
    await shown(stage);
  });

  it("comes with the second link when the first arrives expired", async () => {
    let dead = 1;
    const stage = await aScriptedStage(
      {},
      {
        submit: () => json(201, aLink(aLongLink, { expiresInSeconds: dead-- > 0 ? 0 : 60 })),
      },
    );
    stage.click(openText);
    await shown(stage);
    expect(new Set(stage.submits().map(({ key }) => key)).size).to.equal(2);
    expect(readCode(codeOf(stage))).to.equal(aLongLink);
  });

  it("waits as long as a busy host asks, and then comes by one click", async () => {
    const stage = await aScriptedStage(
      {},
      {
        submit: () => problem(429, "rate_limited", {}, { "Retry-After": "30" }),
      },
    );
    stage.click(openText);
    await stage.shows(textStart("note.paused"));
    stage.click(openText);
    await rest();
    expect(stage.submits()).to.have.length(1);
    stage.host.answers = linking();
    await stage.environment.advance(40_000);
    stage.click(openText);
    await shown(stage);
  });
});
