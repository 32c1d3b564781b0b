/**
 * Owns: the way over the phone as the rest of a screen sees it: the button, or the panel in its place.
 * Does not own: the code in the panel (`view-qrCode.ts`), which is loaded when it is asked for.
 */
import { html, nothing } from "lit";
import { button, note, type Part, type View } from "../views/parts.js";

type Code = NonNullable<View["code"]>;

/** The panel around what stands in it. Its heading receives the focus when it opens. */
function panel({ words }: View, code: Code, inner: Part): Part {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // A dialog of the page around it is not what is to be closed.
    event.preventDefault();
    event.stopPropagation();
    code.close();
  };
  return html`<div class="panel" part="phone" role="group" aria-label=${words.say("qr.open")} @keydown=${onKey}>
    <div class="head">
      <h3 tabindex="-1">${words.say("qr.open")}</h3>
      <button class="do" part="button button-close" type="button" @click=${() => code.close()}>
        ${words.say("action.close")}
      </button>
    </div>
    ${inner}
  </div>`;
}

/** What could draw the code could not be fetched: what is here stays, and one press tries again. */
const unreachable = (view: View, code: Code): Part =>
  html`${note(view.words.say("problem.unloaded"), "fail")}
    ${button(view, { state: "open", label: "action.retry", quiet: true, press: () => code.retry() })}`;

function partOf(view: View, code: Code): Part {
  const { qrCode, button: state } = code.phone;
  if (qrCode && code.parts) return panel(view, code, code.parts.codeView(view, code));
  if (qrCode && code.hasFailed) return panel(view, code, unreachable(view, code));
  if (code.isOnPhone) return nothing;
  return button(view, {
    state: qrCode ? "busy" : state,
    label: "qr.open",
    busy: "busy.qr",
    quiet: true,
    press: () => code.ask(),
  });
}

/** The button that opens the panel, the panel, or nothing where neither is of use. */
export function phoneView(view: View): Part {
  const part = view.code ? partOf(view, view.code) : nothing;
  return part === nothing ? nothing : html`<div id="phone">${part}</div>`;
}
