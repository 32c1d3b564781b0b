/** What the templates of one element draw from. */
import type { nothing, TemplateResult } from "lit";
import type { Screen } from "../../core/screen.js";
import type { Target } from "../../core/target.js";
import type { Words } from "../i18n/words.js";
import type { QrPanel } from "../qr/qr-panel.js";

/** A piece of a screen, or none. */
export type Part = TemplateResult | typeof nothing;

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
  readonly qrPanel: QrPanel;
  /** Validates an address of the host's own pages. */
  readonly pageHref: (href: string) => string | undefined;
  readonly onTarget: (target: Target) => void;
  readonly onRefresh: () => void;
  /** Opens the QR panel, or gets a new code in it. */
  readonly onQrCode: () => void;
}
