/**
 * Owns: the way to help: the site's support, and the reference to quote there.
 */
import { html, nothing } from "lit";
import type { CustomerScreen } from "../../core/screen.js";
import { button, type Part, type View } from "./parts.js";

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

const longestReference = 100;

/** A reference that a person can read out or copy. */
export const reference = ({ words }: View, text: string | undefined): Part =>
  text
    ? html`<p class="ref" part="reference">
        <span>${words.say("reference")}</span><code dir="ltr">${text.slice(0, longestReference)}</code>
      </p>`
    : nothing;

/** A press that looks again. */
export const checkAgain = (view: View): Part =>
  button(view, { state: "open", label: "action.check", quiet: true, press: view.refresh });

/** Whether there is anything to open on an open checklist, or something is being opened. */
const goesOn = (view: View, { submit, asking, leaving, checklist }: CustomerScreen): boolean =>
  submit === "open" ||
  !!(asking || leaving) ||
  checklist.profiles.some(({ items }) =>
    items.some(
      ({ action }) =>
        action?.kind === "link" || (action && view.pageHref(action.href) !== undefined),
    ),
  );

/**
 * What a customer can do about a problem beside his list: look again, or ask for help. Looking again
 * is also what remains where there is nothing else to press.
 */
export function helpView(view: View, screen: CustomerScreen): Part {
  const problem = screen.problem?.problem;
  if (!problem) return goesOn(view, screen) ? nothing : checkAgain(view);
  return html`${reference(view, problem.correlationId)} ${checkAgain(view)}
    ${support(view, problem.code !== "link_refused")}`;
}
