/**
 * Owns: the way over the phone as the rest of a screen sees it: the button, or the panel in its place.
 * Does not own: the panel (`view-handoff.ts`), which is loaded when it is asked for.
 */
import { html, nothing } from "lit";
import { button, note, type Part, type View } from "./view-parts.js";

/** What could draw the code could not be fetched: what is here stays, and one press tries again. */
const unreachable = (view: View, code: NonNullable<View["code"]>): Part =>
  html`<div class="panel" part="phone">
    <h3 tabindex="-1">${view.words.say("phone.open")}</h3>
    ${note(view.words.say("problem.offline"), "fail")}
    ${button(view, { state: "open", label: "action.retry", quiet: true, press: () => code.retry() })}
    ${button(view, { state: "open", label: "action.close", quiet: true, press: () => code.close() })}
  </div>`;

function partOf(view: View, code: NonNullable<View["code"]>): Part {
  const { handoff, button: state } = code.phone;
  if (handoff && code.parts) return code.parts.panelView(view, code);
  if (handoff && code.hasFailed) return unreachable(view, code);
  if (code.isOnPhone) return nothing;
  return button(view, {
    state: handoff ? "busy" : state,
    label: "phone.open",
    busy: "busy.asking",
    quiet: true,
    press: () => code.ask(),
  });
}

/** The button that opens the panel, the panel, or nothing where neither is of use. */
export function phoneView(view: View): Part {
  const part = view.code ? partOf(view, view.code) : nothing;
  return part === nothing ? nothing : html`<div id="phone">${part}</div>`;
}
