import { expect } from "@open-wc/testing";
import { aCustomer, aProfile, aScriptedHost, json } from "../fixtures/answers.js";
import { aStage } from "../fixtures/stage.js";
import { text } from "../fixtures/texts.js";

const typed = (body: BodyInit | null, type = "application/json", status = 200) =>
  new Response(body, { status, headers: { "Content-Type": type } });

const good = JSON.stringify(aCustomer({ verificationProfiles: [aProfile("approved")] }));

/** Answers to `GET /customer` that are no customer, and what the console says. */
const rows: readonly [
  name: string,
  answer: (request: Request) => Response | Promise<Response>,
  warning: string,
][] = [
  ["another content type", () => typed(good, "text/plain"), "expected application/json"],
  ["no content type", () => new Response(new Blob([good])), "got 200"],
  ["a page of a proxy", () => typed("<h1>Bad gateway</h1>", "text/html", 502), "got 502 text/html"],
  ["a sign-in page", () => typed("<form></form>", "text/html"), "got 200 text/html"],
  ["204", () => new Response(null, { status: 204 }), "got 204"],
  ["202", () => typed(good, undefined, 202), "got 202"],
  ["201", () => typed(good, undefined, 201), "got 201"],
  [
    "a redirect, as of a cookie login",
    ({ redirect }) => fetch("/redirecting", { redirect }),
    "got a redirect",
  ],
  ["truncated JSON", () => typed(good.slice(0, -2)), "expected application/json, got 200"],
  ["nothing", () => typed(""), "expected application/json, got 200"],
  ["two values", () => typed(`${good}${good}`), "expected application/json, got 200"],
  [
    "an error as JSON",
    () => typed("{}", "application/json", 500),
    "expected application/problem+json",
  ],
  ["a problem that is none", () => typed("[]", "application/problem+json", 500), "the answer"],
  ["null", () => json(200, null), "the answer: expected object"],
  ["a list", () => json(200, []), "the answer: expected object"],
  ["no id", () => json(200, { verificationProfiles: [] }), "id: expected string"],
  ["an id that is a number", () => json(200, aCustomer({ id: 7 })), "id: expected string"],
  [
    "profiles that are no list",
    () => json(200, aCustomer({ verificationProfiles: {} })),
    "verificationProfiles: expected array",
  ],
  [
    "a profile without a status",
    () => json(200, aCustomer({ verificationProfiles: [{ name: "kyc_profile_a" }] })),
    "verificationProfiles.0.status: expected string",
  ],
  [
    "a requirement that is no text",
    () => json(200, aCustomer({ verificationProfiles: [aProfile("approved", { required: [7] })] })),
    "verificationProfiles.0.criteria.required.0: expected string",
  ],
];

async function refreshedWith(answer: (request: Request) => Response | Promise<Response>) {
  const host = aScriptedHost();
  const stage = aStage({ network: host.network });
  await stage.shows(text("text.ready"));
  await stage.atRest();
  host.answers = { customer: answer };
  stage.element.refresh();
  await stage.atRest();
  return { ...stage, host };
}

describe("an answer that cannot be read", () => {
  for (const [name, answer, warning] of rows) {
    it(`is reported, changes nothing, and the console says why: ${name}`, async () => {
      const stage = await refreshedWith(answer);
      await stage.shows(text("problem.unreadable"));

      expect(stage.element.status).to.equal("incomplete");
      expect(stage.text()).to.contain(text("text.ready"));
      expect(stage.eventTypes()).to.deep.equal(["ready", "problem"]);
      expect(stage.environment.warnings).to.have.length(1);
      expect(stage.environment.warnings[0])
        .to.contain("<sphere-kyc-onboarding> answer_unreadable: ")
        .and.to.contain(warning);

      stage.host.answers = {};
      stage.click(text("action.check"));
      await stage.atRest();
      expect(stage.text()).not.to.contain(text("problem.unreadable"));
    });
  }

  it("is read once it is complete: the control of the table", async () => {
    const stage = await refreshedWith(() => typed(good, "application/json; charset=utf-8"));
    await stage.shows(text("heading.approved"));
    expect(stage.environment.warnings).to.deep.equal([]);
  });

  it("is in the console once, however often it comes", async () => {
    const stage = await refreshedWith(() => typed("<h1>", "text/html"));
    for (let turn = 0; turn < 3; turn++) {
      stage.element.refresh();
      await stage.atRest();
    }
    expect(stage.environment.warnings).to.have.length(1);
  });
});

describe("the optional fields of a customer", () => {
  it("are ignored when they are nonsense: the checklist is shown", async () => {
    const customer = {
      id: "customer_a",
      type: null,
      tosStatus: null,
      actions: "none",
      pollAfterSeconds: "soon",
      verificationProfiles: [
        { name: "kyc_profile_a", status: "incomplete", complete: ["email_address"], extra: {} },
      ],
    };
    const stage = aStage({ network: aScriptedHost(customer).network });
    await stage.shows(text("progress", { done: 1, total: 1 }));
    expect(stage.element.status).to.equal("incomplete");
  });
});
