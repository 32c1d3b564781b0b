/**
 * Owns: several verification profiles on one page, a section each with its own status; why an item
 * was not accepted; the end of a very long list.
 * Does not own: a single one (`view-profile.ts`).
 */
import { html, type TemplateResult } from "lit";
import type { Item } from "../../core/checklist.js";
import type { CustomerScreen } from "../../core/screen.js";
import { humanise } from "../i18n/humanise.js";
import type { Tone } from "./icons.js";
import { type Part, tag, type View } from "./parts.js";
import { isOpenItem, profileView } from "./profile.js";

const tones: Readonly<Record<string, Tone>> = {
  approved: "done",
  rejected: "fail",
  incomplete: "later",
};

/** Every profile that is shown. */
export function profilesView(view: View, screen: CustomerScreen): Part[] {
  const { words } = view;
  const { profiles } = screen.checklist;
  return profiles.map((profile, index) => {
    if (profiles.length === 1) return profileView(view, screen, profile);
    const { name, status } = profile;
    const label = words.find(`profile.${name}`) ?? humanise(name);
    const earlier = profiles
      .slice(0, index)
      .flatMap((each) => (each.status === "incomplete" ? each.items : []))
      .flatMap((item) => (isOpenItem(item) ? item.name : []));
    const head = html`<h3>
      <bdi>${label}</bdi> ${tag(words.say(`status.${status}`), tones[status] ?? "wait")}
    </h3>`;
    return profileView(view, screen, profile, { head, earlier });
  });
}

/** Why an item was not accepted, in SpherePay's words where the host passes them on. */
export const whyView = ({ words }: View, { detail }: Item): TemplateResult =>
  html`<p class="why fail soft" part="error">
    <bdi>${[...(detail ?? words.say("hint.error"))].slice(0, 500).join("")}</bdi>
  </p>`;

/** How many items are not drawn. */
export const moreView = ({ words }: View, count: number): TemplateResult =>
  html`<li class="row"><span></span>${words.say("more", { count: words.number(count) })}</li>`;
