import type { WaitingTab } from "../../src/element/door.js";
import type { Cancel, Environment, PageFact } from "../../src/element/environment.js";

/** Lets everything that is under way come to rest. */
export async function rest(turns = 20): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setTimeout(resolve));
}

/** A page driven by hand: nothing happens until a test says so. */
export interface HandEnvironment extends Environment {
  /** Where the customer was sent, in order. */
  readonly departures: { readonly href: string; readonly tab: WaitingTab | undefined }[];
  /** What the page's developer was told, in order. */
  readonly complaints: string[];
  /**
   * Lets time pass: calls what is due, oldest first, and each time lets the work it started come to
   * rest, as answers on a quiet network arrive long before the next timer.
   */
  advance(ms: number): Promise<void>;
  /** Moves the person's clock alone, as a time setting does. */
  skew(ms: number): void;
  /** The machine sleeps: both clocks go on, and no timer comes while it does. */
  sleep(ms: number): void;
  /** What chance says, at least 0, below 1. */
  chance: number;
  /** @param tells Whether the page is told; an engine may do so later. */
  setVisible(visible: boolean, tells?: boolean): void;
  tell(fact: PageFact): void;
  /** What still waits or listens. */
  readonly live: { readonly timers: number; readonly listeners: number };
  /** What the browser calls itself. */
  agent: string;
  /** The tab that the next click opens; `undefined` = refused by the browser. */
  nextTab: WaitingTab | undefined;
  /** How often a tab was asked for. */
  readonly tabsAsked: { count: number };
  /** The device is a phone. */
  onPhone: boolean;
  /** What was put on the clipboard, in order; `undefined` = the browser refuses. */
  clipboard: string[] | undefined;
}

const longestTimerMs = 2 ** 31 - 1;

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A visible page at a fixed moment; chance says one half until a test says otherwise. */
export function aHandEnvironment(): HandEnvironment {
  const timers = new Set<Timer>();
  const listeners = new Set<(fact: PageFact) => void>();
  let elapsedMs = 0;
  let skewMs = Date.parse("2026-11-21T19:42:00Z");
  let visible = true;
  let keys = 0;
  const self: HandEnvironment = {
    departures: [],
    complaints: [],
    agent: "",
    nextTab: undefined,
    tabsAsked: { count: 0 },
    onPhone: false,
    clipboard: [],
    get live() {
      return { timers: timers.size, listeners: listeners.size };
    },
    wallMs: () => elapsedMs + skewMs,
    elapsedMs: () => elapsedMs,
    after(ms, callback): Cancel {
      if (ms > longestTimerMs) return () => {};
      const timer = { atMs: elapsedMs + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    afterPaint: (callback) => queueMicrotask(callback),
    chance: 0.5,
    random: () => self.chance,
    isVisible: () => visible,
    pageUrl: () => document.baseURI,
    userAgent: () => self.agent,
    watch(listener): Cancel {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    complain: (text) => self.complaints.push(text),
    door: {
      newKey: () => `key-${++keys}`,
      openTab() {
        self.tabsAsked.count++;
        return self.nextTab;
      },
      leave: (href, tab) => self.departures.push({ href, tab }),
      isPhone: () => self.onPhone,
      async copy(text) {
        if (!self.clipboard) throw new DOMException("not allowed", "NotAllowedError");
        self.clipboard.push(text);
      },
    },
    async advance(ms) {
      const untilMs = elapsedMs + ms;
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.atMs - b.atMs);
        if (!next || next.atMs > untilMs) break;
        timers.delete(next);
        elapsedMs = Math.max(elapsedMs, next.atMs);
        next.callback();
        await rest();
      }
      elapsedMs = untilMs;
    },
    skew(ms) {
      skewMs += ms;
    },
    sleep(ms) {
      elapsedMs += ms;
    },
    setVisible(now, tells = true) {
      visible = now;
      if (tells) self.tell(now ? "visible" : "covered");
    },
    tell(fact) {
      for (const listener of listeners) listener(fact);
    },
  };
  return self;
}
