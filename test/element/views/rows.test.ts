import { expect } from "@open-wc/testing";
import { loadMessages } from "../../../src/locales/index.js";
import {
  aCustomer,
  aLink,
  aProfile,
  aScriptedHost,
  json,
  ownSteps,
  problem,
} from "../fixtures/answers.js";
import { type Stage, until } from "../fixtures/stage.js";
import { aReadyStage, aScriptedStage, open, submitText, supported } from "../fixtures/stages.js";
import { progressText, text, textStart } from "../fixtures/texts.js";

const links = {
  terms_of_service: { kind: "link" },
  identity_document: { kind: "link" },
  liveness_check: { kind: "link" },
};

const aListed = (complete: readonly string[], required: readonly string[]) =>
  aCustomer({
    verificationProfiles: [
      aProfile("incomplete", { complete, required: [...required, ...ownSteps] }),
    ],
    actions: links,
  });

const opening = (name: "identity_document" | "liveness_check") =>
  `${text("action.open")}: ${text(`requirement.${name}`)}`;
const openDocument = opening("identity_document");
const openFaceCheck = opening("liveness_check");

const action = ({ element }: Stage, label: string): HTMLElement => {
  const found = element.shadowRoot?.querySelector<HTMLElement>(`[aria-label="${label}"]`);
  if (!found) throw new TypeError(`there is no "${label}"`);
  return found;
};

/** Three items to do; the first of them is done meanwhile. */
async function aChangedList(focused: string): Promise<Stage> {
  const host = aScriptedHost(
    aListed([], ["terms_of_service", "identity_document", "liveness_check"]),
  );
  const stage = await open({ network: host.network }, text("requirement.terms_of_service"));
  await stage.atRest();
  action(stage, focused).focus();
  host.customer = aListed(["terms_of_service"], ["identity_document", "liveness_check"]);
  stage.element.refresh();
  await stage.shows(progressText(1, 3));
  await stage.atRest();
  return stage;
}

describe("a row", () => {
  for (const focused of [openDocument, openFaceCheck]) {
    it(`never takes the focus of another row to its own control: ${focused}`, async () => {
      const { element } = await aChangedList(focused);

      const now = element.shadowRoot?.activeElement;
      expect(now?.id === "heading" ? focused : now?.getAttribute("aria-label")).to.equal(focused);
    });
  }

  it("keeps what is drawn of it while it stays in its place", async () => {
    const stage = await open({}, text("heading.incomplete.individual"));
    await stage.atRest();
    const before = action(stage, openFaceCheck);

    stage.element.supportHref = "/support";
    await stage.element.updateComplete;

    expect(action(stage, openFaceCheck)).to.equal(before);
  });

  it("that repeats a requirement is no second task", async () => {
    const stage = await open(
      { customer: { preset: "two-profiles" } },
      text("profile.kyc_profile_b"),
    );
    const [, second] = stage.element.shadowRoot?.querySelectorAll(".profile") ?? [];
    const repeated = [...(second?.querySelectorAll(".row.required") ?? [])].filter((each) =>
      each.textContent?.includes(text("hint.repeated")),
    );

    expect(repeated.length).to.be.at.least(3);
    for (const each of repeated) expect(each.querySelector("svg.later")).not.to.equal(null);
  });

  it("is drawn after a refused submit, although everything looks done", async () => {
    const stage = await aReadyStage({ simulator: { gate: "strict", namesMissing: false } });
    const folded = () => stage.element.shadowRoot?.querySelector("details");
    expect(folded()).not.to.equal(null);
    stage.click(submitText);
    await stage.shows(text("left.off"));

    expect(folded()).to.equal(null);
    expect(stage.text()).to.contain(text("requirement.email_address"));
  });
});

describe("a business's items", () => {
  const aBusiness = aScriptedHost(
    aCustomer({
      type: "business",
      verificationProfiles: [
        aProfile(
          "incomplete",
          { complete: ["legal_name"], required: ["business_representative", "kyb_a_approval"] },
          "kyb_profile_a",
        ),
      ],
    }),
  );

  for (const locale of ["en", "ar", "de"] as const) {
    it(`have words: ${locale}`, async () => {
      const messages = await loadMessages(locale);
      const name = messages["requirement.business_representative"];
      const hint = messages["hint.business_representative"];
      const prepare = (element: HTMLElement & { locale?: string | null | undefined }) => {
        element.locale = locale;
      };
      const stage = await open({ network: aBusiness.network, prepare }, name);
      expect(stage.text()).to.contain(hint);
      expect(stage.text()).not.to.contain("Legal_name");
    });
  }
});

describe("a button that remains", () => {
  const settledAs = (status: string) =>
    aCustomer({ verificationProfiles: [aProfile(status, { required: [] })] });

  for (const [status, heading] of [
    ["approved", text("heading.approved")],
    ["rejected", text("heading.rejected.individual")],
  ] as const) {
    it(`checks again where something went wrong: ${status}`, async () => {
      const host = aScriptedHost(settledAs(status));
      const stage = await open({ network: host.network, ...supported }, heading);
      await stage.atRest();
      expect(() => stage.button(text("action.check"))).to.throw("no button");

      host.answers = { customer: () => problem(503, "upstream_failed") };
      stage.element.refresh();
      await stage.shows(text("problem.unanswered"));
      host.answers = { customer: () => json(200, settledAs("pending")) };
      stage.click(text("action.check"));
      await stage.shows(text("heading.pending"));
    });
  }

  it("checks again where a rejection comes without a way to support", async () => {
    const stage = await open(
      { network: aScriptedHost(settledAs("rejected")).network },
      text("heading.rejected.individual"),
    );
    expect(stage.button(text("action.check")).getAttribute("aria-disabled")).to.equal(null);
  });

  it("is support first where the link was refused", async () => {
    const stage = await aScriptedStage(supported, {
      submit: () => json(201, aLink("https://evil.example/")),
    });
    stage.click(submitText);
    await stage.shows(text("problem.link_refused"));

    expect(stage.button(submitText).classList.contains("quiet")).to.equal(true);
    expect(stage.button(text("action.support")).classList.contains("quiet")).to.equal(false);
  });
});

describe("a date", () => {
  for (const [year, shown] of [
    [2026, false],
    [2024, true],
  ] as const) {
    it(`has its year unless that is the present one: ${year}`, async () => {
      // The clock of the tests stands in November 2026.
      const customer = aCustomer({ submission: { startedAt: `${year}-03-05T12:00:00Z` } });
      const stage = await open(
        { network: aScriptedHost(customer).network },
        textStart("text.began"),
      );
      await until(() => stage.text().includes("March 5"));
      expect(stage.text().includes(String(year))).to.equal(shown);
    });
  }
});
