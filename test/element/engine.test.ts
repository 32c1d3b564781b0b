import { expect } from "@open-wc/testing";
import { executeServerCommand } from "@web/test-runner-commands";

describe("the browser under test", () => {
  it("is the engine the runner claims", async () => {
    const claimed = await executeServerCommand<string, undefined>("engine");
    expect(engineByOwnFeatures()).to.equal(claimed);
  });

  it("runs with reduced motion", () => {
    expect(matchMedia("(prefers-reduced-motion: reduce)").matches).to.equal(true);
  });
});

/** Recognised by features of that engine alone, not by its user agent string. */
function engineByOwnFeatures(): string {
  if (CSS.supports("-moz-orient", "inline")) return "firefox";
  if ("userAgentData" in navigator) return "chromium";
  return CSS.supports("-webkit-nbsp-mode", "space") ? "webkit" : "unknown";
}
