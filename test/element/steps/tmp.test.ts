import { documentScreens } from "../fixtures/screens-documents.js";
describe("stages", () => {
  for (const { name, build, texts, buttons } of documentScreens) {
    it(name, async () => {
      const stage = await Promise.race([build(), new Promise<string>((r) => setTimeout(() => r("late"), 4000))]);
      if (typeof stage === "string") {
        const t = [...document.querySelectorAll("sphere-kyc-onboarding")].map((e) => e.shadowRoot?.querySelector("section")?.textContent?.replace(/\s+/g, " ")).join("|");
        throw new Error("LATE " + t);
      }
      const b = [...(stage.element.shadowRoot?.querySelectorAll("button, a") ?? [])].map((e) => e.textContent?.trim());
      if (String(b) !== String(buttons)) throw new Error("BUTTONS " + b);
      for (const t of texts) if (!stage.text().includes(t)) throw new Error("TEXT " + t + " IN " + stage.text());
    }).timeout(9000);
  }
});
