/**
 * Owns: the templates of the loading and the open checklist, and which template a screen takes.
 * Does not own: which screen (`core/screen.ts`), words (`locales/`), look (`styles.ts`).
 */
import { html, nothing, type TemplateResult } from "lit";
import { submit } from "../../core/flow/types.js";
import type { CustomerScreen } from "../../core/screen.js";
import type { MessageKey } from "../../locales/messages.js";
import { icon } from "./icons.js";
import { button, notices, noticesOf, type View } from "./parts.js";
import { isUsual, mostRows, profileView } from "./profile.js";

type Part = TemplateResult | typeof nothing;

/** The heading of the screen; also what is announced when the screen changes. */
export const headingText = (view: View): string =>
  view.rest?.headingText(view) ??
  view.words.say(
    `heading.incomplete.${("customer" in view.screen && view.screen.customer.type) || "individual"}`,
  );

/** What is announced when it changes: the heading and everything beside the list. */
export const saidText = (view: View): string =>
  [
    isLoading(view) ? "" : headingText(view),
    ...noticesOf(view).map(({ text }) => text),
    view.remedy ? view.words.say("problem.unloaded") : "",
  ]
    .join(" ")
    .trim();

/** The heading of a screen: what receives the focus when the screen changes. */
export const heading = (view: View): TemplateResult =>
  html`<h2 id="heading" tabindex="-1" part="heading">${headingText(view)}</h2>`;

/** The place of words that are not there yet: as wide as they will be, but nothing to read. */
const ghost = (text: string): TemplateResult =>
  html`<span class="ghost" data-text=${text || "\u2003".repeat(9)} aria-hidden="true"></span>`;

/** Takes the place of the usual checklist, line by line: what is known first does not move. */
const loading = ({ words }: View): TemplateResult => html`
  <div class="pad" aria-busy="true">
    <h2 id="heading" tabindex="-1">
      <span class="vh">${words.say("heading.loading")}</span>${ghost(words.say("heading.incomplete.individual"))}
    </h2>
    <p>${ghost(words.say("text.incomplete"))}</p>
    ${meter({ done: 0, total: 7 }, ghost(words.say("progress", { done: 0, total: 7 })))}
  </div>
  <h3 aria-hidden="true">${ghost(words.say("group.yours"))}</h3>
  ${(["terms_of_service", "identity_document", "liveness_check"] as const).map(
    (name) => html`<div class="row" aria-hidden="true">
      ${icon("later")}
      <div>
        <b>${ghost(words.say(`requirement.${name}`))}</b>
        <small>${ghost(words.say(`hint.${name}`))}</small>
      </div>
      <div><span class="do">${ghost(words.say("action.open"))}</span></div>
    </div>`,
  )}`;

function meter(
  { done, total }: Pick<CustomerScreen["checklist"], "done" | "total">,
  text: string | TemplateResult,
): Part {
  return total
    ? html`<div class="meter" part="meter" aria-hidden="true">
          ${Array.from({ length: Math.min(total, 24) }, (_, index) => {
            const on = index < Math.floor((done / total) * Math.min(total, 24));
            return html`<i class=${on ? "on" : nothing}></i>`;
          })}
        </div>
        <p class="count">${text}</p>`
    : nothing;
}

function incomplete(view: View, screen: CustomerScreen): TemplateResult {
  const { words } = view;
  const { checklist, customer } = screen;
  const [first, ...others] = checklist.profiles;
  const { left, ready } = checklist;
  const lead = view.rest?.lead(view, screen);
  const text = lead?.text || words.say(ready ? "text.ready" : "text.incomplete");
  const under =
    lead?.under ??
    (screen.submit !== "waiting"
      ? words.say("destination")
      : left
        ? words.count("left", left)
        : words.say("left.review"));
  return html`
    <div class="pad">
      ${heading(view)}
      <p>${text}</p>
      ${
        customer.flow === "hosted"
          ? nothing
          : meter(
              checklist,
              words.say("progress", {
                done: words.number(checklist.done),
                total: words.number(checklist.total),
              }),
            )
      }
      ${notices(view)}
    </div>
    ${others.length ? view.rest?.profilesView(view, screen) : first && profileView(view, screen, first)}
    <div class="pad foot">
      ${button(view, {
        state: screen.submit,
        label: "action.submit",
        press: () => view.press(submit),
        ...lead?.submit,
      })}
      ${under && html`<p class="under">${under}</p>`}
      ${view.rest?.phoneView(view)}
      ${view.rest?.helpView(view, screen)}
    </div>`;
}

/** The rest of the element could not be fetched: what is here stays, and one press tries again. */
function unreachable(view: View, label: MessageKey): TemplateResult {
  return html`<div class="pad foot">
    <p class="under fail">${view.words.say("problem.unloaded")}</p>
    ${button(view, { state: "open", label, quiet: true, press: view.refresh })}
  </div>`;
}

/**
 * Whether a screen is drawn without the rest: the checklist of somebody new, with one profile of
 * usual items.
 */
export function isFirst({ screen, words }: View): boolean {
  if (screen.kind !== "incomplete" || screen.beganAt) return false;
  const { checklist, customer } = screen;
  const [only, ...others] = checklist.profiles;
  const items = only?.items ?? [];
  const areUsual =
    items.length <= mostRows && items.every((item) => isUsual(words, item, customer));
  return customer.flow === "api" && customer.type !== "business" && !others.length && areUsual;
}

const isLoading = (view: View): boolean =>
  view.screen.kind === "loading" || (!view.rest && !isFirst(view));

function bodyOf(view: View): TemplateResult {
  const { rest, screen } = view;
  if (screen.kind === "loading" || isLoading(view)) return loading(view);
  if (screen.kind === "incomplete") return incomplete(view, screen);
  return rest ? rest.settledView(view, screen) : loading(view);
}

/** The whole element. */
export const elementView = (view: View): TemplateResult =>
  html`<slot name="header"></slot
    ><section class="card" part="card" lang=${view.words.lang} dir=${view.words.dir} aria-labelledby="heading">
      ${bodyOf(view)} ${view.remedy ? unreachable(view, view.remedy) : nothing}
    </section
    ><slot name="footer"></slot>`;
