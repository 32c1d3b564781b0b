/** The way to help: the site's support, the reference to quote there, another look. */
import { html, nothing } from "lit";
import type { CustomerScreen } from "../../core/screen.js";
import { linkButton, textView } from "./parts.js";
import type { Part, View } from "./view.js";

/** The way to the site's support, where the page gave one. */
export const support = ({ words, supportHref }: View, quiet = true): Part =>
  supportHref
    ? html`<a
        class="button ${quiet ? "quiet" : ""}"
        part="button support"
        href=${supportHref}
        rel="noopener noreferrer"
        .textContent=${words.say("action.support")}
      ></a>`
    : nothing;

const longestReference = 100;

/** A reference that a person can read out or copy. */
export const reference = ({ words }: View, text: string | undefined): Part =>
  text
    ? html`<p class="ref" part="reference">
        ${textView(words.say("reference"))}<code dir="ltr" .textContent=${text.slice(0, longestReference)}></code>
      </p>`
    : nothing;

/** A button that looks again. */
export const checkAgain = (view: View): Part => linkButton(view, "action.check", view.onRefresh);

/**
 * What customers can do about a problem beside their list: look again, or ask for help. Looking again
 * also remains where no other button is.
 * @param goesOn Whether the screen has something to open, or something is being opened.
 */
export function helpView(view: View, screen: CustomerScreen, goesOn: boolean): Part {
  const problem = screen.problem?.problem;
  if (!problem && screen.slow) return html`${checkAgain(view)} ${support(view)}`;
  if (!problem) return goesOn ? nothing : checkAgain(view);
  return html`${reference(view, problem.correlationId)} ${checkAgain(view)}
    ${support(view, problem.code !== "link_refused")}`;
}
