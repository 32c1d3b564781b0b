/**
 * Owns: the element's public surface and its life in the page.
 * Does not own: rules (`core/`), looks (`views.ts`, `styles.ts`).
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { type Checklist, checklist, type Item, type OverallStatus } from "../core/checklist.js";
import type { Customer } from "../core/customer.js";
import type { Announcement } from "../core/flow/types.js";
import { hostLink } from "../core/link-policy.js";
import { screen } from "../core/screen.js";
import type { OwnMessages } from "../locales/messages.js";
import type { FetchSession } from "./api/host-client.js";
import { createEnvironment, type Environment } from "./environment.js";
import { FlowController } from "./flow/flow-controller.js";
import type { FlowHost } from "./flow/flow-host.js";
import { languagesNear } from "./i18n/languages-near.js";
import { createWords } from "./i18n/words.js";
import { WordsController } from "./i18n/words-controller.js";
import { SphereKycReadyEvent } from "./ready-event.js";
import { type Rest, RestController } from "./rest-controller.js";
import { styles } from "./styles/base.js";
import { elementView, isFirst, saidText } from "./views/element-view.js";
import type { View } from "./views/parts.js";

/**
 * Walks one SpherePay customer through verification: shows what is still required, submits, sends
 * the customer to the provider's page, and shows the outcome. It talks to the host's backend alone,
 * stores nothing in the browser, and shows approved only when the backend's latest answer says so.
 * What a page may set of its look stands in `styles-tokens.ts`.
 *
 * @tag sphere-kyc-onboarding
 * @slot header - Above the card.
 * @slot footer - Below the card.
 * @slot not-started - Instead of the words for a customer who has not begun at SpherePay.
 * @slot approved - Instead of the words under "You are verified".
 * @slot rejected - Instead of the words under the rejection.
 * @slot {requirement name} - The page's own control for that item, instead of the help text.
 * @attr {"light" | "dark"} theme - Decides about light and dark. Default: the element's `color-scheme`, else the person's system.
 * @csspart card - The box.
 * @csspart heading - The heading of the screen.
 * @csspart mark - The round drawing above a heading.
 * @csspart meter - The progress bar.
 * @csspart note - A coloured sentence.
 * @csspart profile - One verification profile.
 * @csspart item - One requirement; also `item-required`, `item-pending`, `item-complete`, `item-error`.
 * @csspart error - Why a requirement was not accepted.
 * @csspart tag - A label such as "In review".
 * @csspart action - What opens a requirement.
 * @csspart button - Every button; also `button-primary`, `button-quiet`, `button-close`, `support`.
 * @csspart reference - The reference for support.
 * @csspart phone - The panel with the code for the phone; the code itself is `code`.
 * @fires {SphereKycReadyEvent} sphere-kyc-ready - The first answer is there: `customer`, `status` and `requirements` can be read. It is drawn in the update that follows.
 * @fires {SphereKycStatusChangeEvent} sphere-kyc-statuschange - The overall status has changed.
 * @fires {SphereKycRequirementsChangeEvent} sphere-kyc-requirementschange - Requirements were added, done or failed.
 * @fires {SphereKycLeaveEvent} sphere-kyc-leave - The customer is about to leave; cancelable.
 * @fires {SphereKycProblemEvent} sphere-kyc-problem - Something went wrong that the customer is told about.
 */
export class SphereKycOnboarding extends LitElement implements FlowHost {
  static override styles = styles;

  static override properties = {
    endpoint: {},
    locale: {},
    profile: {},
    target: {},
    linkHosts: { attribute: "link-hosts" },
    supportHref: { attribute: "support-href" },
    // A page that draws itself anew makes a new function of the same each time.
    fetchSession: { attribute: false, hasChanged: (now: unknown, was: unknown) => !now !== !was },
    openLink: { attribute: false },
    fetch: { attribute: false },
    messages: { attribute: false },
  };

  /** Where the host's routes are: a path of this origin (`/kyc`) or an `https:` address. Required. */
  declare endpoint: string | null | undefined;
  /**
   * The language, a BCP 47 tag. Default: the nearest `lang`, also outside of shadow roots, then the
   * browser's, then English. A `lang` that changes is followed with the next answer or `refresh()`.
   */
  declare locale: string | null | undefined;
  /** Shows the verification profile of this name alone. */
  declare profile: string | null | undefined;
  /** `_blank` opens the provider's page in a new tab; anything else leaves in this one. */
  declare target: string | null | undefined;
  /**
   * Hosts that the customer may be sent to, a list or separated by spaces: exact names, or for
   * development an exact loopback origin (`http://127.0.0.1:4100`). Default: SpherePay's known hosts.
   */
  declare linkHosts: string | readonly string[] | null | undefined;
  /** The site's support: an address of this origin, `https:`, `mailto:` or `tel:`. */
  declare supportHref: string | null | undefined;
  /** The page's own way to a session. To have one at last, or none, begins anew. */
  declare fetchSession: FetchSession | undefined;
  /** For a page that navigates by itself: receives the judged address instead of the browser. */
  declare openLink: ((url: string) => void) | undefined;
  /** Replaces the browser's `fetch`, from the next request on. */
  declare fetch: typeof globalThis.fetch | undefined;
  /** The page's own words, by key; they win over the language's. Set another object to change them. */
  declare messages: OwnMessages | undefined;

  readonly #environment: Environment;
  readonly #flow: FlowController;
  readonly #rest: RestController;
  readonly #words: WordsController;
  readonly #reload: () => void;
  /** The latest problem, while nobody can tell it to the page. */
  #untold: Announcement | undefined;

  /**
   * @param environment For tests: the page around the element, driven by hand.
   * @param loadRest For tests: where the rest of the element comes from.
   * @param reload For tests: how the page is loaded anew.
   */
  constructor(
    environment: Environment = createEnvironment(),
    loadRest?: () => Promise<Rest>,
    reload = () => location.reload(),
  ) {
    super();
    this.#environment = environment;
    this.#reload = reload;
    this.#words = new WordsController(this, environment);
    this.#rest = new RestController(
      this,
      this.#words,
      environment,
      ({ furnish, announce }) => {
        furnish(this, () => this.#view.screen.kind);
        if (this.#untold && this.isConnected) announce(this, this.#untold);
        this.#flow.resume();
      },
      loadRest,
    );
    this.#flow = new FlowController(this, environment);
  }

  /** The customer as the host last answered, frozen; `null` before the first answer. */
  get customer(): Customer | null {
    const { state } = this.#flow;
    return state.kind === "open" ? state.customer : null;
  }

  /** Every requirement that is shown, each once per profile. Empty before the first answer. */
  get requirements(): readonly Item[] {
    return this.#checklist?.profiles.flatMap(({ items }) => items) ?? [];
  }

  /** The status of all shown profiles together; `null` before the first answer. */
  get status(): OverallStatus | null {
    return this.#checklist?.status ?? null;
  }

  /** Looks again now: reads the customer from the host, or tries again what was not possible. */
  refresh(): void {
    this.requestUpdate();
    this.#untold = undefined; // What is tried anew is told anew.
    if (this.#rest.remedy) this.#rest.need("reload");
    this.#flow.refresh();
  }

  get #checklist(): Checklist | undefined {
    return this.customer ? checklist(this.customer, this.profile ?? undefined) : undefined;
  }

  /** @internal */
  get rest(): Rest | undefined {
    return this.#rest.parts;
  }

  /** @internal */
  needRest(): Promise<Rest | undefined> {
    return this.#rest.need();
  }

  /** @internal */
  clientOptions(): ReturnType<FlowHost["clientOptions"]> {
    return {
      endpoint: this.endpoint,
      fetchSession: this.fetchSession && (async (request) => this.fetchSession?.(request)),
      loadRest: () => this.needRest(),
      fetch: (...request) => (this.fetch ?? globalThis.fetch)(...request),
    };
  }

  /** @internal */
  announce(announcement: Announcement): void {
    this.#untold = undefined;
    if (announcement.type === "ready") this.emit(new SphereKycReadyEvent());
    else if (this.rest) this.rest.announce(this, announcement);
    else {
      this.#untold = announcement;
      this.needRest();
    }
  }

  /** @internal Answers whether nobody has prevented it. */
  emit(event: Event): boolean {
    return this.dispatchEvent(event);
  }

  /** @internal Says something to the page's developer, once. */
  tellDeveloper(message: string): void {
    this.rest?.tellDeveloper(this.#environment, message);
  }

  get #view(): View {
    const page = this.#environment.pageUrl();
    const { remedy, parts } = this.#rest;
    return {
      screen: this.#words.spoken ? screen(this.#flow.state) : { kind: "loading" },
      words: createWords(this.#words.spoken, this.messages),
      supportHref: hostLink(this.supportHref, page),
      waitUntilMs: this.#flow.waitUntilMs,
      userAgent: this.#environment.userAgent(),
      pageHref: (href) => hostLink(href, page),
      press: (target) => this.#flow.press(target),
      refresh: () => (remedy === "reload" ? this.#reload() : this.refresh()),
      rest: parts,
      code: this.#flow.errands?.departure.code,
      remedy: remedy && `action.${remedy}`,
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#rest.pause();
  }

  protected override willUpdate(changed: PropertyValues<SphereKycOnboarding>): void {
    this.#words.want(this.locale ? [this.locale] : languagesNear(this));
    if (changed.has("endpoint") || changed.has("fetchSession") || changed.has("profile")) {
      this.#flow.restart();
    }
  }

  protected override render(): TemplateResult {
    const view = this.#view;
    return html`${elementView(view)}<p class="vh" role="status" lang=${view.words.lang}>${saidText(view)}</p>`;
  }

  protected override updated(): void {
    const view = this.#view;
    if (view.remedy) return; // A press or the network's return tries again.
    if (isFirst(view)) this.#environment.afterPaint(() => this.needRest());
    else if (view.screen.kind !== "loading") this.needRest();
  }
}
