import { expect } from "@open-wc/testing";
import { messages as en } from "../../../src/locales/en.js";
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
import { aScriptedStage, open, submitText, supported } from "../fixtures/stages.js";

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
  const stage = await open({ network: host.network }, "Terms of service");
  await stage.atRest();
  action(stage, focused).focus();
  host.customer = aListed(["terms_of_service"], ["identity_document", "liveness_check"]);
  stage.element.refresh();
  await stage.shows("1 of 3 done");
  await stage.atRest();
  return stage;
}

describe("a row", () => {
  for (const focused of ["Open: Identity document", "Open: Face check"]) {
    it(`never gives the focus of another one to its own control: ${focused}`, async () => {
      const { element } = await aChangedList(focused);

      const now = element.shadowRoot?.activeElement;
      expect(now?.id === "heading" ? focused : now?.getAttribute("aria-label")).to.equal(focused);
    });
  }

  it("keeps what is drawn of it while it stays in its place", async () => {
    const stage = await open({}, "Verify your identity");
    await stage.atRest();
    const before = action(stage, "Open: Face check");

    stage.element.supportHref = "/support";
    await stage.element.updateComplete;

    expect(action(stage, "Open: Face check")).to.equal(before);
  });

  it("that is there a second time is no second task", async () => {
    const stage = await open({ customer: { preset: "two-profiles" } }, "Brazilian reais");
    const [, second] = stage.element.shadowRoot?.querySelectorAll(".profile") ?? [];
    const repeated = [...(second?.querySelectorAll(".row.required") ?? [])].filter((each) =>
      each.textContent?.includes(en["hint.repeated"]),
    );

    expect(repeated.length).to.be.at.least(3);
    for (const each of repeated) expect(each.querySelector("svg.later")).not.to.equal(null);
  });

  it("is drawn although all looks done when the last try was refused", async () => {
    const stage = await aScriptedStage(
      {},
      { submit: () => problem(422, "requirements_outstanding") },
    );
    expect(stage.text()).not.to.contain("Final review");
    stage.click(submitText);
    await stage.shows(en["left.off"]);

    expect(stage.text()).to.contain("Final review");
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

  for (const [locale, name, hint] of [
    ["en", "Business representative", "Someone who may act for the business."],
    ["ar", "ممثل الشركة", "شخص يحق له التصرف باسم الشركة."],
    ["de", "Vertretung des Unternehmens", "Eine Person, die für das Unternehmen handeln darf."],
  ] as const) {
    it(`have words: ${locale}`, async () => {
      const prepare = (element: HTMLElement & { locale?: string | null | undefined }) => {
        element.locale = locale;
      };
      const stage = await open({ network: aBusiness.network, prepare }, name);
      expect(stage.text()).to.contain(hint);
      expect(stage.text()).not.to.contain("Legal_name");
    });
  }
});

describe("what remains to be pressed", () => {
  const settledAs = (status: string) =>
    aCustomer({ verificationProfiles: [aProfile(status, { required: [] })] });

  for (const [status, heading] of [
    ["approved", "You are verified"],
    ["rejected", "We could not verify"],
  ] as const) {
    it(`is another look where something went wrong: ${status}`, async () => {
      const host = aScriptedHost(settledAs(status));
      const stage = await open({ network: host.network, ...supported }, heading);
      await stage.atRest();
      expect(() => stage.button("Check again")).to.throw("no button");

      host.answers = { customer: () => problem(503, "upstream_failed") };
      stage.element.refresh();
      await stage.shows(en["problem.unanswered"]);
      host.answers = { customer: () => json(200, settledAs("pending")) };
      stage.click("Check again");
      await stage.shows("We are reviewing");
    });
  }

  it("is another look where a rejection comes without a way to support", async () => {
    const stage = await open({ network: aScriptedHost(settledAs("rejected")).network }, "We could");
    expect(stage.button("Check again").getAttribute("aria-disabled")).to.equal(null);
  });

  it("is support first where the link was not one to open", async () => {
    const stage = await aScriptedStage(supported, {
      submit: () => json(201, aLink("https://evil.example/")),
    });
    stage.click(submitText);
    await stage.shows(en["problem.link_refused"]);

    expect(stage.button(submitText).classList.contains("quiet")).to.equal(true);
    expect(stage.button("Contact support").classList.contains("quiet")).to.equal(false);
  });
});

describe("a date", () => {
  for (const [year, shown] of [
    [2026, false],
    [2024, true],
  ] as const) {
    it(`has its year when that is not the present one: ${year}`, async () => {
      // The clock of the tests stands in November 2026.
      const customer = aCustomer({ submission: { startedAt: `${year}-03-05T12:00:00Z` } });
      const stage = await open({ network: aScriptedHost(customer).network }, "You began on");
      await until(() => stage.text().includes("March 5"));
      expect(stage.text().includes(String(year))).to.equal(shown);
    });
  }
});
