import { expect } from "@open-wc/testing";
import { withEnvironment } from "../../../src/element/environment.js";
import { SphereKycOnboarding } from "../../../src/element/sphere-kyc-onboarding.js";
import { aScriptedHost, aSession } from "../fixtures/answers.js";
import { aHandEnvironment, rest } from "../fixtures/hand-environment.js";
import { aStage, until } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

/** A page before it has the element. */
interface Page {
  /** The element's name on this page. */
  readonly name: string;
  readonly place: HTMLElement;
  define(): void;
  /** Counts as a request for the session. */
  readonly fetchSession: SphereKycOnboarding["fetchSession"];
}

/** A request for the session, and whether anything was rendered before it. */
interface SessionRequest {
  readonly by: "fetch" | "fetchSession";
  readonly isRendered: boolean;
}

let pages = 0;

/** Lets a page insert its element; returns the requests for a session so far, and those to come. */
function requestsOf(insert: (page: Page) => void) {
  const name = `element-of-page-${++pages}`;
  const place = document.createElement("div");
  place.lang = "en";
  const host = aScriptedHost();
  const requests: SessionRequest[] = [];
  const element = () => place.querySelector(name);
  const record = (by: SessionRequest["by"]) => {
    requests.push({ by, isRendered: Boolean(element()?.shadowRoot?.querySelector("section")) });
  };
  class OwnElement extends SphereKycOnboarding {
    constructor() {
      super();
      this.fetch = async (input, init) => {
        const request = new Request(input, init);
        if (request.url.endsWith("/session")) record("fetch");
        return host.network(request);
      };
    }
  }
  document.body.append(place);
  withEnvironment(aHandEnvironment(), () =>
    insert({
      name,
      place,
      define: () => customElements.define(name, OwnElement),
      fetchSession: async () => {
        record("fetchSession");
        return aSession();
      },
    }),
  );
  const shown = async () => {
    await until(() => element()?.shadowRoot?.textContent?.includes(text("text.ready")));
    await rest();
    place.remove();
  };
  return { requests, shown };
}

/** The ways of a page to an element that knows its endpoint when it is inserted. */
const ways: Readonly<Record<string, (page: Page, own: Partial<SphereKycOnboarding>) => void>> = {
  "attributes in markup": ({ define, place, name }) => {
    define();
    place.innerHTML = `<${name} endpoint="/kyc"></${name}>`;
  },
  "attributes in markup, defined later": ({ define, place, name }) => {
    place.innerHTML = `<${name} endpoint="/kyc"></${name}>`;
    define();
  },
  "properties set before insertion": ({ define, place, name }, own) => {
    define();
    place.append(Object.assign(document.createElement(name), own));
  },
  "properties set before the element is defined": ({ define, place, name }, own) => {
    place.append(Object.assign(document.createElement(name), own));
    define();
  },
  "an attribute in markup and properties set before the element is defined": (page, own) => {
    const { place, name } = page;
    place.innerHTML = `<${name} endpoint="/kyc"></${name}>`;
    Object.assign(place.firstElementChild ?? {}, own);
    page.define();
  },
};

describe("the request for the session", () => {
  for (const [name, insert] of Object.entries(ways)) {
    it(`goes out inside the insertion, before the first render, and once: ${name}`, async () => {
      const { requests, shown } = requestsOf((page) => insert(page, { endpoint: "/kyc" }));
      expect(requests).to.deep.equal([{ by: "fetch", isRendered: false }]);
      await shown();
      expect(requests).to.have.length(1);
    });

    if (name.startsWith("attributes")) continue;
    it(`is the page's own fetchSession, called the same way: ${name}`, async () => {
      const { requests, shown } = requestsOf((page) =>
        insert(page, { endpoint: "/kyc", fetchSession: page.fetchSession }),
      );
      expect(requests).to.deep.equal([{ by: "fetchSession", isRendered: false }]);
      await shown();
      expect(requests).to.have.length(1);
    });
  }

  for (const by of ["fetch", "fetchSession"] as const) {
    it(`goes out once when the endpoint is set right after the insertion: ${by}`, async () => {
      const { requests, shown } = requestsOf(({ define, place, name, fetchSession }) => {
        define();
        const element = document.createElement(name);
        place.append(element);
        Object.assign(element, {
          endpoint: "/kyc",
          ...(by === "fetchSession" && { fetchSession }),
        });
      });
      await shown();
      expect(requests.map((request) => request.by)).to.deep.equal([by]);
    });
  }

  it("is aborted when the page sets another endpoint or its fetchSession after the insertion", async () => {
    const stage = aStage({ network: aScriptedHost().network });
    stage.element.endpoint = "/later";
    stage.element.fetchSession = async () => aSession({});
    await stage.shows(text("text.ready"));
    await stage.atRest();
    expect(stage.paths()).to.deep.equal(["POST session", "GET /later/customer"]);
    expect(stage.sent[0]?.request.signal.aborted).to.equal(true);
    expect(stage.eventTypes()).to.deep.equal(["ready"]);
  });
});
