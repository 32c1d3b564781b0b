/**
 * Owns: the pieces that screens are made of: buttons, rows, notes, the reference.
 * Does not own: which screen shows which (`views.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Item, ProfileChecklist } from "../core/checklist.js";
import type { Wish } from "../core/flow-types.js";
import type { Button, CustomerScreen, Screen } from "../core/screen.js";
import type { MessageKey } from "../locales/messages.js";
import { icon, type Tone } from "./icons.js";
import { humanise, type Words } from "./localize.js";
import type { Rest } from "./rest-controller.js";

/** What a view may use. */
export interface View {
  readonly screen: Screen;
  readonly words: Words;
  /** A judged address of the site's support. */
  readonly supportHref: string | undefined;
  /** When the host allows another try, if it asked to wait; by the person's clock. */
  readonly waitUntilMs: number | undefined;
  /** Judges an address of the host's own pages. */
  readonly pageHref: (href: string) => string | undefined;
  readonly press: (wish: Wish) => void;
  readonly refresh: () => void;
  /** The other screens; `undefined` until they have been loaded. */
  readonly rest: Pick<Rest, "settledView" | "noticeTexts"> | undefined;
  /** They could not be loaded. */
  readonly isUnreachable: boolean;
}

/** A sentence beside the list. */
export interface Notice {
  readonly text: string;
  readonly tone: Tone;
}

type Part = TemplateResult | typeof nothing;

const mostRows = 200;

/** The slots that are not requirements. */
const ownSlots: readonly string[] = ["header", "footer", "not-started", "approved", "rejected"];

/** A button that keeps the focus when it cannot be pressed. */
export function button(
  { words }: View,
  {
    state,
    label,
    busy,
    quiet,
    press,
  }: {
    readonly state: Button;
    readonly label: MessageKey;
    readonly busy?: MessageKey | undefined;
    readonly quiet?: boolean;
    readonly press: () => void;
  },
): Part {
  if (state === "absent") return nothing;
  return html`<button
    class="button ${quiet ? "quiet" : ""}"
    part="button ${quiet ? "button-quiet" : "button-primary"}"
    type="button"
    aria-disabled=${state === "open" ? nothing : "true"}
    @click=${state === "open" ? press : nothing}
  >${
    state === "busy"
      ? html`<span class="spin"></span>${words.say(busy ?? label)}`
      : words.say(label)
  }</button>`;
}

/** The way to the site's support, where the page gave one. */
export const support = ({ words, supportHref }: View, quiet = true): Part =>
  supportHref
    ? html`<a
        class="button ${quiet ? "quiet" : ""}"
        part="button support"
        href=${supportHref}
        rel="noopener noreferrer"
      >${words.say("action.support")}</a>`
    : nothing;

/** A coloured box with a sentence. */
export const note = (text: string, tone: Tone = "todo"): TemplateResult =>
  html`<p class="note ${tone} soft" part="note">${icon(tone)}<span>${text}</span>
  </p>`;

/** Everything that is said beside the list, drawn. */
export const notices = (view: View): TemplateResult[] =>
  noticesOf(view).map(({ text, tone }) => note(text, tone));

/** Everything that is said beside the list; before the rest is loaded, only this can be. */
export function noticesOf(view: View): readonly Notice[] {
  const { rest, screen, words } = view;
  if (rest) return rest.noticeTexts(view);
  return "linkExpired" in screen && screen.linkExpired
    ? [{ text: words.say("note.link_expired"), tone: "wait" }]
    : [];
}

/** A reference that a person can read out or copy. */
export const reference = ({ words }: View, text: string | undefined): Part =>
  text
    ? html`<p class="ref" part="reference">
        <span>${words.say("reference")}</span><code dir="ltr">${text}</code>
      </p>`
    : nothing;

/** A tag such as "In review". */
export const tag = (text: string, tone: Tone): TemplateResult =>
  html`<span class="tag ${tone} soft" part="tag">${text}</span>`;

const toneOf = ({ state, actor }: Item): Tone => {
  if (state === "error") return "fail";
  if (state === "pending") return "wait";
  if (state === "complete") return "done";
  return actor === "customer" ? "todo" : "later";
};

function stateWords(words: Words, { state, actor }: Item): string {
  return words.say(
    state === "required" && actor === "spherepay" ? "state.later" : `state.${state}`,
  );
}

function hint(words: Words, item: Item): string {
  if (item.state === "complete") return "";
  if (item.state === "pending") return words.say("hint.pending");
  return words.find(`hint.${item.known ?? item.name}`) ?? "";
}

/** What the customer can do about an item; the page's slot wins, help is what remains. */
function itemAction(view: View, item: Item, label: string): { side: Part; below: Part } {
  const { words, screen } = view;
  const only = (side: Part): { side: Part; below: Part } => ({ side, below: nothing });
  if (item.state === "pending") return only(tag(words.say("state.pending"), "wait"));
  const open = item.state === "required" || item.state === "error";
  if (!open || item.actor === "spherepay" || !("checklist" in screen)) return only(nothing);
  const say = words.say(item.state === "error" ? "action.fix" : "action.open");
  const href = item.action?.kind === "page" ? view.pageHref(item.action.href) : undefined;
  if (href) {
    return only(
      html`<a class="do" part="action" href=${href} aria-label="${say}: ${label}">${say}</a>`,
    );
  }
  if (item.action?.kind === "link") {
    const free = screen.asking === null && screen.leaving === null;
    return only(html`<button
        class="do"
        part="action"
        type="button"
        aria-label="${say}: ${label}"
        aria-disabled=${free ? nothing : "true"}
        @click=${free ? () => view.press(item.name) : nothing}
      >${screen.asking === item.name ? html`<span class="spin"></span>` : say}</button>`);
  }
  if (screen.customer.flow === "hosted") return only(nothing);
  const help = html`<small>${words.say("hint.without_action")}
    ${
      view.supportHref
        ? html`<a href=${view.supportHref} rel="noopener noreferrer">${words.say("action.support")}</a>`
        : nothing
    }</small>`;
  return {
    side: nothing,
    below: ownSlots.includes(item.name) ? help : html`<slot name=${item.name}>${help}</slot>`,
  };
}

function row(view: View, item: Item, pointed: boolean): TemplateResult {
  const { words } = view;
  const known = words.find(`requirement.${item.known ?? item.name}`);
  const label = known ?? humanise(item.name);
  const { side, below } = itemAction(view, item, label);
  const text = hint(words, item);
  const why = item.state === "error" ? (item.detail ?? words.say("hint.error")) : "";
  return html`<li class="row ${item.state}" part="item item-${item.state}">
    ${icon(pointed ? "fail" : toneOf(item))}
    <div>
      <b>${known ?? html`<bdi>${label}</bdi>`}</b>
      <span class="vh">${stateWords(words, item)}</span>
      ${text ? html`<small>${text}</small>` : nothing}${below}
    </div>
    ${side}
    ${
      why
        ? html`<p class="why fail soft" part="error"><bdi>${[...why].slice(0, 500).join("")}</bdi></p>`
        : nothing
    }
  </li>`;
}

/** One verification profile: the customer's part, then SpherePay's. */
export function profileView(
  view: View,
  screen: CustomerScreen,
  profile: ProfileChecklist,
  several: boolean,
): TemplateResult {
  const { words } = view;
  const own = profile.items.filter(({ actor }) => actor === "customer");
  const ours = profile.items.filter(({ actor }) => actor === "spherepay");
  const pointed = screen.problem?.problem.requirements ?? [];
  const rows = (items: readonly Item[]) => html`<ul>
    ${items.slice(0, mostRows).map((item) => row(view, item, pointed.includes(item.name)))}
    ${
      items.length > mostRows
        ? html`<li class="row"><span></span>${words.say("more", { count: items.length - mostRows })}</li>`
        : nothing
    }
  </ul>`;
  const name = words.find(`profile.${profile.name}`) ?? humanise(profile.name);
  const tones: Readonly<Record<string, Tone>> = {
    approved: "done",
    rejected: "fail",
    incomplete: "later",
  };
  const listed = profile.status === "incomplete";
  return html`<div class="profile" part="profile">
    ${
      several
        ? html`<h3><bdi>${name}</bdi>
          ${tag(words.say(`status.${profile.status}`), tones[profile.status] ?? "wait")}</h3>`
        : nothing
    }
    ${
      listed && own.length
        ? html`${several ? nothing : html`<h3>${words.say("group.yours")}</h3>`}${rows(own)}`
        : nothing
    }
    ${
      listed && ours.length
        ? html`<div class="ours"><h3>${words.say("group.ours")}</h3>${rows(ours)}</div>`
        : nothing
    }
  </div>`;
}
