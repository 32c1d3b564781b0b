/**
 * Owns: everything the element takes from the page around it: clocks, timers, randomness, visibility,
 * coming back, navigating, the clipboard. The only file that touches globals.
 * Does not own: when to do any of it (`core/flow`).
 * Why: tests hand in an environment driven by hand, so nothing sleeps and nothing is patched.
 */

import { pageBase } from "./api/endpoint.js";

/** Undoes what it came with. Harmless when called twice. */
export type Cancel = () => void;

/**
 * What happens to the page. `hidden` = it is being left, `restored` = it came back from the
 * back-forward cache, `covered` = another tab or window is in front of it.
 */
export type PageFact = "hidden" | "restored" | "covered" | "visible" | "online";

/** A tab opened inside a click, waiting for its address. */
export interface WaitingTab {
  /** Throws once the tab has been taken elsewhere. */
  readonly document: Document;
  readonly closed: boolean;
  close(): void;
}

/** What is used of an `XMLHttpRequest`. */
export interface UploadRequest
  extends EventTarget,
    Pick<XMLHttpRequest, "open" | "setRequestHeader" | "send" | "abort" | "withCredentials">,
    Pick<XMLHttpRequest, "status" | "responseText" | "responseURL" | "getAllResponseHeaders"> {
  readonly upload: EventTarget;
}

/** The page around the element. */
export interface Environment {
  /** The person's clock, milliseconds. Only differences of it count: people set clocks wrong. */
  wallMs(): number;
  /** Milliseconds since some start, unmoved by clock changes. */
  elapsedMs(): number;
  /** Calls back once; never for more than 2^31-1 ms (24.8 days), where engines would call at once. */
  after(ms: number, callback: () => void): Cancel;
  /** At least 0, below 1. */
  random(): number;
  isVisible(): boolean;
  /** Whether the browser knows of a network. `true` promises nothing. */
  isOnline(): boolean;
  /** An address of the page's own origin, to read relative addresses against; see `pageBase`. */
  pageUrl(): string;
  /** What the browser calls itself. */
  userAgent(): string;
  /** The languages that the person set in the browser, the preferred one first. */
  languages(): readonly string[];
  watch(listener: (fact: PageFact) => void): Cancel;
  readonly fetch: typeof fetch;
  /** A request that says how much of it has been sent; the browser's own where there is none. */
  readonly createRequest?: () => UploadRequest;
  /** Loads a part of the element that most people never need. Rejects when it cannot be fetched. */
  load<Part>(part: () => Promise<Part>): Promise<Part>;
  /** Writes to the console of the page's developer. */
  warn(text: string): void;
  /** An opaque idempotency key of visible ASCII that nobody can guess. */
  newKey(): string;
  /** Opens an empty tab; only possible inside a click. `undefined` when the browser refuses. */
  openTab(): WaitingTab | undefined;
  /**
   * Goes to a validated address, without Referer and without opener: in the tab, or in this one when
   * that was closed or taken elsewhere.
   */
  navigate(href: string, tab: WaitingTab | undefined): void;
  /** Whether this device is a phone: it points with a finger and has no other pointer. */
  isPhone(): boolean;
  /** Puts a text on the clipboard. Rejects when the browser does not allow it. */
  copy(text: string): Promise<void>;
}

const longestTimerMs = 2 ** 31 - 1;

/** Measured in three engines: only an anchor keeps the page's address from the provider. */
function clickAnchor(page: Document, href: string, target: string): void {
  const anchor = page.createElement("a");
  anchor.rel = "noopener noreferrer";
  anchor.referrerPolicy = "no-referrer";
  anchor.target = target;
  anchor.href = href;
  anchor.click();
  anchor.removeAttribute("href");
}

function documentOf(tab: WaitingTab | undefined): Document | undefined {
  try {
    return tab?.closed ? undefined : tab?.document;
  } catch {
    return undefined;
  }
}

const pageEnvironment: Environment = {
  wallMs: () => Date.now(),
  elapsedMs: () => performance.now(),
  after(ms, callback) {
    if (ms > longestTimerMs) return () => {};
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  // A test's page may be gone before the element is: what is asked then has an answer.
  isVisible: () => globalThis.document?.visibilityState === "visible",
  isOnline: () => globalThis.navigator?.onLine !== false,
  pageUrl: () => {
    const { document: page } = globalThis;
    if (!page) return "about:blank";
    const { origin = location.origin } = globalThis;
    return pageBase(origin, page.baseURI, location.href);
  },
  userAgent: () => globalThis.navigator?.userAgent ?? "",
  languages: () => globalThis.navigator?.languages ?? [],
  watch(listener) {
    const watching = new AbortController();
    const { signal } = watching;
    addEventListener("pagehide", () => listener("hidden"), { signal });
    addEventListener("pageshow", (event) => event.persisted && listener("restored"), { signal });
    addEventListener("online", () => listener("online"), { signal });
    document.addEventListener(
      "visibilitychange",
      () => listener(document.visibilityState === "visible" ? "visible" : "covered"),
      { signal },
    );
    return () => watching.abort();
  },
  fetch: (...request) => globalThis.fetch(...request),
  load: (part) => part(),
  warn: (text) => console.error(text),
  newKey: () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  },
  openTab() {
    const tab = open("", "_blank");
    if (!tab) return undefined;
    tab.opener = null;
    return tab;
  },
  navigate(href, tab) {
    const page = documentOf(tab);
    clickAnchor(page ?? document, href, page || window.top === window ? "_self" : "_top");
  },
  isPhone: () => !!globalThis.matchMedia?.("(pointer: coarse) and (hover: none)")?.matches,
  copy: async (text) => navigator.clipboard.writeText(text),
};

let current = pageEnvironment;

/** The environment of an element that is being created: the real page. */
export const currentEnvironment = (): Environment => current;

/** For tests: creates an element whose page is driven by hand. */
export function withEnvironment<Created>(environment: Environment, create: () => Created): Created {
  current = environment;
  try {
    return create();
  } finally {
    current = pageEnvironment;
  }
}
