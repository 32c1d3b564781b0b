/**
 * Owns: the element's public surface and its life in the page.
 * Does not own: rules (`core/`), what follows from events (`flow/`), looks (`views/`, `styles/`).
 */
import { LitElement, type PropertyValues, type TemplateResult } from "lit";
import type { Item, OverallStatus } from "../core/checklist.js";
import type { Customer } from "../core/customer.js";
import type { Open } from "../core/flow/types.js";
import { hostLink } from "../core/link-policy.js";
import type { Screen } from "../core/screen.js";
import type { OwnMessages } from "../locales/messages.js";
import { currentEnvironment } from "./environment.js";
import { FlowController } from "./flow/flow-controller.js";
import { languagesNear } from "./i18n/language.js";
import { LanguageController } from "./i18n/language-controller.js";
import { createWords } from "./i18n/words.js";
import { createElementPort, type ElementPort, type FetchSession } from "./ports.js";
import { styles } from "./styles/index.js";
import { elementView } from "./views/element-view.js";
import { FocusKeeper } from "./views/focus-keeper.js";
import { OwnNodes } from "./views/own-nodes.js";
import type { View } from "./views/view.js";

const noItems: readonly Item[] = Object.freeze([]);

/**
 * Walks one SpherePay customer through verification: shows what is still required, submits, sends
 * the customer to the provider's page, and shows the outcome. It talks to the host's backend alone,
 * stores nothing in the browser, and shows approved only when the backend's latest answer says so.
 * What a page may set of its look stands in `styles/tokens.ts`.
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
 * @csspart next - The item that comes next.
 * @csspart done - The line that what is done is folded into, and its rows.
 * @csspart error - Why a requirement was not accepted.
 * @csspart tag - A label such as "In review".
 * @csspart action - What opens a requirement.
 * @csspart button - Every button; also `button-primary`, `button-quiet`, `button-link`, `button-close`, `support`.
 * @csspart reference - The reference for support.
 * @csspart step - The step that is open in place of the list; also `step-code`, `step-document`, `step-fields`.
 * @csspart field - A field of a step.
 * @csspart field-error - What is wrong with a field.
 * @csspart slot - A side of a document, or its one file.
 * @csspart qr - The panel with the QR code; the code itself is `qr-code`.
 * @fires {SphereKycReadyEvent} sphere-kyc-ready - The first answer about a customer is there: `customer`, `status` and `requirements` can be read. It is drawn in the update that follows.
 * @fires {SphereKycStatusChangeEvent} sphere-kyc-statuschange - The overall status has changed.
 * @fires {SphereKycRequirementsChangeEvent} sphere-kyc-requirementschange - Requirements were added, done or failed.
 * @fires {SphereKycLeaveEvent} sphere-kyc-leave - The customer is about to leave; cancelable.
 * @fires {SphereKycStepOpenEvent} sphere-kyc-stepopen - The customer has opened a step in place of the list.
 * @fires {SphereKycStepCompleteEvent} sphere-kyc-stepcomplete - The customer has completed a step, and the host accepted it.
 * @fires {SphereKycProblemEvent} sphere-kyc-problem - Something went wrong: the customer reads about it, or a part of the element could not be loaded.
 */
export class SphereKycOnboarding extends LitElement {
  static override styles = styles;

  static override properties = {
    endpoint: {},
    locale: {},
    profile: {},
    target: {},
    linkHosts: { attribute: "link-hosts" },
    supportHref: { attribute: "support-href" },
    // A page that renders again makes a new function of the same each time.
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
  /** The page's own way to a session. Setting the first one, or removing it, starts again. */
  declare fetchSession: FetchSession | undefined;
  /** For a page that navigates by itself: receives the validated address instead of the browser. */
  declare openLink: ((url: string) => void) | undefined;
  /** Replaces the browser's `fetch`, from the next request on. */
  declare fetch: typeof globalThis.fetch | undefined;
  /** The page's own words, by key; they win over the language's. Set another object to change them. */
  declare messages: OwnMessages | undefined;

  readonly #port: ElementPort;
  readonly #flow: FlowController;
  readonly #language: LanguageController;
  #requirements: { readonly of: Open["checklist"]; readonly items: readonly Item[] } | undefined;
  #startedFrom: string | undefined;
  readonly #nodes = new OwnNodes();

  constructor() {
    super();
    this.#port = createElementPort(this, this, currentEnvironment());
    this.#language = new LanguageController(this.#port);
    this.#flow = new FlowController(this.#port);
    new FocusKeeper(this, () => {
      const screen = this.#screen;
      return { kind: screen.kind, step: ("step" in screen && screen.step?.requirement) || "" };
    });
  }

  get #open(): Open | undefined {
    return this.#flow.state.kind === "open" ? this.#flow.state : undefined;
  }

  /** The customer as the host last sent them, frozen, the same object until they change; else `null`. */
  get customer(): Customer | null {
    return this.#open?.customer ?? null;
  }

  /**
   * Every requirement that is shown, each once per profile, frozen; the same list until one changes.
   * Empty before the first answer.
   */
  get requirements(): readonly Item[] {
    const checklist = this.#open?.checklist;
    if (!checklist) return noItems;
    if (this.#requirements?.of !== checklist) {
      const items = Object.freeze(checklist.profiles.flatMap((each) => each.items));
      this.#requirements = { of: checklist, items };
    }
    return this.#requirements.items;
  }

  /** The status of all shown profiles together; `null` before the first answer. */
  get status(): OverallStatus | null {
    return this.#open?.checklist.status ?? null;
  }

  /** Looks again now: loads the customer from the host, or tries again what has failed. */
  refresh(): void {
    this.#language.retry();
    this.requestUpdate();
    this.#flow.refresh();
  }

  /** The request for the session goes out here, before the first render. */
  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
    // Also takes over what the page has set before the element was defined.
    this.performUpdate();
    // A page may insert the element first and set `endpoint` next.
    if (!this.endpoint) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A page that moves the element removes and inserts it in one go.
    queueMicrotask(() => {
      if (!this.isConnected) this.#flow.disconnect();
    });
  }

  protected override update(changed: PropertyValues): void {
    this.#nodes.draw(this.renderRoot, () => super.update(changed));
  }

  /** A page that is gone, as one that a test has closed, draws nothing. */
  protected override scheduleUpdate(): void {
    if (this.ownerDocument.defaultView) super.scheduleUpdate();
  }

  protected override willUpdate(): void {
    const { environment } = this.#port;
    const ofReader = environment.languages();
    this.#language.want(this.locale ? [this.locale] : languagesNear(this, ofReader), ofReader);
    if (this.isConnected && (this.endpoint || this.hasUpdated)) this.#start();
  }

  /** Starts the flow, or starts it again when the page has set what it started from. */
  #start(): void {
    const from = JSON.stringify([this.endpoint, this.profile, !this.fetchSession]);
    const isSame = from === this.#startedFrom;
    this.#startedFrom = from;
    if (isSame) this.#flow.connect();
    else this.#flow.restart();
  }

  /** Without words there is nothing to show. */
  get #screen(): Screen {
    return this.#language.language ? this.#flow.screen : { kind: "loading", slow: false };
  }

  #createView(): View {
    const { environment } = this.#port;
    const page = environment.pageUrl();
    const flow = this.#flow;
    const { qrPanel, steps } = flow;
    const words = createWords(this.#language.language, this.messages);
    return {
      screen: this.#screen,
      words,
      supportHref: hostLink(this.supportHref, page),
      waitUntilMs: flow.waitUntilMs,
      nowMs: environment.wallMs(),
      userAgent: environment.userAgent(),
      qrPanel,
      steps,
      pageHref: (href) => hostLink(href, page),
      onStep: (requirement) => steps.open(requirement, words.lang),
      onNextStep: (requirement) => steps.prefetch(requirement, words.lang),
      isSlotted: (name) => [...this.children].some(({ slot }) => slot === name),
      onSlotChange: () => this.requestUpdate(),
      onTarget: (target) => flow.click(target, "navigate"),
      onRefresh: () => this.refresh(),
      onQrCode: () => {
        const { screen } = flow;
        if (!("qrCode" in screen)) return;
        qrPanel.load();
        flow.click(screen.qrCode.target, "qrCode");
      },
    };
  }

  protected override updated(): void {
    for (const { drawn } of [this.#flow.steps, this.#flow.qrPanel]) drawn?.updated(this.renderRoot);
  }

  protected override render(): TemplateResult {
    return elementView(this.#createView());
  }
}
