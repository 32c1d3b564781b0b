/**
 * Owns: where to get help: the reference, the site's support, looking again.
 * Why apart: a problem can only be there when the second part is.
 */
import { html, nothing } from "lit";
import { button, type Part, type View } from "./view-parts.js";

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

/** A reference that a person can read out or copy. */
export const reference = ({ words }: View, text: string | undefined): Part =>
  text
    ? html`<p class="ref" part="reference">
        <span>${words.say("reference")}</span><code dir="ltr">${text}</code>
      </p>`
    : nothing;

/** What helps beside a problem. */
export const problemButtons = (view: View): Part =>
  html`${button(view, { state: "open", label: "action.check", quiet: true, press: view.refresh })}
    ${support(view)}`;
