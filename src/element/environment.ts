/**
 * Owns: everything the element takes from the page around it: clocks, waiting, chance, visibility,
 * coming back. With `door.ts`, the only file that touches globals.
 * Does not own: when to do any of it (`core/flow.ts`).
 * Why: tests hand in an environment driven by hand, so nothing sleeps and nothing is patched.
 */

import type { Door } from "./links/navigation.js";

/** Undoes what it came with. Harmless when called twice. */
export type Cancel = () => void;

/**
 * What happens to the page. `hidden` = it is being left, `restored` = it came back from the
 * back-forward cache, `covered` = nobody sees it, though it lives on.
 */
export type PageFact = "hidden" | "restored" | "covered" | "visible" | "online";

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
  isVisible(): boolean;
  /** The page's address, to read relative links against. */
  pageUrl(): string;
  /** What the browser calls itself. */
  userAgent(): string;
  watch(listener: (fact: PageFact) => void): Cancel;
  /** Says something to the page's developer. */
  complain(text: string): void;
  /** How the page is left; the real way out when left out. */
  readonly door?: Door;
}

const longestTimerMs = 2 ** 31 - 1;

/** A frame reaches the screen a little after its animation callbacks have run. */
const settlingMs = 200;

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
      const soon = () => setTimeout(callback, settlingMs);
      if (document.visibilityState === "visible") requestAnimationFrame(soon);
      else soon();
    },
    random: () => Math.random(),
    isVisible: () => document.visibilityState === "visible",
    pageUrl: () => document.baseURI,
    userAgent: () => navigator.userAgent,
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
    complain: (text) => console.error(text),
  };
}
