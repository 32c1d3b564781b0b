import { expect } from "@open-wc/testing";
import { problem } from "../fixtures/answers.js";
import { isOpen } from "../fixtures/code-stages.js";
import {
  aNumberWithAddressStage,
  anAddressStage,
  brazilianAddress,
  fill,
  patchesOf,
  save,
} from "../fixtures/fields-stages.js";
import { type Stage, until } from "../fixtures/stage.js";
import { stepText, text } from "../fixtures/texts.js";

const canaries = {
  "tax/number": "canary-number-4711",
  "address/line1": "Canary Lane 1",
  "address/city": "Canaryville",
} as const;
const typed = Object.values(canaries);

function markupOf(root: ParentNode): string[] {
  return [...root.querySelectorAll("*")].flatMap((each) => [
    ...[...each.attributes].map(({ value }) => value),
    ...[...each.childNodes].flatMap(({ nodeValue }) => nodeValue ?? []),
    ...(each.shadowRoot ? markupOf(each.shadowRoot) : []),
  ]);
}

/** Whatever a script of the page, a log or a later visitor can read without the fields themselves. */
const readable = (stage: Stage): string =>
  JSON.stringify([
    markupOf(document),
    [localStorage, sessionStorage].map((store) => Object.entries(store)),
    [document.cookie, location.href, history.state],
    stage.events.map((event) => [
      event,
      ...Object.getOwnPropertyNames(event).map((name) => Reflect.get(event, name)),
    ]),
    stage.environment.warnings,
    stage.sent.map(({ request }) => [request.url, ...request.headers]),
    stage.element.customer,
  ]);

const leaks = (stage: Stage): string[] => typed.filter((each) => readable(stage).includes(each));

describe("what is typed", () => {
  it("is in its fields alone, and nowhere when the step is left", async () => {
    const stage = await aNumberWithAddressStage();
    await fill(stage, { ...brazilianAddress, ...canaries });
    expect(leaks(stage)).to.deep.equal([]);
    stage.network = ({ method }) =>
      method === "PATCH"
        ? problem(422, "details_refused", { errors: [{ pointer: "/tax/number" }] })
        : undefined;
    save(stage);
    await stage.shows(stepText("fields.refused"));
    await stage.atRest();
    expect(leaks(stage)).to.deep.equal([]);
    stage.click(stepText("step.back"));
    await until(() => !isOpen(stage));
    await stage.atRest();
    expect(leaks(stage)).to.deep.equal([]);
    expect(stage.element.shadowRoot?.querySelector("input")).to.equal(null);
  });

  it("is found by this test where it is not to be", async () => {
    const stage = await anAddressStage();
    const place = document.createElement("p");
    place.title = canaries["address/line1"];
    document.body.append(place);
    expect(leaks(stage)).to.deep.equal([canaries["address/line1"]]);
    place.remove();
  });

  it("is dropped with the page, and with a login that changes, which gets nothing of it", async () => {
    const stage = await anAddressStage();
    await fill(stage, brazilianAddress);
    stage.login.id = stage.simulator.createCustomer({ preset: "business" });
    stage.network = ({ method }) =>
      method === "PATCH" ? problem(401, "session_invalid") : undefined;
    save(stage);
    await stage.shows(text("note.login_changed"));
    expect(isOpen(stage)).to.equal(false);
    expect(patchesOf(stage)).to.have.length(1);

    const other = await anAddressStage();
    await fill(other, brazilianAddress);
    other.environment.tell("hidden");
    await other.element.updateComplete;
    expect(isOpen(other)).to.equal(false);
  });
});
