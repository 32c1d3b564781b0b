/** What a step has of the element: handed over once, before the first step is created. */
import type { StepKit } from "./step-kit.js";

export let kit: StepKit;
export let html: StepKit["html"];

/** Takes what the element hands over. */
export function takeKit(handed: StepKit): void {
  kit = handed;
  html = handed.html;
}
