/** What every step has: the way back, its heading, buttons. */
import type { TemplateResult } from "lit";
import type { Problem } from "../../core/problem.js";
import type { ButtonState, CustomerScreen } from "../../core/screen.js";
import { html, kit } from "../on-demand/handed.js";
import type { Tone } from "../views/icons.js";
import type { Part, View } from "../views/view.js";
import type { SayStep } from "./step-words.js";

/** A sentence in a step, and what kind of one. */
export interface Note {
  readonly text: string;
  readonly tone: Tone;
}

/** What went wrong, and until when the host asked to wait where that runs. */
export function problemNote({ words, waitUntilMs }: View, problem: Problem): Note {
  const text = kit.problemText(words, problem);
  if (!waitUntilMs || problem.retryAfterMs === undefined) return { text, tone: "fail" };
  const time = kit.timeText(words, waitUntilMs);
  return { text: `${text} ${words.say("note.paused", { time })}`, tone: "wait" };
}

/** A primary button that cannot be clicked is not drawn: a sentence beside it says why. */
export const primaryState = ({ step }: CustomerScreen): ButtonState =>
  !step || step.button === "off" ? "absent" : step.button;

/** Why what was given before has not been accepted, where SpherePay says that. */
function refusalView(view: View, { checklist, step }: CustomerScreen): Part {
  const items = checklist.profiles.flatMap((each) => each.items);
  const refused = items.find((item) => item.name === step?.requirement && item.state === "error");
  return refused ? kit.reasonView(view, refused) : kit.nothing;
}

/** A step around its content. */
export function stepFrame(
  view: View,
  screen: CustomerScreen,
  {
    kind,
    say,
    onBack,
    content,
  }: {
    readonly kind: string;
    readonly say: SayStep;
    readonly onBack: () => void;
    readonly content: Part;
  },
): TemplateResult {
  return html`<div class="step-head">
      <button class="do back" part="action" type="button" @click=${onBack}>${kit.textView(say("step.back"))}</button>
      <p .textContent=${kit.doneText(view.words, screen.checklist)}></p>
    </div>
    <div class="pad step" part="step step-${kind}">${kit.heading(view)} ${refusalView(view, screen)} ${content}</div>`;
}
