import { readFileSync } from "node:fs";

/** How `npm run build` describes the element for editors and documentation tools. */
export default {
  globs: ["src/element/sphere-kyc-onboarding.ts", "src/element/events.ts", "src/define.ts"],
  outdir: ".",
  litelement: true,
  quiet: true,
  plugins: [leaveOutInnerThings(), addTokens(), pointToDist()],
};

/** `#private` members and reactive state are no part of the public surface. */
function leaveOutInnerThings() {
  const inner = new Set();
  return {
    name: "leave-out-inner-things",
    analyzePhase({ ts, node }) {
      if (!ts.isPropertyDeclaration(node) || node.name.getText() !== "properties") return;
      if (node.initializer === undefined || !ts.isObjectLiteralExpression(node.initializer)) return;
      for (const property of node.initializer.properties) {
        if (/\bstate:\s*true/.test(property.getText())) inner.add(property.name?.getText());
      }
    },
    packageLinkPhase({ customElementsManifest }) {
      const isPublic = ({ name, fieldName, privacy }) =>
        !name.startsWith("#") &&
        privacy !== "private" &&
        privacy !== "protected" &&
        !inner.has(fieldName ?? name);
      for (const declaration of customElementsManifest.modules.flatMap((one) => one.declarations)) {
        for (const list of ["members", "attributes"]) {
          if (declaration[list]) declaration[list] = declaration[list].filter(isPublic);
        }
      }
    },
  };
}

/** Tokens are described where they are made. */
function addTokens() {
  const file = new URL("src/element/styles/tokens.ts", import.meta.url);
  return {
    name: "add-tokens",
    packageLinkPhase({ customElementsManifest }) {
      const text = readFileSync(file, "utf8");
      const cssProperties = [...text.matchAll(/@cssproperty (\S+) - (.+)/g)].map(
        ([, name, description]) => ({ name, description }),
      );
      for (const declaration of customElementsManifest.modules.flatMap((one) => one.declarations)) {
        if (declaration.tagName) Object.assign(declaration, { cssProperties });
      }
    },
  };
}

/** The package holds `dist`, not `src`. */
function pointToDist() {
  return {
    name: "point-to-dist",
    packageLinkPhase({ customElementsManifest }) {
      const moved = JSON.stringify(customElementsManifest).replace(
        /"\/?src\/([^"]+)\.(?:ts|js)"/g,
        '"dist/$1.js"',
      );
      Object.assign(customElementsManifest, JSON.parse(moved));
    },
  };
}
