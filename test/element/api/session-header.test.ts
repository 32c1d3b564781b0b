import { expect } from "@open-wc/testing";
import { sessionHeader } from "../../../src/core/contract.js";
import { aScriptedHost, problem } from "../fixtures/answers.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

/** What a site behind HTTP Basic says where `Authorization` is not its own. */
const basic = (challenge = 'Basic realm="staging"') =>
  new Response("Unauthorized", {
    status: 401,
    headers: { "WWW-Authenticate": challenge, "Content-Type": "text/html" },
  });

/** An element whose host stands behind something that takes `Authorization` for itself. */
async function aStageBehind(
  refuse: (request: Request) => Response | undefined,
  fromStart = true,
): Promise<Stage> {
  const host = aScriptedHost();
  let isOn = fromStart;
  const stage = aStage({
    network: (request) =>
      (isOn && request.headers.get("Authorization") && refuse(request)) || host.network(request),
  });
  await stage.shows(text("text.ready"));
  await stage.atRest();
  isOn = true;
  return stage;
}

const headersOf = ({ sent }: Stage) =>
  sent.map(({ path, request: { headers, credentials } }) => [
    path,
    headers.has("Authorization") ? "Authorization" : headers.has(sessionHeader) ? "own" : "none",
    credentials,
  ]);

describe("a session behind HTTP Basic", () => {
  for (const challenge of ['Basic realm="staging"', "basic", 'Negotiate, Basic realm="a"']) {
    it(`travels in a header of its own from then on, and nothing is to be set: ${challenge}`, async () => {
      const stage = await aStageBehind(() => basic(challenge));
      stage.element.refresh();
      await stage.atRest();
      stage.click(text("action.submit"));
      await until(() => stage.environment.navigations.length === 1);

      expect(headersOf(stage).slice(1)).to.deep.equal([
        ["/kyc/customer", "own", "same-origin"],
        ["/kyc/submit", "own", "same-origin"],
      ]);
      const events = stage.streams.map(({ headers }) => headers.has(sessionHeader));
      expect(events).to.deep.equal([false, true]);
      expect(stage.eventTypes()).to.deep.equal(["ready", "leave"]);
    });
  }

  it("repeats a request once: whatever else refuses it is no reason to go round", async () => {
    let refusals = 0;
    const stage = aStage({
      network: (request) => {
        if (request.method === "POST") return aScriptedHost().network(request);
        refusals++;
        return basic();
      },
    });
    await stage.shows(text("text.ready"));
    await stage.atRest();
    refusals = 0;
    stage.element.refresh();
    await stage.atRest();
    expect(refusals).to.be.at.most(2);
    expect(stage.text()).to.contain(text("problem.unreadable"));
  });

  for (const [name, refusal] of Object.entries({
    "a session that has ended": () => problem(401, "session_invalid"),
    "a Bearer challenge": () =>
      problem(401, "session_invalid", {}, { "WWW-Authenticate": 'Bearer realm="basic"' }),
    "another status": () =>
      new Response("", { status: 403, headers: { "WWW-Authenticate": "Basic" } }),
  })) {
    it(`is not what ${name} means: the control`, async () => {
      const stage = await aStageBehind(refusal, false);
      stage.element.refresh();
      await stage.atRest();
      expect(headersOf(stage).some(([, header]) => header === "own")).to.equal(false);
    });
  }
});
