/**
 * Owns: how one item is drawn, as a row or as the next step, and its control.
 * Does not own: what opens it (`opening.ts`), which rows there are (`profiles.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Item } from "../../core/checklist.js";
import type { Customer } from "../../core/customer.js";
import type { CustomerScreen } from "../../core/screen.js";
import { requirementOf, requirementTarget } from "../../core/target.js";
import { nameOf, readable } from "../i18n/names.js";
import type { Words } from "../i18n/words.js";
import { support } from "./help.js";
import { icon, type Tone } from "./icons.js";
import { hasSlot, type Opening, openingOf } from "./opening.js";
import { button, primaryState, tag, textView } from "./parts.js";
import type { Part, View } from "./view.js";

/** How an item is drawn; `repeated`: it is a row of an earlier profile too. */
export type ItemPlace = "next" | "row" | "repeated";

const toneOf = ({ state, actor }: Item, place: ItemPlace): Tone => {
  if (state === "error") return "fail";
  if (state === "pending") return "wait";
  if (state === "complete") return "done";
  return actor === "customer" && place !== "repeated" ? "todo" : "later";
};

function stateWords(words: Words, { state, actor }: Item): string {
  return words.say(
    state === "required" && actor === "spherepay" ? "state.later" : `state.${state}`,
  );
}

function hint(words: Words, { state, known, name }: Item, { type }: Customer): string {
  if (state === "complete") return "";
  if (state === "pending") return words.say("hint.pending");
  if (known === "approval") return words.say(`hint.approval.${type ?? "individual"}`);
  return words.find(`hint.${known ?? name}`) ?? "";
}

/** What a click on an item's button does. */
const openItem = (view: View, name: string, { kind }: Opening): void =>
  kind === "step" ? view.onStep(name) : view.onTarget(requirementTarget(name));

/** What opens a row's item. */
function rowControl(view: View, { name, state }: Item, opening: Opening, label: string): Part {
  const isLost = view.steps.failed === name;
  const say = view.words.say(
    isLost ? "action.retry" : state === "error" ? "action.fix" : "action.open",
  );
  if (opening.kind === "page") {
    return html`<a class="do" part="action" href=${opening.href} aria-label="${say}: ${label}" .textContent=${say}></a>`;
  }
  if (opening.kind === "slot") return nothing;
  const free = opening.state === "open";
  return html`<button
    class="do"
    part="action"
    type="button"
    aria-label="${say}: ${label}"
    aria-disabled=${free ? nothing : "true"}
    @click=${free ? () => openItem(view, name, opening) : nothing}
  >${opening.state === "busy" ? html`<span class="spin"></span>` : textView(say)}</button>`;
}

/** The primary button: it says what it opens. */
function nextControl(
  view: View,
  screen: CustomerScreen,
  item: Item,
  opening: Opening,
  label: string,
): Part {
  const { words } = view;
  const { known, name } = item;
  const own =
    view.steps.failed === name ? words.say("action.retry") : words.find(`do.${known ?? name}`);
  const text = own ?? words.say("do.unnamed");
  const spoken = own === undefined ? `${text}: ${label}` : nothing;
  if (opening.kind === "page") {
    return html`<a class="button" part="button button-primary action" href=${opening.href} aria-label=${spoken} .textContent=${text}></a>`;
  }
  return opening.kind === "slot"
    ? nothing
    : button(view, {
        state: primaryState(screen, opening.state),
        text,
        spoken,
        busy: screen.leaving ? "busy.leaving" : "busy.asking",
        part: "action",
        onClick: () => openItem(view, name, opening),
      });
}

const noControl: { side: Part; below: Part } = { side: nothing, below: nothing };

/** What the customer can do about an item. The page's own control wins; help is what remains. */
function controlOf(
  view: View,
  screen: CustomerScreen,
  item: Item,
  isNext: boolean,
  label: string,
): typeof noControl {
  const { words, supportHref } = view;
  const slot = (inner: Part): Part =>
    hasSlot(item) ? html`<slot name=${item.name}>${inner}</slot>` : inner;
  const only = (side: Part): typeof noControl => ({ ...noControl, side });
  if (item.state === "pending") return only(tag(words.say("state.pending"), "wait"));
  const opening = openingOf(view, screen, item);
  if (opening) {
    return only(
      slot(
        isNext
          ? nextControl(view, screen, item, opening, label)
          : rowControl(view, item, opening, label),
      ),
    );
  }
  if (
    item.state === "complete" ||
    item.actor === "spherepay" ||
    screen.customer.flow === "hosted"
  ) {
    return noControl;
  }
  const ask =
    supportHref && !isNext
      ? html`<a class="do" href=${supportHref} rel="noopener noreferrer" .textContent=${words.say("action.support")}></a>`
      : nothing;
  return {
    side: isNext ? support(view, false) : nothing,
    below: slot(html`<small>${textView(words.say("hint.without_action"))} ${ask}</small>`),
  };
}

const templates = new Map<string, TemplateStringsArray>();

/**
 * A row that is drawn for one requirement alone. Lit reuses what it has drawn where the strings of
 * two templates are the same ones: a click, or the focus, meant for a row must not reach another
 * one that has moved into its place.
 */
function keyedByName(name: string, result: TemplateResult): TemplateResult {
  const strings = templates.get(name) ?? Object.assign([...result.strings], { raw: [] });
  templates.set(name, strings);
  return { ...result, strings };
}

/** Why an item was not accepted, in SpherePay's words where the host passes them on. */
export const reasonView = ({ words }: View, { detail }: Item): TemplateResult =>
  html`<p class="why fail soft" part="error">
    <bdi .textContent=${readable(detail ?? "", 500) || words.say("hint.error")}></bdi>
  </p>`;

/** An item with what can be done about it. */
export function itemView(
  view: View,
  screen: CustomerScreen,
  item: Item,
  place: ItemPlace,
): TemplateResult {
  const { words } = view;
  const { name, state, known } = item;
  const { label, isOurs } = nameOf(words, "requirement", known ?? name);
  const isRepeated = place === "repeated";
  const isFresh = state === "complete" && screen.returnSummary?.done.includes(name);
  // A slot fills one place only, and one control for one requirement is enough.
  const { side, below } = isRepeated
    ? noControl
    : controlOf(view, screen, item, place === "next", label);
  // What to do after leaving stands where the click was: nothing else moves for it.
  const isLeft = !isRepeated && screen.leaving && requirementOf(screen.leaving) === name;
  const text = isLeft
    ? words.say("leaving")
    : isRepeated && state === "required"
      ? words.say("hint.repeated")
      : hint(words, item, screen.customer);
  const pointed = screen.problem?.problem.requirements.includes(name);
  return keyedByName(
    name,
    html`<li class="row ${state} ${isFresh ? "fresh" : ""}" part="item item-${state} ${place === "next" ? place : ""}">
    ${icon(pointed ? "fail" : toneOf(item, place))}
    <div>
      <b>${isOurs ? textView(label) : html`<bdi .textContent=${label}></bdi>`}</b>
      <span class="vh" .textContent=${stateWords(words, item)}></span>
      ${text ? html`<small .textContent=${text}></small>` : nothing}
      ${state === "error" ? reasonView(view, item) : nothing}
      ${below}
    </div>
    ${side}
  </li>`,
  );
}
