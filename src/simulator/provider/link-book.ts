import type { Behaviour } from "../behaviour.js";
import type { Clock } from "../hand-clock.js";
import type { SeededIds } from "../seeded-ids.js";

/** The path of the provider's pages, under its origin. */
export const linkPath = "/websdk/p/";

/** The path of SpherePay's terms, under its origin; the token is in the query. */
export const termsPath = "/tos";

/** What a link leads to: the whole verification, the terms of service, or only the face check. */
export type LinkKind = "verification" | "terms" | "face";

/** One link to a page where the customer does something. */
export interface ProviderLink {
  readonly token: string;
  readonly kind: LinkKind;
  readonly customerId: string;
  /** When the link expires; can be earlier than the `expiresAt` that SpherePay returned. */
  expiresAtMs: number;
  /** Whether the customer finished while this link was valid. */
  isUsed: boolean;
}

/** What SpherePay returns for a new link. */
export interface MintedLink {
  readonly url: string;
  /** ISO 8601 with milliseconds, UTC. */
  readonly expiresAt: string;
}

/** Every link that was made. */
export interface LinkBook {
  mint(customerId: string, kind: LinkKind): MintedLink;
  /** The link that an address leads to. */
  find(address: URL): ProviderLink | undefined;
  isExpired(link: ProviderLink): boolean;
  /** Expires every valid link of the customer, or those of one kind. */
  expireAll(customerId: string, kind?: LinkKind): void;
  /** Records that the customer finished: every valid link of that kind is used up. */
  useAll(customerId: string, kind: LinkKind): void;
}

/** What the links look like and how long they live. */
export interface LinkBookOptions {
  /** SpherePay's own clock. */
  readonly clock: Clock;
  readonly ids: SeededIds;
  readonly providerOrigin: string;
  readonly termsOrigin: string;
  readonly behaviour: Readonly<Behaviour>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Makes an empty book. */
export function createLinkBook(options: LinkBookOptions): LinkBook {
  const { clock, ids, providerOrigin, termsOrigin, behaviour } = options;
  const links = new Map<string, ProviderLink>();

  const isExpired = (link: ProviderLink) => clock.now() >= link.expiresAtMs;
  const validLinks = (customerId: string, kind: LinkKind | undefined) =>
    [...links.values()].filter(
      (link) =>
        link.customerId === customerId &&
        (kind === undefined || link.kind === kind) &&
        !isExpired(link),
    );
  const expireAll = (customerId: string, kind?: LinkKind) => {
    for (const link of validLinks(customerId, kind)) {
      link.expiresAtMs = clock.now();
    }
  };

  return {
    mint(customerId, kind) {
      // SpherePay does not say whether a new link ends the old one, hence the option.
      if (behaviour.newLinkKillsOld) {
        expireAll(customerId, kind);
      }
      const nowMs = clock.now();
      const expiresAtMs = nowMs + (behaviour.linkTtlMs ?? usualTtlMs(kind, behaviour));
      const token =
        kind === "terms"
          ? termsToken(customerId, nowMs, expiresAtMs, ids.termsSignature())
          : ids.linkToken();
      links.set(token, { token, kind, customerId, expiresAtMs, isUsed: false });
      return {
        url:
          kind === "terms"
            ? new URL(`${termsPath}?token=${token}`, termsOrigin).href
            : new URL(linkPath + token, providerOrigin).href,
        expiresAt: new Date(expiresAtMs).toISOString(),
      };
    },
    find({ pathname, searchParams }) {
      const isTerms = pathname === termsPath;
      const token = isTerms
        ? (searchParams.get("token") ?? "")
        : pathname.startsWith(linkPath)
          ? pathname.slice(linkPath.length)
          : "";
      const link = links.get(token);
      return (link?.kind === "terms") === isTerms ? link : undefined;
    },
    isExpired,
    expireAll,
    useAll(customerId, kind) {
      for (const link of validLinks(customerId, kind)) {
        link.isUsed = true;
      }
    },
  };
}

/** Only the 28 days and the hour of the terms are documented. */
function usualTtlMs(kind: LinkKind, { release }: Readonly<Behaviour>): number {
  switch (kind) {
    case "verification":
      return release === "2026-07" ? 28 * dayMs : 7 * dayMs;
    case "terms":
      return hourMs;
    case "face":
      return hourMs / 2;
  }
}

/** A token in the form of a JWT, as in the samples, with the customer id; its signature is random. */
function termsToken(customerId: string, nowMs: number, expiresAtMs: number, signature: string) {
  const seconds = (ms: number) => Math.floor(ms / 1000);
  const claims = { sub: customerId, iat: seconds(nowMs), exp: seconds(expiresAtMs) };
  return `${base64Url({ alg: "HS256", typ: "JWT" })}.${base64Url(claims)}.${signature}`;
}

function base64Url(json: object): string {
  return btoa(JSON.stringify(json)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
