/** What the templates of one element draw from. */
import type { nothing, TemplateResult } from "lit";
import type { CustomerScreen, Screen } from "../../core/screen.js";
import type { Target } from "../../core/target.js";
import type { MessageKey } from "../../locales/messages.js";
import type { Words } from "../i18n/words.js";

/** A piece of a screen, or none. */
export type Part = TemplateResult | typeof nothing;

/** What the open step draws in place of the list. */
export interface StepDrawing {
  view(view: View, screen: CustomerScreen): TemplateResult;
  /** What is announced after its heading when it changes. */
  announced(view: View, screen: CustomerScreen): readonly string[];
}

/** What shows the QR code, in place of the button that asks for it. */
export interface QrDrawing {
  view(view: View, screen: CustomerScreen): TemplateResult;
  /** What is announced when it opens and when it changes. */
  announced(): MessageKey;
}

/** What a view may use; computed once for each update. */
export interface View {
  readonly screen: Screen;
  readonly words: Words;
  /** The validated address of the site's support. */
  readonly supportHref: string | undefined;
  /** When the host allows another try, if it asked to wait; by the person's clock. */
  readonly waitUntilMs: number | undefined;
  /** What time it is, by the person's clock. */
  readonly nowMs: number;
  /** What the browser calls itself. */
  readonly userAgent: string;
  readonly qrPanel: {
    /** This is a phone already. */
    readonly isOnPhone: boolean;
    /** Whether the last try to load it has failed. */
    readonly hasFailed: boolean;
    readonly drawn: QrDrawing | undefined;
    load(): void;
  };
  readonly steps: {
    /** The requirement whose step is being loaded, or could not be loaded at the last try. */
    readonly loading: string | undefined;
    readonly failed: string | undefined;
    readonly drawn: StepDrawing | undefined;
  };
  /** Validates an address of the host's own pages. */
  readonly pageHref: (href: string) => string | undefined;
  /** Whether the page has put a control of its own into a slot. */
  readonly isSlotted: (name: string) => boolean;
  /** What the page puts into a slot, or takes out, may change the next step. */
  readonly onSlotChange: () => void;
  readonly onTarget: (target: Target) => void;
  /** Opens the step of a requirement. */
  readonly onStep: (requirement: string) => void;
  /** The step of a requirement leads the list: its part may be fetched ahead of the click. */
  readonly onNextStep: (requirement: string) => void;
  readonly onRefresh: () => void;
  /** Opens the QR panel, or gets a new code in it. */
  readonly onQrCode: () => void;
}
