import { expect } from "@open-wc/testing";
import type { Environment } from "../../../src/element/environment.js";
import { createWords } from "../../../src/element/i18n/words.js";
import { kit } from "../../../src/element/on-demand/kit.js";
import { QrLoader } from "../../../src/element/qr/qr-loader.js";
import { createPanel } from "../../../src/element/qr/qr-panel.js";
import { aCustomer, aProfile, problem } from "../fixtures/answers.js";
import { rest } from "../fixtures/hand-environment.js";
import { aFlowPort, anElementPort } from "../fixtures/ports.js";
import { aCodeStage, aLongLink, codeOf, linking, panelOf } from "../fixtures/qr-codes.js";
import { type Stage, until } from "../fixtures/stage.js";
import { submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

/** Everything that is in the element's tree, as one text. */
const treeOf = ({ element }: Pick<Stage, "element">): string => {
  const root = element.shadowRoot;
  const texts = [...(root?.querySelectorAll("*") ?? [])].flatMap((each) => [
    ...[...each.attributes].map(({ value }) => value),
    ...[...each.childNodes].map(({ nodeValue }) => nodeValue),
  ]);
  return [root?.innerHTML, ...texts].join("\n");
};

/** A QR code on screen, with its copy button: that reaches the held link also once it is gone. */
async function aWatchedCode() {
  const stage = await aCodeStage(linking({ expiresInSeconds: 60 }));
  const copy = stage.button(text("action.copy"));
  const path = codeOf(stage)?.querySelector("path")?.getAttribute("d") ?? "";
  /** Where the link still is. */
  const traces = async () => {
    const tree = treeOf(stage);
    copy.click();
    await rest();
    return [
      ...(path && tree.includes(path) ? ["the drawing"] : []),
      ...(tree.includes(aLongLink) || tree.includes("sbx_a") ? ["the tree"] : []),
      ...(stage.environment.clipboard?.splice(0) ?? []).map(() => "the clipboard"),
    ];
  };
  return { ...stage, traces };
}

/** A link that came just now, and is good for a minute. */
const aHeldLink = (environment: Pick<Environment, "wallMs" | "elapsedMs">) => ({
  href: aLongLink,
  wallMs: environment.wallMs(),
  elapsedMs: environment.elapsedMs(),
  leftMs: 60_000,
});

type Watched = Awaited<ReturnType<typeof aWatchedCode>>;

const unauthorised = () => problem(401, "session_invalid");

const inStatus = (status: string) => aCustomer({ verificationProfiles: [aProfile(status)] });

const becomes = (customer: ReturnType<typeof aCustomer>) => (stage: Watched) => {
  stage.host.customer = customer;
  stage.element.refresh();
};

const ends: Readonly<Record<string, (stage: Watched) => unknown>> = {
  "the panel is closed": ({ click }) => click(text("action.close")),
  "the Escape key closes it": (stage) =>
    panelOf(stage)?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })),
  "the link expires": ({ environment }) => environment.advance(60_000),
  "the page is hidden for good": ({ environment }) => environment.tell("hidden"),
  "the element is removed": ({ remove }) => remove(),
  "the endpoint changes": ({ element }) => {
    element.endpoint = "/other";
  },
  "the customer continues on this device instead": ({ click }) => click(submitText),
  "the customer is approved": becomes(inStatus("approved")),
  "the customer is rejected": becomes(inStatus("rejected")),
  "the status is being updated": becomes(inStatus("on_hold")),
  "the checklist is being prepared": becomes(aCustomer({ verificationProfiles: [] })),
  "something is missing after all": becomes(
    aCustomer({ verificationProfiles: [aProfile("incomplete", { required: ["liveness_check"] })] }),
  ),
  "the login has changed": (stage) => {
    let refusals = 1;
    stage.host.answers = { customer: () => (refusals-- > 0 ? unauthorised() : undefined) };
    becomes(aCustomer({ id: "customer_b" }))(stage);
  },
  "the session has ended": (stage) => {
    stage.host.answers = { session: unauthorised, customer: unauthorised };
    stage.element.refresh();
  },
};

describe("nothing of the link remains", () => {
  for (const [when, end] of Object.entries(ends)) {
    it(`when ${when}`, async () => {
      const stage = await aWatchedCode();
      await end(stage);
      await until(() => !codeOf(stage));
      await rest();
      expect(await stage.traces()).to.deep.equal([]);
    });
  }

  it("is a search that finds it: in the open panel and on the clipboard, and nowhere else", async () => {
    const stage = await aWatchedCode();
    expect(await stage.traces()).to.deep.equal(["the drawing", "the clipboard"]);
    stage.element.shadowRoot?.querySelector("h2")?.setAttribute("data-planted", aLongLink);
    expect(await stage.traces()).to.contain("the tree");
  });

  it("is a search that finds a drawing left behind", async () => {
    const stage = await aWatchedCode();
    const left = codeOf(stage)?.cloneNode(true);
    stage.click(text("action.close"));
    await until(() => !codeOf(stage));
    if (left) stage.element.shadowRoot?.append(left);
    expect(await stage.traces()).to.deep.equal(["the drawing"]);
  });

  it("and no timer or listener remains", async () => {
    const stage = await aWatchedCode();
    const { live } = stage.environment;
    stage.click(text("action.close"));
    await until(() => !panelOf(stage));
    expect(stage.environment.live.listeners).to.equal(live.listeners - 1);
    expect(stage.environment.live.timers).to.equal(live.timers - 1);
  });

  it("in the panel that held it", async () => {
    const { port, environment } = anElementPort();
    const words = createWords(undefined, undefined);
    const panel = createPanel(kit, port, aFlowPort());
    const held = async () => {
      await panel.copy();
      return [panel.drawing, panel.endText(words), ...(environment.clipboard?.splice(0) ?? [])];
    };
    panel.show(aHeldLink(environment));
    expect((await held()).every((each) => each !== undefined)).to.equal(true);

    panel.forget();
    expect(await held()).to.deep.equal([undefined, undefined]);
    expect(environment.live).to.deep.equal({ timers: 0, listeners: 0 });
  });

  for (const { kept, forget } of [
    { kept: true, forget: () => {} },
    { kept: false, forget: (loader: QrLoader) => loader.forget() },
  ]) {
    it(`with what waits for the panel${kept ? ": control, it is kept until then" : ""}`, async () => {
      const { port, environment } = anElementPort();
      const loader = new QrLoader(port, aFlowPort());
      loader.load();
      loader.show(aHeldLink(environment));
      forget(loader);
      await until(() => loader.drawn);
      expect(loader.drawn?.announced()).to.equal(kept ? "qr.text" : "qr.expired");
      loader.forget();
      expect(environment.live).to.deep.equal({ timers: 0, listeners: 0 });
    });
  }
});
