import { expect } from "@open-wc/testing";
import { createWords } from "../../../src/element/i18n/words.js";
import type { CodeOnDisplay } from "../../../src/element/qr/qr-panel.js";
import { aCustomer, aProfile, problem } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aCodeStage, aLongLink, codeOf, linking, panelOf } from "../fixtures/qr-codes.js";
import { type Stage, until } from "../fixtures/stage.js";
import { submitText } from "../fixtures/stages.js";

/** Everything that is in the element's tree, as one text. */
const treeOf = ({ element }: Pick<Stage, "element">): string => {
  const root = element.shadowRoot;
  const texts = [...(root?.querySelectorAll("*") ?? [])].flatMap((each) => [
    ...[...each.attributes].map(({ value }) => value),
    ...[...each.childNodes].map(({ nodeValue }) => nodeValue),
  ]);
  return [root?.innerHTML, ...texts].join("\n");
};

const words = createWords();

/** A code on display, with what holds the link behind it. */
async function aWatchedCode() {
  let held: CodeOnDisplay | undefined;
  const stage = await aCodeStage(linking({ expiresInSeconds: 60 }), {
    loadRest: async () => {
      const parts = await import("../../../src/element/rest.js");
      const phoneView: typeof parts.phoneView = (view) => {
        held = view.code;
        return parts.phoneView(view);
      };
      return { ...parts, phoneView };
    },
  });
  const path = codeOf(stage)?.querySelector("path")?.getAttribute("d") ?? "";
  /** Where the link still is. */
  const traces = async () => {
    const tree = treeOf(stage);
    await held?.copy();
    return [
      ...(path && tree.includes(path) ? ["the drawing"] : []),
      ...(tree.includes(aLongLink) || tree.includes("sbx_a") ? ["the tree"] : []),
      ...(held?.drawing || held?.endText(words) ? ["what is held"] : []),
      ...(stage.environment.clipboard?.splice(0) ?? []).map(() => "the clipboard"),
    ];
  };
  return { ...stage, traces };
}

type Watched = Awaited<ReturnType<typeof aWatchedCode>>;

const unauthorised = () => problem(401, "session_invalid");

const inStatus = (status: string) => aCustomer({ verificationProfiles: [aProfile(status)] });

const becomes = (customer: ReturnType<typeof aCustomer>) => (stage: Watched) => {
  stage.host.customer = customer;
  stage.element.refresh();
};

const ends: Readonly<Record<string, (stage: Watched) => unknown>> = {
  "the panel is closed": ({ press }) => press("Close"),
  "Escape is pressed": (stage) =>
    panelOf(stage)?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })),
  "the link ends": ({ environment }) => environment.advance(60_000),
  "the page is hidden for good": ({ environment }) => environment.tell("hidden"),
  "the element is removed": ({ remove }) => remove(),
  "the endpoint changes": ({ element }) => {
    element.endpoint = "/other";
  },
  "the customer leaves here instead": ({ press }) => press(submitText),
  "the customer is approved": becomes(inStatus("approved")),
  "the customer is rejected": becomes(inStatus("rejected")),
  "the status is being updated": becomes(inStatus("on_hold")),
  "the checklist is being prepared": becomes(aCustomer({ verificationProfiles: [] })),
  "something is missing after all": becomes(
    aCustomer({ verificationProfiles: [aProfile("incomplete", { required: ["liveness_check"] })] }),
  ),
  "the login has changed": becomes(aCustomer({ id: "customer_b" })),
  "the session is over": (stage) => {
    stage.host.answers = { session: unauthorised, customer: unauthorised };
    stage.element.refresh();
  },
};

describe("nothing of the link is left", () => {
  for (const [when, end] of Object.entries(ends)) {
    it(`when ${when}`, async () => {
      const stage = await aWatchedCode();
      await end(stage);
      await until(() => !codeOf(stage));
      await rest();
      expect(await stage.traces()).to.deep.equal([]);
    });
  }

  it("would be found: while the panel is open it is where it has to be, and nowhere else", async () => {
    const stage = await aWatchedCode();
    expect(await stage.traces()).to.deep.equal(["the drawing", "what is held", "the clipboard"]);
    stage.element.shadowRoot?.querySelector("h2")?.setAttribute("data-planted", aLongLink);
    expect(await stage.traces()).to.contain("the tree");
  });

  it("would be found: a drawing that is left behind is noticed", async () => {
    const stage = await aWatchedCode();
    const left = codeOf(stage)?.cloneNode(true);
    stage.click("Close");
    await until(() => !codeOf(stage));
    if (left) stage.element.shadowRoot?.append(left);
    expect(await stage.traces()).to.deep.equal(["the drawing"]);
  });

  it("and nothing waits or listens any more", async () => {
    const stage = await aWatchedCode();
    const { live } = stage.environment;
    stage.click("Close");
    await until(() => !panelOf(stage));
    expect(stage.environment.live.listeners).to.equal(live.listeners - 1);
    expect(stage.environment.live.timers).to.equal(live.timers - 1);
  });
});
