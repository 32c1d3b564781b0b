/**
 * Owns: the way to help: the site's support, and the reference to quote there.
 */
import { html, nothing } from "lit";
import type { CustomerScreen } from "../core/screen.js";
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

/** What a customer can do about a problem beside his list: look again, or ask for help. */
export const helpView = (view: View, { problem }: CustomerScreen): Part =>
  problem
    ? html`${reference(view, problem.problem.correlationId)}
      ${button(view, { state: "open", label: "action.check", quiet: true, press: view.refresh })}
      ${support(view)}`
    : nothing;
