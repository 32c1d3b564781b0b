/**
 * Owns: how verification profiles are drawn: one alone, or a section each with its own status; their
 * rows, and what the customer can do in each.
 * Does not own: what the rows mean (`core/checklist.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Item, ProfileChecklist } from "../../core/checklist.js";
import type { Customer } from "../../core/customer.js";
import type { CustomerScreen } from "../../core/screen.js";
import { requirementTarget } from "../../core/target.js";
import { nameOf, readable } from "../i18n/names.js";
import type { Words } from "../i18n/words.js";
import { icon, type Tone } from "./icons.js";
import { tag, textView } from "./parts.js";
import type { Part, View } from "./view.js";

/** More are counted, and not drawn. */
const mostRows = 200;

/** The slots that are not requirements. */
const ownSlots: readonly string[] = ["", "header", "footer", "not-started", "approved", "rejected"];

const toneOf = ({ state, actor }: Item, isRepeated: boolean): Tone => {
  if (state === "error") return "fail";
  if (state === "pending") return "wait";
  if (state === "complete") return "done";
  return actor === "customer" && !isRepeated ? "todo" : "later";
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

const noAction: { side: Part; below: Part } = { side: nothing, below: nothing };

/** What the customer can do about an item. The page's own control wins; help is what remains. */
function itemAction(view: View, item: Item, label: string): { side: Part; below: Part } {
  const { words, screen } = view;
  const only = (side: Part): typeof noAction => ({ ...noAction, side });
  if (item.state === "pending") return only(tag(words.say("state.pending"), "wait"));
  if (!isOpenItem(item) || item.actor === "spherepay" || !("checklist" in screen)) return noAction;
  const slot = (inner: Part): Part =>
    ownSlots.includes(item.name) ? inner : html`<slot name=${item.name}>${inner}</slot>`;
  const say = words.say(item.state === "error" ? "action.fix" : "action.open");
  const href = item.action?.kind === "page" ? view.pageHref(item.action.href) : undefined;
  if (href) {
    return only(
      slot(
        html`<a class="do" part="action" href=${href} aria-label="${say}: ${label}" .textContent=${say}></a>`,
      ),
    );
  }
  const state = item.action?.kind === "link" ? screen.link(item.name) : "absent";
  if (state !== "absent") {
    const free = state === "open";
    return only(
      slot(html`<button
        class="do"
        part="action"
        type="button"
        aria-label="${say}: ${label}"
        aria-disabled=${free ? nothing : "true"}
        @click=${free ? () => view.onTarget(requirementTarget(item.name)) : nothing}
      >${state === "busy" ? html`<span class="spin"></span>` : textView(say)}</button>`),
    );
  }
  if (screen.customer.flow === "hosted") return noAction;
  const help = html`<small>${textView(words.say("hint.without_action"))}
    ${
      view.supportHref
        ? html`<a class="do" href=${view.supportHref} rel="noopener noreferrer" .textContent=${words.say("action.support")}></a>`
        : nothing
    }</small>`;
  return { side: nothing, below: slot(help) };
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
const reasonView = ({ words }: View, { detail }: Item): TemplateResult =>
  html`<p class="why fail soft" part="error">
    <bdi .textContent=${readable(detail ?? "", 500) || words.say("hint.error")}></bdi>
  </p>`;

function row(view: View, item: Item, screen: CustomerScreen, isRepeated: boolean): TemplateResult {
  const { words } = view;
  const { label, isOurs } = nameOf(words, "requirement", item.known ?? item.name);
  const isFresh = item.state === "complete" && screen.returnSummary?.done.includes(item.name);
  // A slot fills one place only, and one control for one requirement is enough.
  const { side, below } = isRepeated ? noAction : itemAction(view, item, label);
  const text =
    isRepeated && item.state === "required"
      ? words.say("hint.repeated")
      : hint(words, item, screen.customer);
  const pointed = screen.problem?.problem.requirements.includes(item.name);
  return keyedByName(
    item.name,
    html`<li class="row ${item.state} ${isFresh ? "fresh" : ""}" part="item item-${item.state}">
    ${icon(pointed ? "fail" : toneOf(item, isRepeated))}
    <div>
      <b>${isOurs ? textView(label) : html`<bdi .textContent=${label}></bdi>`}</b>
      <span class="vh" .textContent=${stateWords(words, item)}></span>
      ${text ? html`<small .textContent=${text}></small>` : nothing}
      ${item.state === "error" ? reasonView(view, item) : nothing}
      ${below}
    </div>
    ${side}
  </li>`,
  );
}

/** One of several profiles: what stands above it, and what was asked for in those before. */
interface Section {
  readonly head: Part;
  readonly earlier: readonly string[];
}

/** Whether an item still waits for somebody. */
const isOpenItem = ({ state }: Item): boolean => state === "required" || state === "error";

/** One verification profile: what the customer has to do or to know, then SpherePay's part. */
function profileView(
  view: View,
  screen: CustomerScreen,
  { items, status }: ProfileChecklist,
  { isBrief, section }: { readonly isBrief: boolean; readonly section?: Section },
): TemplateResult {
  const { words } = view;
  const isOpen = status === "incomplete";
  const isShort = !isOpen || isBrief;
  const isOwn = ({ actor, state }: Item) =>
    isShort
      ? state === "error" || (isOpen && state === "pending")
      : actor === "customer" || state === "error";
  const own = items.filter(isOwn);
  const sphere = isShort ? [] : items.filter((item) => !isOwn(item));
  const rows = (some: readonly Item[]) => {
    const more = some.length - mostRows;
    return html`<ul>
      ${some.slice(0, mostRows).map((item) => row(view, item, screen, !!section?.earlier.includes(item.name)))}
      ${more > 0 ? html`<li class="row"><span></span>${textView(words.say("more", { count: words.number(more) }))}</li>` : nothing}
    </ul>`;
  };
  return html`<div class="profile" part="profile">
    ${section?.head}
    ${
      own.length
        ? html`${section ? nothing : html`<h3 .textContent=${words.say("group.yours")}></h3>`}${rows(own)}`
        : nothing
    }
    ${
      sphere.length
        ? html`<div class="ours"><h3 .textContent=${words.say("group.ours")}></h3>${rows(sphere)}</div>`
        : nothing
    }
  </div>`;
}

const statusTones: Readonly<Record<string, Tone>> = {
  approved: "done",
  rejected: "fail",
  incomplete: "later",
};

/**
 * Every profile that is shown.
 * @param isBrief Leaves out the rows that need nobody's attention.
 */
export function profilesView(view: View, screen: CustomerScreen, isBrief: boolean): Part[] {
  const { words } = view;
  const { profiles } = screen.checklist;
  if (profiles.length === 1) {
    return profiles.map((only) => profileView(view, screen, only, { isBrief }));
  }
  return profiles.map((profile, index) => {
    const { name, status } = profile;
    const { label } = nameOf(words, "profile", name);
    const earlier = profiles
      .slice(0, index)
      .flatMap((each) => (each.status === "incomplete" ? each.items : []))
      .flatMap((item) => (isOpenItem(item) ? item.name : []));
    const head = html`<h3>
      <bdi .textContent=${label}></bdi> ${tag(words.say(`status.${status}`), statusTones[status] ?? "wait")}
    </h3>`;
    return profileView(view, screen, profile, { isBrief, section: { head, earlier } });
  });
}
