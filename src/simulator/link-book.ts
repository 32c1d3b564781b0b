import type { HandClock } from "./hand-clock.js";
import type { SeededIds } from "./seeded-ids.js";

/** Where the provider's pages stand, under its origin. */
export const LINK_PATH = "/websdk/p/";

/** One link to the provider's page. */
export interface ProviderLink {
  readonly token: string;
  readonly customerId: string;
  /** From this instant on the link is dead; it can come sooner than SpherePay had told. */
  expiresAtMs: number;
  /** Whether the customer finished while this link was alive. */
  isUsed: boolean;
}

/** The answer to a request for a link: what SpherePay tells the integrator. */
export interface MintedLink {
  readonly url: string;
  /** ISO 8601 with milliseconds, UTC. */
  readonly expiresAt: string;
}

/** All links that were ever made. */
export interface LinkBook {
  mint(customerId: string): MintedLink;
  find(token: string): ProviderLink | undefined;
  isExpired(link: ProviderLink): boolean;
  /** Ends every live link of the customer now. */
  expireAll(customerId: string): void;
  /** Notes that the customer finished: every live link of the customer has served its purpose. */
  useAll(customerId: string): void;
  /** How long links made from now on live, in milliseconds; 0 makes links that arrive dead. */
  setTtl(linkTtlMs: number): void;
}

/** What the links look like and how long they live. */
export interface LinkBookOptions {
  readonly clock: HandClock;
  readonly ids: SeededIds;
  readonly providerOrigin: string;
  readonly linkTtlMs: number;
  readonly newLinkKillsOld: boolean;
}

/** Makes an empty book. @throws TypeError when a time to live is not a finite number. */
export function createLinkBook(options: LinkBookOptions): LinkBook {
  const { clock, ids, providerOrigin, newLinkKillsOld } = options;
  const links = new Map<string, ProviderLink>();
  let ttlMs = finiteTtl(options.linkTtlMs);

  const isExpired = (link: ProviderLink) => clock.now() >= link.expiresAtMs;
  const liveLinks = (customerId: string) =>
    [...links.values()].filter((link) => link.customerId === customerId && !isExpired(link));
  const expireAll = (customerId: string) => {
    for (const link of liveLinks(customerId)) {
      link.expiresAtMs = clock.now();
    }
  };

  return {
    mint(customerId) {
      // SpherePay does not say whether a new link ends the old one, hence the option.
      if (newLinkKillsOld) {
        expireAll(customerId);
      }
      const token = ids.linkToken();
      const expiresAtMs = clock.now() + ttlMs;
      links.set(token, { token, customerId, expiresAtMs, isUsed: false });
      return {
        url: new URL(LINK_PATH + token, providerOrigin).href,
        expiresAt: new Date(expiresAtMs).toISOString(),
      };
    },
    find: (token) => links.get(token),
    isExpired,
    expireAll,
    useAll(customerId) {
      for (const link of liveLinks(customerId)) {
        link.isUsed = true;
      }
    },
    setTtl(linkTtlMs) {
      ttlMs = finiteTtl(linkTtlMs);
    },
  };
}

function finiteTtl(linkTtlMs: number): number {
  if (!Number.isFinite(linkTtlMs)) {
    throw new TypeError(`A link cannot live ${linkTtlMs}: give a number of milliseconds.`);
  }
  return linkTtlMs;
}
