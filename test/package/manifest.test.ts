import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readSource, type SourceFile } from "./source-files.js";
import { isNode, syntaxOf } from "./syntax.js";

interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly {
      readonly tagName?: string;
      readonly events?: readonly { readonly name: string; readonly type?: { text: string } }[];
    }[];
    readonly exports: readonly { readonly kind: string; readonly name: string }[];
  }[];
}

const tagName = "sphere-kyc-onboarding";
const manifest = JSON.parse(readSource("custom-elements.json").text) as Manifest;
const events = readSource("src/element/events.ts");

describe("custom-elements.json", () => {
  it("describes the element and the module that registers it", () => {
    const tags = declarations(manifest).flatMap((declaration) => declaration.tagName ?? []);
    assert.deepEqual(tags, [tagName]);
    const registered = manifest.modules
      .flatMap((module) => module.exports)
      .filter(({ kind }) => kind === "custom-element-definition");
    assert.deepEqual(
      registered.map(({ name }) => name),
      [tagName],
    );
  });

  it("names exactly the events of the element, with their classes", () => {
    const classes = eventClasses(events);
    assert.ok(classes.size > 0);
    assert.deepEqual(manifestEvents(manifest), classes);
  });

  it("points into the published folder", () => {
    assert.ok(manifest.modules.length > 0);
    for (const { path } of manifest.modules) assert.ok(path.startsWith("dist/"), path);
  });
});

describe("the manifest test notices", () => {
  it("an event that the manifest lacks", () => {
    const more = `${events.text}\nexport class SphereKycNewEvent extends Event {
      constructor() { super("sphere-kyc-new"); } }`;
    assert.notDeepEqual(manifestEvents(manifest), eventClasses({ ...events, text: more }));
  });

  it("an event that is not exported", () => {
    const invented = structuredClone(manifest) as Manifest;
    for (const declaration of declarations(invented)) {
      if (declaration.tagName === undefined) continue;
      Object.assign(declaration, { events: [...(declaration.events ?? []), { name: "x" }] });
    }
    assert.notDeepEqual(manifestEvents(invented), eventClasses(events));
  });
});

function declarations({ modules }: Manifest) {
  return modules.flatMap((module) => module.declarations);
}

/** Event name to class name, as the manifest says. */
function manifestEvents(described: Manifest): Map<string, string | undefined> {
  const all = declarations(described).flatMap((declaration) => declaration.events ?? []);
  return sorted(all.map(({ name, type }) => [name, type?.text]));
}

/** Event name to class name, as the exported classes say: the name is what they hand to `super`. */
function eventClasses(file: SourceFile): Map<string, string | undefined> {
  const classes = syntaxOf(file).filter(
    ({ node, parent }) =>
      node.type === "ClassDeclaration" && parent?.type === "ExportNamedDeclaration",
  );
  return sorted(
    classes.map(({ node }) => {
      const name = isNode(node["id"]) ? String(node["id"]["name"]) : "";
      const body = file.text.slice(Number(node["start"]), Number(node["end"]));
      return [/"(sphere-kyc-[a-z]+)"/.exec(body)?.[1] ?? `no event name in ${name}`, name];
    }),
  );
}

function sorted(entries: readonly (readonly [string, string | undefined])[]) {
  return new Map([...entries].sort(([a], [b]) => a.localeCompare(b)));
}
