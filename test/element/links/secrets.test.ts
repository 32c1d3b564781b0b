import { expect } from "@open-wc/testing";
import { aToken } from "../fixtures/answers.js";
import { aStage, type Stage, until } from "../fixtures/stage.js";
import { aScriptedStage, submitText } from "../fixtures/stages.js";
import { text } from "../fixtures/texts.js";

/** Every way a secret could be written. */
const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  btoa(secret).replace(/=+$/, ""),
  [...secret].map((each) => each.charCodeAt(0).toString(16)).join(""),
  [...secret].reverse().join(""),
];

/** Fields of an object and of what it leads to, private ones excepted. */
function fieldsOf(value: unknown, depth = 4): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  if (!depth || value instanceof Node || value instanceof Window) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fieldsOf(inner, depth - 1)]);
}

function treeOf(root: ParentNode): string[] {
  return [...root.querySelectorAll("*")].flatMap((each) => [
    ...[...each.attributes].flatMap(({ name, value }) => [name, value]),
    ...[...each.childNodes].flatMap(({ nodeValue }) => nodeValue ?? []),
    ...(each.shadowRoot ? treeOf(each.shadowRoot) : []),
  ]);
}

function storesOf(): string[] {
  return [localStorage, sessionStorage].flatMap((store) => Object.entries(store).flat());
}

/** Everything of an element that a script of the page, a log or a later visitor can read. */
function readable(stage: Stage): string[] {
  return [
    ...treeOf(document),
    ...storesOf(),
    document.cookie,
    location.href,
    JSON.stringify(history.state),
    ...Object.entries(stage.element).flatMap(([name, value]) => [name, ...fieldsOf(value)]),
    ...stage.events.flatMap((event) => fieldsOf(event)),
    ...stage.events.flatMap((event) => Object.getOwnPropertyNames(event)),
    ...stage.environment.warnings,
    ...performance.getEntriesByType("mark").map(({ name }) => name),
  ];
}

const found = (stage: Stage, secrets: readonly string[]): string[] => {
  const all = readable(stage);
  return secrets.flatMap((secret) =>
    spellings(secret).filter((each) => all.some((text) => text.includes(each))),
  );
};

describe("token and link", () => {
  it("can be read nowhere, at no step of a journey", async () => {
    const stage = aStage({ customer: { preset: "ready" } });
    const secrets: string[] = [];
    const leaks: string[] = [];
    const network = stage.network;
    stage.network = (request) => {
      const token = request.headers.get("Authorization")?.replace("Bearer ", "");
      if (token) secrets.push(token);
      return network(request);
    };
    const look = () => leaks.push(...found(stage, secrets));
    stage.element.addEventListener("sphere-kyc-leave", look);

    await stage.shows(text("text.ready"));
    look();
    stage.click(submitText);
    await until(() => stage.environment.navigations.length === 1);
    secrets.push(stage.environment.navigations[0]?.href ?? "");
    look();
    stage.environment.tell("hidden");
    look();
    stage.simulator.setStatus(stage.customerId, "pending");
    stage.environment.tell("restored");
    await stage.shows(text("action.continue"));
    look();
    stage.click(text("action.continue"));
    await until(() => stage.environment.navigations.length === 2);
    stage.simulator.approve(stage.customerId);
    stage.environment.tell("hidden");
    stage.environment.tell("restored");
    await stage.shows(text("heading.approved"));
    look();

    expect(secrets.length).to.be.at.least(4);
    expect(leaks).to.deep.equal([]);
  });

  it("are not in the console when an answer holds them in the wrong place", async () => {
    const url = "https://evil.example/link-that-nobody-may-see";
    const stage = await aScriptedStage();
    const bodies = [{ url }, { url, expiresAt: aToken }, { url: [aToken], expiresAt: aToken }];
    for (const body of bodies) {
      stage.host.answers = { submit: () => Response.json(body, { status: 201 }) };
      stage.click(submitText);
      await until(() => stage.eventTypes().filter((type) => type === "problem").length > 0);
      await stage.atRest();
    }

    expect(stage.environment.warnings.length).to.be.greaterThan(0);
    expect(found(stage, [url, aToken])).to.deep.equal([]);
  });

  const plants: Readonly<Record<string, (stage: Stage, secret: string) => void>> = {
    "an attribute": ({ element }, secret) =>
      element.shadowRoot?.querySelector("section")?.setAttribute("data-x", `a${secret}b`),
    "a text": ({ element }, secret) =>
      element.shadowRoot?.querySelector("section")?.append(encodeURIComponent(secret)),
    "a storage": (_, secret) => sessionStorage.setItem("planted", btoa(secret)),
    "an event": ({ events }, secret) =>
      events.push(
        new CustomEvent("x", { detail: null }),
        Object.assign(new Event("y"), { secret }),
      ),
    "a property": ({ element }, secret) => Object.assign(element, { planted: { deep: [secret] } }),
    "the console": ({ environment }, secret) => environment.warnings.push(`oh: ${secret}`),
  };
  for (const [place, plant] of Object.entries(plants)) {
    it(`would be found in ${place}`, async () => {
      const secret = "https://in.sumsub.com/websdk/p/planted?a=1";
      const stage = await aScriptedStage();
      expect(found(stage, [secret])).to.deep.equal([]);
      plant(stage, secret);
      expect(found(stage, [secret])).not.to.deep.equal([]);
      sessionStorage.removeItem("planted");
    });
  }
});
