import { expect } from "@open-wc/testing";
import { screenFaults } from "../fixtures/screen-faults.js";
import { screens } from "../fixtures/screens.js";

describe("every screen", () => {
  for (const { name, build } of screens) {
    it(`has no fault in any language, light or dark: ${name}`, async () => {
      expect(await screenFaults(await build())).to.deep.equal([]);
    });
  }
});
