import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { createOnboardingHandler } from "../../src/host/index.js";
import type { SphereKycOnboarding } from "../../src/index.js";
import { messages as german } from "../../src/locales/de.js";
import { english } from "../../src/locales/index.js";
import { createSimulator } from "../../src/simulator/index.js";
import {
  elementScript,
  errorsOf,
  inGlobalsOfJsdom,
  inJsdom,
  libraries,
  type OpenPage,
} from "./page.js";

/** Only what hangs takes so long. */
const hangMs = 60_000;

async function until(condition: () => unknown, what: () => string): Promise<void> {
  const deadlineMs = performance.now() + hangMs;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`never happened: ${what()}`);
    await turn();
  }
}

/** The element over the real handler over the simulator, reached by its property `fetch` alone. */
function aStage({ page, complaints }: OpenPage) {
  const simulator = createSimulator();
  const customerId = simulator.createCustomer({ preset: "individual" });
  const handler = createOnboardingHandler({
    apiKey: simulator.apiKey,
    secret: "a secret of the tests, of 32 bytes or more",
    resolveCustomer: () => customerId,
    runtime: {
      fetch: (input, init) => simulator.api(new Request(input, init)),
      now: simulator.clock.now,
    },
  });
  const element = page.document.createElement("sphere-kyc-onboarding") as SphereKycOnboarding;
  const errors = errorsOf(element);
  const sent: string[] = [];
  element.endpoint = "/kyc";
  element.locale = "en";
  element.fetch = (input, { method, headers } = {}) => {
    sent.push(`${method} ${new URL(String(input)).pathname}`);
    const given = { ...(method && { method }), ...(headers && { headers }) };
    return handler(new Request(String(input), given));
  };
  const text = () => element.shadowRoot?.querySelector("section")?.textContent ?? "";
  const shows = (awaited: string) =>
    until(
      () => text().includes(awaited) || errors.length,
      () => `"${awaited}" in: ${text()}`,
    ).then(() => assert.deepEqual(errors, []));
  const button = (label: string) => {
    const found = [...(element.shadowRoot?.querySelectorAll("button") ?? [])];
    return found.find((each) => each.textContent?.trim() === label);
  };
  const faults = () => [...errors, ...complaints].map(String);
  return { element, simulator, customerId, sent, shows, button, faults };
}

/** Opens a page and takes a customer through it. Returns what went wrong. */
async function faultsIn(open: OpenPage): Promise<string[]> {
  const stage = aStage(open);
  try {
    return await walk(open, stage);
  } catch (error) {
    return [...stage.faults(), String(error)];
  } finally {
    stage.element.remove();
    await turn();
    await open.close();
  }
}

/** From the first paint to approved, and away. */
async function walk({ page }: OpenPage, stage: ReturnType<typeof aStage>): Promise<string[]> {
  const { element, simulator, customerId, sent, shows, button, faults } = stage;
  const left: Event[] = [];
  element.addEventListener("sphere-kyc-leave", (event) => {
    event.preventDefault();
    left.push(event);
  });

  const upload = page.document.createElement("button");
  upload.slot = "identity_document";
  element.append(upload);

  page.document.body.append(element);
  await shows(english["requirement.identity_document"]);
  upload.focus();

  for (const name of ["terms_of_service", "identity_document", "liveness_check"]) {
    simulator.complete(customerId, name);
  }
  element.refresh();
  await shows(english["text.ready"]);
  assert.equal(page.document.activeElement, upload, "the page keeps its focus");
  upload.blur();

  button(english["action.submit"])?.click();
  await until(
    () => left.length,
    () => "the event before leaving",
  );
  await element.updateComplete;
  button(english["qr.open"])?.click();
  await shows(english["qr.text"]);
  button(english["action.copy"])?.click();
  // Not every library has a clipboard.
  const copied = [english["copy.done"], english["copy.failed"]];
  await until(
    () => copied.some(button),
    () => "what became of the copy",
  );
  button(english["action.close"])?.click();

  simulator.approve(customerId);
  element.refresh();
  await shows(english["heading.approved"]);
  assert.equal(element.status, "approved");
  element.locale = "de";
  await shows(german["heading.approved"]);

  element.remove();
  await turn();
  const before = sent.length;
  for (const type of ["online", "pageshow", "pagehide"]) page.dispatchEvent(new page.Event(type));
  page.document.dispatchEvent(new page.Event("visibilitychange"));
  await turn();
  assert.equal(sent.length, before);
  return faults();
}

/** Closes the page while the first answer is on its way. Returns what went wrong. */
async function faultsAfterClose(open: OpenPage): Promise<string[]> {
  const { element, sent, faults } = aStage(open);
  const { fetch } = element;
  element.locale = null;
  let answer = () => {};
  const isClosed = new Promise<void>((resolve) => {
    answer = resolve;
  });
  element.fetch = async (...request) => {
    const answered = await fetch?.(...request);
    await isClosed;
    return answered ?? Response.error();
  };
  open.page.document.body.append(element);
  await until(
    () => sent.length,
    () => "the first request",
  );
  await open.close();
  answer();
  for (let turns = 0; turns < 20; turns++) await turn();
  return faults();
}

describe("the element in a DOM library of Node, with nothing added", () => {
  let script = "";
  before(async () => {
    script = await elementScript();
  });

  for (const [library, openIn] of Object.entries(libraries)) {
    it(`mounts, draws, updates and leaves: ${library}`, async () => {
      assert.deepEqual(await faultsIn(openIn(script)), []);
    });
  }

  for (const [library, openIn] of Object.entries(libraries)) {
    it(`is quiet when its page is closed before an answer is there: ${library}`, async () => {
      assert.deepEqual(await faultsAfterClose(openIn(script)), []);
    });
  }

  it("one that is not quiet then is noticed", async () => {
    const asked = "globalThis.navigator?.languages";
    assert.ok(script.includes(asked));
    const open = inGlobalsOfJsdom(script.replace(asked, "navigator.languages"));
    assert.match(`${await faultsAfterClose(open)}`, /navigator is not defined/);
  });

  for (const [asked, unasked, fault] of [
    ["globalThis.matchMedia?.(", "matchMedia(", /matchMedia is not defined/],
    [".scrollIntoView?.(", ".scrollIntoView(", /scrollIntoView is not a function/],
  ] as const) {
    it(`an element that does not ask before is noticed: ${unasked}`, async () => {
      assert.ok(script.includes(asked));
      const faults = await faultsIn(inJsdom(script.replace(asked, unasked)));
      assert.match(faults.join("\n"), fault);
    });
  }
});
