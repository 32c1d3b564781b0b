/**
 * What an engineer writes by hand for the checklist of a new customer, and for nothing else: one
 * request, one validated answer, one screen. The measure for the package's element.
 */
import { html, LitElement, nothing, type TemplateResult } from "lit";
import * as z from "zod/mini";
import { styles } from "./plain-styles.js";
import { requirements, words } from "./plain-words.js";

const names = z.array(z.string());
const sessionSchema = z.object({
  token: z.string(),
  customer: z.object({
    id: z.string(),
    verificationProfiles: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        criteria: z.object({ complete: names, pending: names, required: names }),
      }),
    ),
    actions: z.record(z.string(), z.object({ kind: z.string() })),
  }),
});

type Customer = z.infer<typeof sessionSchema>["customer"];
type State = "required" | "pending" | "complete";
interface Item {
  readonly name: string;
  readonly state: State;
}

/** More are not drawn, as by the package's element. */
const mostRows = 200;

const shapes = {
  done: "M7.5 12.4l3 3 6-6.6",
  wait: "M12 5a7 7 0 1 0 .1 0zM12 8.5v3.8l2.4 1.5",
  todo: "M12 3a9 9 0 1 0 .1 0z",
  later: "M12 3a9 9 0 1 0 .1 0z",
} as const;

const isOurs = (name: string) => name === "identity_verification" || name.endsWith("_approval");

const icon = (tone: keyof typeof shapes): TemplateResult =>
  html`<svg class=${tone} viewBox="0 0 24 24" aria-hidden="true"><path d=${shapes[tone]} /></svg>`;

class PlainKycChecklist extends LitElement {
  static override styles = styles;

  static override properties = {
    endpoint: {},
    customer: { state: true },
    hasFailed: { state: true },
  };

  declare endpoint: string;
  declare customer: Customer | undefined;
  declare hasFailed: boolean;
  #token = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.#start();
  }

  async #start(): Promise<void> {
    try {
      const response = await fetch(`${this.endpoint}/session`, { method: "POST" });
      const session = sessionSchema.parse(await response.json());
      this.#token = session.token;
      this.customer = session.customer;
    } catch {
      this.hasFailed = true;
    }
  }

  async #open(target: string): Promise<void> {
    const headers = { Authorization: `Bearer ${this.#token}` };
    const response = await fetch(`${this.endpoint}/${target}`, { method: "POST", headers });
    location.assign(z.object({ url: z.string() }).parse(await response.json()).url);
  }

  #button(name: string, label: string, begin: string, isNext: boolean): TemplateResult {
    return html`<button
      class=${isNext ? "button" : "do"}
      type="button"
      aria-label=${isNext ? nothing : `${words.open}: ${label}`}
      @click=${() => this.#open(`links/${name}`)}
    >${isNext ? begin : words.open}</button>`;
  }

  #row({ name, state }: Item, isNext = false): TemplateResult {
    const [label = name, hint = "", begin = words.begin] = requirements[name] ?? [];
    const tone =
      state === "complete"
        ? "done"
        : state === "pending"
          ? "wait"
          : isOurs(name)
            ? "later"
            : "todo";
    const text = state === "complete" ? "" : state === "pending" ? words.pendingHint : hint;
    return html`<li class="row ${state}" part="item">
      ${icon(tone)}
      <div>
        <b>${label}</b>
        <span class="vh">${tone === "later" ? words.later : words[state]}</span>
        ${text ? html`<small>${text}</small>` : nothing}
      </div>
      ${
        state === "pending"
          ? html`<span class="tag wait soft">${words.pending}</span>`
          : state === "required" && this.customer?.actions[name]
            ? this.#button(name, label, begin, isNext)
            : nothing
      }
    </li>`;
  }

  #rows(items: readonly Item[]): TemplateResult {
    return html`<ul>${items.slice(0, mostRows).map((item) => this.#row(item))}</ul>`;
  }

  #checklist({ verificationProfiles }: Customer): TemplateResult {
    const { complete = [], pending = [], required = [] } = verificationProfiles[0]?.criteria ?? {};
    const items: readonly Item[] = [
      ...required.map((name) => ({ name, state: "required" as const })),
      ...pending.map((name) => ({ name, state: "pending" as const })),
      ...complete.map((name) => ({ name, state: "complete" as const })),
    ];
    const yours = items.filter(({ name }) => !isOurs(name));
    const ours = items.filter(({ name }) => isOurs(name));
    const next = yours.find(
      ({ name, state }) => state === "required" && this.customer?.actions[name],
    );
    const after = yours.filter((item) => item !== next && item.state !== "complete");
    const finished = yours.filter(({ state }) => state === "complete");
    const left = yours.filter(({ state }) => state === "required").length;
    const [done, total] = [finished.length, yours.length];
    const boxes = Math.min(total, 24);
    return html`<div class="pad">
        <h2>${words.heading}</h2>
        <p>${words.text}</p>
        <div class="meter" aria-hidden="true">
          ${Array.from(
            { length: boxes },
            (_, index) =>
              html`<i class=${index < Math.floor((done / total) * boxes) ? "on" : ""}></i>`,
          )}
        </div>
        <p class="count">${done} of ${total} done${left ? ` · about ${left} minutes left` : ""}</p>
      </div>
      ${
        next
          ? html`<h3 class="vh">${words.next}</h3>
            <ul class="lead">${this.#row(next, true)}</ul>`
          : nothing
      }
      <div class="profile">
        ${after.length ? html`<h3>${words.after}</h3>${this.#rows(after)}` : nothing}
        ${
          finished.length
            ? html`<details>
                <summary><span class="row complete">${icon("done")}<b>${done} done</b></span></summary>
                ${this.#rows(finished)}
              </details>`
            : nothing
        }
        ${
          ours.length
            ? html`<div class="ours"><h3>${words.ours}</h3>${this.#rows(ours)}</div>`
            : nothing
        }
      </div>`;
  }

  override render(): TemplateResult {
    const body = this.customer
      ? this.#checklist(this.customer)
      : html`<p class="pad">${this.hasFailed ? words.failed : words.loading}</p>`;
    return html`<section class="card" part="card">${body}</section>`;
  }
}

customElements.define("plain-kyc-checklist", PlainKycChecklist);
