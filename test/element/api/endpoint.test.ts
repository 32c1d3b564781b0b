import { expect } from "@open-wc/testing";
import { Problem } from "../../../src/core/problem.js";
import { pageBase, routeUrl } from "../../../src/element/api/endpoint.js";
import { aScriptedHost } from "../fixtures/answers.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

const site = "https://site.example";
const page = `${site}/account/verify?step=2`;

describe("what a page's relative addresses are read against", () => {
  const rows: readonly [
    name: string,
    origin: string,
    base: string,
    address: string,
    read: string,
  ][] = [
    ["its own address", site, page, page, page],
    ["its own base address", site, `${site}/app/`, page, `${site}/app/`],
    ["not a base of another origin", site, "https://cdn.example/assets/", page, page],
    ["not a base of another port", site, "https://site.example:8443/", page, page],
    ["not a base of another scheme", site, "http://site.example/", page, page],
    ["the page around a srcdoc frame", site, page, "about:srcdoc", page],
    [
      "the origin of a srcdoc frame's own base",
      site,
      "https://cdn.example/",
      "about:srcdoc",
      `${site}/`,
    ],
    ["the origin of a blob page", site, `blob:${site}/1b`, `blob:${site}/1b`, `${site}/`],
    ["the origin of a page written by another", site, "about:blank", "about:blank", `${site}/`],
    ["nothing in a sandbox", "null", page, "about:srcdoc", "about:blank"],
    ["nothing in a file", "null", "file:///a/b.html", "file:///a/b.html", "about:blank"],
    [
      "nothing in an app's own scheme",
      "app://localhost",
      "app://localhost/",
      "app://localhost/",
      "about:blank",
    ],
  ];
  for (const [name, origin, base, address, read] of rows) {
    it(`is ${name}`, () => {
      expect(pageBase(origin, base, address)).to.equal(read);
    });
  }
});

describe("the address of a route", () => {
  const local = "http://localhost:5173/";
  const rows: readonly [endpoint: string, from: string, address: string][] = [
    ["/kyc", page, `${site}/kyc/session`],
    ["/kyc/", page, `${site}/kyc/session/`],
    ["/kyc//", page, `${site}/kyc/session/`],
    ["/", page, `${site}/session`],
    ["kyc", page, `${site}/account/kyc/session`],
    ["https://api.example", page, "https://api.example/session"],
    ["https://api.example/kyc/?tenant=1", page, "https://api.example/kyc/session/?tenant=1"],
    ["https://api.example/kyc", "about:blank", "https://api.example/kyc/session"],
    ["http://127.0.0.1:4000/kyc", local, "http://127.0.0.1:4000/kyc/session"],
    ["http://localhost:4000/kyc", "https://localhost:5173/", "http://localhost:4000/kyc/session"],
    ["http://site.example/kyc", "http://site.example/", "http://site.example/kyc/session"],
  ];
  for (const [endpoint, from, address] of rows) {
    it(`is ${address} for ${endpoint} from ${from}`, () => {
      expect(routeUrl(endpoint, from, "/session").href).to.equal(address);
    });
  }

  const refused: readonly [endpoint: string | null, from: string][] = [
    ["/kyc", "about:blank"],
    ["http://127.0.0.1:4000/kyc", page],
    ["http://192.168.0.7:4000/kyc", local],
    ["http://api.example/kyc", local],
    ["blob:https://site.example/kyc", page],
    ["capacitor://localhost/kyc", "about:blank"],
    ["https://someone:secret@site.example/kyc", page],
    [null, page],
  ];
  for (const [endpoint, from] of refused) {
    it(`is refused for ${endpoint} from ${from}`, () => {
      expect(() => routeUrl(endpoint, from, "/session"))
        .to.throw(Problem)
        .which.satisfies(
          ({ code, message }: Problem) => code === "not_configured" && !message.includes("secret"),
        );
    });
  }
});

describe("the endpoint of a page with a <base> of another origin", () => {
  let base: HTMLBaseElement;
  beforeEach(() => {
    base = Object.assign(document.createElement("base"), { href: "https://cdn.example/assets/" });
    document.head.append(base);
  });
  afterEach(() => base.remove());

  /** An element whose page is the real one. */
  function aStageHere(): Stage {
    const stage = aStage({ network: aScriptedHost().network });
    stage.environment.page = pageBase(origin, document.baseURI, location.href);
    return stage;
  }

  it("is a path of the page's own origin", async () => {
    expect(document.baseURI, "control").to.equal("https://cdn.example/assets/");
    const stage = aStageHere();
    stage.element.endpoint = "/own";
    await stage.shows(text("text.ready"));
    expect(stage.sent.at(-1)?.request.url).to.equal(`${location.origin}/own/session`);
  });
});

describe("a page without an origin", () => {
  it("tells its developer that a path leads nowhere", async () => {
    const stage = aStage({ network: aScriptedHost().network });
    stage.environment.page = "about:blank";
    stage.element.endpoint = "/kyc2";
    await stage.shows(text("problem.site"));
    expect(stage.environment.warnings[0]).to.contain("no origin for a path");
  });
});

describe("an endpoint that ends in a slash", () => {
  it("has every route end in one", async () => {
    const stage = aStage({
      network: aScriptedHost().network,
      prepare: (element) => {
        element.endpoint = "/kyc/";
      },
    });
    await stage.shows(text("text.ready"));
    stage.element.refresh();
    await stage.atRest();
    stage.click(text("action.submit"));
    await until(() => stage.environment.navigations.length === 1);
    expect(stage.sent.map(({ path }) => path)).to.deep.equal([
      "/kyc/session/",
      "/kyc/customer/",
      "/kyc/submit/",
    ]);
  });

  it("is what the developer of a site that redirects reads of", async () => {
    const redirected = () => fetch("/redirecting", { method: "POST", redirect: "manual" });
    const stage = aStage({ network: aScriptedHost(undefined, { session: redirected }).network });
    for (let turn = 0; turn < 6; turn++) {
      await stage.atRest();
      await stage.environment.advance(4_000);
    }
    await stage.shows(text("problem.unreadable"));
    expect(stage.environment.warnings[0]).to.match(/POST \S+\/kyc\/session: .*end in one/);
  });
});
