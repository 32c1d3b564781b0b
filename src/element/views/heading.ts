import { html, type TemplateResult } from "lit";
import { knownRequirement } from "../../core/requirements.js";
import { nameOf } from "../i18n/names.js";
import type { View } from "./view.js";

/** The heading of a screen that is not loading; also what is announced when the screen changes. */
export function headingText({ screen, words }: View): string {
  const { kind } = screen;
  if (kind === "loading") return "";
  if ("step" in screen && screen.step) {
    const { requirement } = screen.step;
    return nameOf(words, "requirement", knownRequirement(requirement) ?? requirement).label;
  }
  if (kind === "session_ended" && screen.problem.code === "login_required") {
    return words.say("heading.sign_in");
  }
  if (kind !== "incomplete" && kind !== "rejected") return words.say(`heading.${kind}`);
  return words.say(`heading.${kind}.${screen.customer.type ?? "individual"}`);
}

/** The heading of a screen: what receives the focus when the screen changes. */
export const heading = (view: View): TemplateResult =>
  html`<h2 id="heading" tabindex="-1" part="heading" .textContent=${headingText(view)}></h2>`;
