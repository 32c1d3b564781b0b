import type { CustomerBook, CustomerRecord } from "../customers/customer-book.js";
import { isProviderClosed } from "../customers/review.js";
import type { Clock } from "../hand-clock.js";
import type { LinkBook, LinkKind, ProviderLink } from "./link-book.js";
import { type ProviderPageState, providerHtml } from "./provider-html.js";

/** How one request to the provider's pages ended. */
export type ProviderOutcome =
  | "opened"
  | "completed"
  | "failed"
  | "abandoned"
  | "expired"
  | "unknown";

/** One request to the provider's pages. */
export interface ProviderVisit {
  readonly path: string;
  readonly outcome: ProviderOutcome;
  /** The Referer header: what the previous page revealed, null when nothing. */
  readonly referer: string | null;
  readonly atMs: number;
}

/** The parts that the pages are made of, and what their buttons do. */
export interface ProviderPageOptions {
  readonly clock: Clock;
  readonly customers: CustomerBook;
  readonly links: LinkBook;
  readonly finish: (customerId: string, kind: LinkKind) => void;
  readonly fail: (customerId: string, kind: LinkKind) => void;
  readonly note: (visit: ProviderVisit) => void;
}

const statusByState: Partial<Record<ProviderPageState, number>> = { expired: 410, unknown: 404 };

/**
 * Makes the pages that links lead to: the provider's, `/websdk/p/{token}`, for the whole
 * verification or only the face check, and SpherePay's own terms, `/tos?token={token}`. GET shows the
 * page, POST is one of its buttons (`action=complete|fail|abandon`, form-encoded). A used link shows
 * `completed`; an expired one shows `expired` with 410, and its buttons do nothing. No response
 * redirects.
 */
export function createProviderPage(
  options: ProviderPageOptions,
): (request: Request) => Promise<Response> {
  const { clock, customers, links, finish, fail, note } = options;

  function stateOf(link: ProviderLink, record: CustomerRecord): ProviderPageState {
    const isClosed = link.kind === "verification" ? isProviderClosed(record) : link.isUsed;
    if (isClosed && link.isUsed) {
      return "completed";
    }
    if (links.isExpired(link)) {
      return "expired";
    }
    return isClosed ? "completed" : "open";
  }

  function runAction(action: string | null, { customerId, kind }: ProviderLink): ProviderPageState {
    switch (action) {
      case "complete":
        finish(customerId, kind);
        return "completed";
      case "fail":
        // Terms can only be accepted or left.
        if (kind === "terms") {
          return "abandoned";
        }
        fail(customerId, kind);
        return "failed";
      case "abandon":
        return "abandoned";
      default:
        return "open";
    }
  }

  return async (request) => {
    const url = new URL(request.url);
    const body = await request.text();
    const link = links.find(url);
    const record = link === undefined ? undefined : customers.find(link.customerId);
    let state: ProviderPageState = "unknown";
    if (link !== undefined && record !== undefined) {
      state = stateOf(link, record);
      if (state === "open" && request.method === "POST") {
        state = runAction(new URLSearchParams(body).get("action"), link);
      }
    }
    note({
      path: url.pathname,
      outcome: state === "open" ? "opened" : state,
      referer: request.headers.get("referer"),
      atMs: clock.now(),
    });
    const html = providerHtml({
      state,
      kind: link?.kind ?? "verification",
      ...(record === undefined ? {} : { email: record.customer.email }),
      ...(link === undefined || state !== "open"
        ? {}
        : { expiresAt: new Date(link.expiresAtMs).toISOString() }),
    });
    return new Response(html, {
      status: statusByState[state] ?? 200,
      headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    });
  };
}
