/** The verification profiles of a screen: one alone, or a section each with its own status. */
import { html } from "lit";
import type { CustomerScreen } from "../../core/screen.js";
import { humanise } from "../i18n/humanise.js";
import type { Tone } from "./icons.js";
import { tag } from "./parts.js";
import { isOpenItem, profileView } from "./profile.js";
import type { Part, View } from "./view.js";

const tones: Readonly<Record<string, Tone>> = {
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
    const label = words.find(`profile.${name}`) ?? humanise(name);
    const earlier = profiles
      .slice(0, index)
      .flatMap((each) => (each.status === "incomplete" ? each.items : []))
      .flatMap((item) => (isOpenItem(item) ? item.name : []));
    const head = html`<h3>
      <bdi>${label}</bdi> ${tag(words.say(`status.${status}`), tones[status] ?? "wait")}
    </h3>`;
    return profileView(view, screen, profile, { isBrief, section: { head, earlier } });
  });
}
