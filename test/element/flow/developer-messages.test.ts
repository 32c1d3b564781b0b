import { expect } from "@open-wc/testing";
import type { Event as FlowEvent } from "../../../src/core/flow/types.js";
import { Requests } from "../../../src/element/flow/requests.js";
import type { ElementPort } from "../../../src/element/ports.js";
import { type Answers, aScriptedHost, noNetwork, problem } from "../fixtures/answers.js";
import { anElementPort, problemCodes } from "../fixtures/ports.js";
import { aStage, type StageOptions } from "../fixtures/stage.js";

const nothingHere = (status: number, type = "text/html") =>
  new Response("<h1>secret words of a proxy</h1>", { status, headers: { "Content-Type": type } });

interface Row {
  readonly name: string;
  readonly code: string;
  readonly session?: Answers["session"];
  readonly prepare?: NonNullable<StageOptions["prepare"]>;
  /** What the developer has to set or to look at. */
  readonly names: readonly string[];
}

const mounted = ["POST ", "/kyc/session", "endpoint"];

const rows: readonly Row[] = [
  ...[404, 405, 501].map((status) => ({
    name: `nothing is mounted there: ${status}`,
    code: "no_such_route",
    session: () => nothingHere(status),
    names: mounted,
  })),
  {
    name: "nothing is mounted there: JSON of a framework",
    code: "no_such_route",
    session: () => nothingHere(404, "application/json"),
    names: mounted,
  },
  {
    name: "nothing is mounted there: a problem without a code",
    code: "no_such_route",
    session: () => problem(404, ""),
    names: mounted,
  },
  {
    name: "the host does not know the path",
    code: "no_such_route",
    session: () => problem(404, "no_such_route"),
    names: mounted,
  },
  {
    name: "the host takes the page for another site",
    code: "cross_site",
    session: () => problem(403, "cross_site"),
    names: ["allowedOrigins", "proxy_set_header Host"],
  },
  {
    name: "the host's own code fails",
    code: "host_failed",
    session: () => problem(500, "host_failed"),
    names: ["/kyc/session", "onError"],
  },
  {
    name: "SpherePay refuses the host's key",
    code: "host_misconfigured",
    session: () => problem(502, "host_misconfigured"),
    names: ["log", "doctor"],
  },
  {
    name: "nobody is there",
    code: "host_unreachable",
    session: noNetwork,
    names: ["/kyc/session", "allowedOrigins"],
  },
  {
    name: "fetchSession rejects",
    code: "session_failed",
    prepare: (element) => {
      element.fetchSession = () => Promise.reject(new Error("secret words of a page"));
    },
    names: ["fetchSession"],
  },
  {
    name: "a page's own function returns nonsense",
    code: "answer_unreadable",
    prepare: (element) => {
      Object.assign(element, { fetch: async () => ({}) });
    },
    names: ["unexpected TypeError"],
  },
];

/** The code that a load fails with. */
const failureOf = (port: ElementPort): Promise<string> =>
  new Promise((resolve) => {
    const dispatch = (event: FlowEvent) =>
      resolve(event.type === "failed" ? event.problem.code : event.type);
    new Requests(port, dispatch).run(1, "load", async (client, signal) => ({
      type: "loaded",
      attempt: 1,
      ...(await client.load(signal)),
    }));
  });

describe("the page's console", () => {
  for (const { name, code, session, prepare, names } of rows) {
    it(`names what to set, once, and nothing of the network: ${name}`, async () => {
      const host = aScriptedHost(undefined, { ...(session && { session }) });
      const stage = aStage({ network: host.network, ...(prepare && { prepare }) });
      for (let turn = 0; turn < 6; turn++) {
        await stage.atRest();
        await stage.environment.advance(4_000);
      }
      expect(problemCodes(stage.events)).to.deep.equal([code]);
      expect(stage.environment.warnings).to.have.length(1);
      const [warning] = stage.environment.warnings;
      for (const each of [`${code}: `, ...names]) expect(warning).to.contain(each);
      expect(warning).not.to.contain("secret");
    });
  }

  it("is quiet about a customer who has not begun: the control", async () => {
    const session = () => problem(404, "customer_not_found");
    const stage = aStage({ network: aScriptedHost(undefined, { session }).network });
    await stage.atRest();
    expect(problemCodes(stage.events)).to.deep.equal(["customer_not_found"]);
    expect(stage.environment.warnings).to.deep.equal([]);
  });
});

describe("a mistake in the element's own code", () => {
  for (const [name, breaks] of Object.entries({
    "before the request": (port: ElementPort) =>
      Object.assign(port.environment, {
        pageUrl: () => {
          throw new TypeError("URL.canParse is not a function");
        },
      }),
    "after it": (port: ElementPort) =>
      Object.assign(port.settings, { fetch: async () => undefined }),
  })) {
    for (const online of [true, false]) {
      it(`is never called a failure of the network: ${name}, online ${online}`, async () => {
        const { port, environment } = anElementPort();
        environment.online = online;
        breaks(port);
        expect(await failureOf(port)).to.equal("answer_unreadable");
      });
    }
  }

  it("differs from a network that fails: the control", async () => {
    const { port, environment } = anElementPort();
    expect(await failureOf(port)).to.equal("host_unreachable");
    environment.online = false;
    expect(await failureOf(port)).to.equal("offline");
  });
});
