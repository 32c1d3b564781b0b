import type { CustomerBook, CustomerRecord } from "./customer-book.js";
import type { HandClock } from "./hand-clock.js";
import { LINK_PATH, type LinkBook, type ProviderLink } from "./link-book.js";
import { type ProviderPageState, providerHtml } from "./provider-html.js";
import { isProviderClosed } from "./review.js";

/** How one request to the provider's pages ended. */
export type ProviderOutcome =
  | "opened"
  | "completed"
  | "failed"
  | "abandoned"
  | "expired"
  | "unknown";

/** What the provider saw of one request. */
export interface ProviderVisit {
  readonly path: string;
  readonly outcome: ProviderOutcome;
  /** The Referer header: what the page before gave away, null when nothing. */
  readonly referer: string | null;
  readonly atMs: number;
}

/** What the pages rest on, and what their buttons do. */
export interface ProviderPageOptions {
  readonly clock: HandClock;
  readonly customers: CustomerBook;
  readonly links: LinkBook;
  readonly finish: (customerId: string) => void;
  readonly fail: (customerId: string) => void;
  readonly note: (visit: ProviderVisit) => void;
}

const STATUS: Partial<Record<ProviderPageState, number>> = { expired: 410, unknown: 404 };

/**
 * Makes the provider's pages, `/websdk/p/{token}`. GET shows the page, POST is one of its buttons
 * (`action=complete|fail|abandon`, form-encoded). A link that has done its work shows `completed`;
 * a dead one `expired` with 410, and its buttons do nothing. No answer redirects.
 */
export function createProviderPage(
  options: ProviderPageOptions,
): (request: Request) => Promise<Response> {
  const { clock, customers, links, finish, fail, note } = options;

  function stateOf(link: ProviderLink, record: CustomerRecord): ProviderPageState {
    const isClosed = isProviderClosed(record);
    if (isClosed && link.isUsed) {
      return "completed";
    }
    if (links.isExpired(link)) {
      return "expired";
    }
    return isClosed ? "completed" : "open";
  }

  function press(action: string | null, customerId: string): ProviderPageState {
    switch (action) {
      case "complete":
        finish(customerId);
        return "completed";
      case "fail":
        fail(customerId);
        return "failed";
      case "abandon":
        return "abandoned";
      default:
        return "open";
    }
  }

  return async (request) => {
    const { pathname: path } = new URL(request.url);
    const body = await request.text();
    const link = path.startsWith(LINK_PATH) ? links.find(path.slice(LINK_PATH.length)) : undefined;
    const record = link === undefined ? undefined : customers.find(link.customerId);
    let state: ProviderPageState = "unknown";
    if (link !== undefined && record !== undefined) {
      state = stateOf(link, record);
      if (state === "open" && request.method === "POST") {
        state = press(new URLSearchParams(body).get("action"), link.customerId);
      }
    }
    note({
      path,
      outcome: state === "open" ? "opened" : state,
      referer: request.headers.get("referer"),
      atMs: clock.now(),
    });
    const html = providerHtml({
      state,
      ...(record === undefined ? {} : { email: record.customer.email }),
      ...(link === undefined || state !== "open"
        ? {}
        : { expiresAt: new Date(link.expiresAtMs).toISOString() }),
    });
    return new Response(html, {
      status: STATUS[state] ?? 200,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    });
  };
}
