/**
 * Owns: everything the element takes from the page around it: clocks, waiting, chance, visibility,
 * coming back, and the act of leaving. The only file that touches globals.
 * Does not own: when to do any of it (`core/flow.ts`).
 * Why: tests hand in an environment driven by hand, so nothing sleeps and nothing is patched.
 */

/** Undoes what it came with. Harmless when called twice. */
export type Cancel = () => void;

/** What happens to the page. `restored` = it came back from the back-forward cache. */
export type PageFact = "hidden" | "restored" | "visible" | "online";

/** A tab opened inside a click, waiting for its address. */
export interface WaitingTab {
  readonly document: Document;
  close(): void;
}

/** The page around the element. */
export interface Environment {
  /** The person's clock, milliseconds. Never decides what is valid. */
  wallMs(): number;
  /** Milliseconds since some start, unmoved by clock changes. */
  elapsedMs(): number;
  /** Calls back once. More than 2^31-1 ms away (24.8 days) it never does: engines would call at once. */
  after(ms: number, callback: () => void): Cancel;
  /** Calls back when what was rendered has been painted, or soon where nothing is painted. */
  afterPaint(callback: () => void): void;
  /** At least 0, below 1. */
  random(): number;
  /** An opaque key of visible ASCII that nobody can guess. */
  newKey(): string;
  isVisible(): boolean;
  /** The page's address, to read relative links against. */
  pageUrl(): string;
  watch(listener: (fact: PageFact) => void): Cancel;
  /** Says something to the page's developer. */
  complain(text: string): void;
  /** Opens an empty tab; only possible inside a click. `undefined` when the browser refuses. */
  openTab(): WaitingTab | undefined;
  /** Goes to a judged address, without Referer and without opener. */
  leave(href: string, tab: WaitingTab | undefined): void;
}

const longestTimerMs = 2 ** 31 - 1;

/** The real page. */
export function createEnvironment(): Environment {
  return {
    wallMs: () => Date.now(),
    elapsedMs: () => performance.now(),
    after(ms, callback) {
      if (ms > longestTimerMs) return () => {};
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    afterPaint: (callback) => {
      if (document.visibilityState === "visible") requestAnimationFrame(() => setTimeout(callback));
      else setTimeout(callback);
    },
    random: () => Math.random(),
    newKey: () => {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    },
    isVisible: () => document.visibilityState === "visible",
    pageUrl: () => document.baseURI,
    watch(listener) {
      const watching = new AbortController();
      const { signal } = watching;
      addEventListener("pagehide", () => listener("hidden"), { signal });
      addEventListener("pageshow", (event) => event.persisted && listener("restored"), { signal });
      addEventListener("online", () => listener("online"), { signal });
      document.addEventListener(
        "visibilitychange",
        () => document.visibilityState === "visible" && listener("visible"),
        { signal },
      );
      return () => watching.abort();
    },
    complain: (text) => console.error(text),
    openTab() {
      const tab = open("", "_blank");
      if (!tab) return undefined;
      tab.opener = null;
      return tab;
    },
    leave(href, tab) {
      const anchor = (tab ?? window).document.createElement("a");
      anchor.rel = "noopener noreferrer";
      anchor.referrerPolicy = "no-referrer";
      anchor.target = tab || window.top === window ? "_self" : "_top";
      anchor.href = href;
      anchor.click();
      anchor.removeAttribute("href");
    },
  };
}
