/**
 * Owns: how verification profiles are drawn: one alone, or a section each with its own status; which
 * rows stand where: the customer's, what is done folded into one line, SpherePay's part.
 * Does not own: what the rows mean (`core/checklist.ts`), how one is drawn (`row.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import type { Item, ProfileChecklist } from "../../core/checklist.js";
import { isOpenItem } from "../../core/next-step.js";
import type { CustomerScreen } from "../../core/screen.js";
import { nameOf } from "../i18n/names.js";
import { icon, type Tone } from "./icons.js";
import { tag, textView } from "./parts.js";
import { itemView } from "./row.js";
import type { Part, View } from "./view.js";

/** More are counted, and not drawn. */
const mostRows = 200;

/** What stands beside the profiles, and how they are drawn. */
export interface ProfilesOptions {
  /** The item that leads the checklist: it is no row again. */
  readonly next?: Item | undefined;
  /** Whether what is done is shown row by row. */
  readonly isUnfolded?: boolean;
}

/** One of several profiles: what stands above it, and what was asked for in those before. */
interface Section {
  readonly head: Part;
  readonly earlier: readonly string[];
}

/** One verification profile: what the customer has to do or to know, then SpherePay's part. */
function profileView(
  view: View,
  screen: CustomerScreen,
  { items, status }: ProfileChecklist,
  { next, isUnfolded }: ProfilesOptions,
  section?: Section,
): TemplateResult {
  const { words } = view;
  const isOpen = status === "incomplete";
  const isFolded = ({ actor, state }: Item) =>
    isOpen && !isUnfolded && actor === "customer" && state === "complete";
  const isOwn = (item: Item) =>
    item.state === "error" || (isOpen && item.actor === "customer" && !isFolded(item));
  const others = items.filter((item) => item !== next);
  const own = others.filter(isOwn);
  const done = others.filter(isFolded);
  const sphere = isOpen ? others.filter((item) => !isOwn(item) && !isFolded(item)) : [];
  const rows = (some: readonly Item[]) => {
    const more = some.length - mostRows;
    return html`<ul>
      ${some.slice(0, mostRows).map((item) => {
        const isRepeated = section?.earlier.includes(item.name) || item.name === next?.name;
        return itemView(view, screen, item, isRepeated ? "repeated" : "row");
      })}
      ${more > 0 ? html`<li class="row"><span></span>${textView(words.say("more", { count: words.number(more) }))}</li>` : nothing}
    </ul>`;
  };
  const isFresh = done.some(({ name }) => screen.returnSummary?.done.includes(name));
  const title = next && own.some(isOpenItem) ? "group.after" : "group.yours";
  return html`<div class="profile" part="profile">
    ${section?.head}
    ${
      own.length
        ? html`${section ? nothing : html`<h3 .textContent=${words.say(title)}></h3>`}${rows(own)}`
        : nothing
    }
    ${
      done.length
        ? html`<details part="done">
            <summary><span class="row complete ${isFresh ? "fresh" : ""}">${icon("done")}<b .textContent=${words.say("done", { count: words.number(done.length) })}></b></span></summary>
            ${rows(done)}
          </details>`
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

/** Every profile that is shown. */
export function profilesView(
  view: View,
  screen: CustomerScreen,
  options: ProfilesOptions = {},
): Part[] {
  const { words } = view;
  const { profiles } = screen.checklist;
  if (profiles.length === 1) {
    return profiles.map((only) => profileView(view, screen, only, options));
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
    return profileView(view, screen, profile, options, { head, earlier });
  });
}
