import { type Engine, findEngines } from "../runner/engines.js";
import { openPuppeteerBrowser } from "./puppeteer-browser.js";
import { openWebDriverBrowser } from "./webdriver-browser.js";

/** The engines to walk in: every one that is found, or those of `ONLY_ENGINES`. */
export function engines(): Engine[] {
  const only = process.env["ONLY_ENGINES"]?.split(",");
  return findEngines().filter(({ name }) => only?.includes(name) ?? true);
}

/** A tab's name, valid for the browser that gave it. */
export type Tab = string;

/** Script for the page: its source, or a function that uses nothing but its arguments. */
export type PageScript<Result, Args extends readonly unknown[] = readonly []> =
  | string
  | ((...args: Args) => Result | Promise<Result>);

/**
 * One real browser with a fresh profile. It navigates as a person would, so the
 * back-forward cache is on and a click carries user activation.
 */
export interface Browser {
  readonly engine: Engine["name"];
  goto(url: string): Promise<void>;
  url(): Promise<string>;
  /** Runs in the current tab; values cross as JSON, a promise is awaited. */
  evaluate<Result, Args extends readonly unknown[] = readonly []>(
    script: PageScript<Result, Args>,
    ...args: Args
  ): Promise<Result>;
  /** Polls until `script` answers something truthy, and returns that. Survives navigation. */
  waitFor<Result>(
    script: PageScript<Result>,
    options?: { readonly timeoutMs?: number },
  ): Promise<Result>;
  /** Waits for the element that `script` answers, inside shadow roots too, and really clicks it. */
  click(script: PageScript<Element | null | undefined>): Promise<void>;
  /** Taps, as a finger does, the middle of the element that `script` answers. */
  tap(script: PageScript<Element | null | undefined>): Promise<void>;
  /** Chooses a file of this machine's disk in the file input that `script` answers. */
  chooseFile(script: PageScript<Element | null | undefined>, path: string): Promise<void>;
  /** Sends a key by its DOM name: `Tab`, `Enter`, `Escape`, `a`. */
  sendKey(key: string): Promise<void>;
  /** Goes one page back; answers when the page has changed. */
  back(): Promise<void>;
  tabs(): Promise<readonly Tab[]>;
  switchTo(tab: Tab): Promise<void>;
  /** Opens a tab of its own and switches to it. */
  newTab(url: string): Promise<Tab>;
  screenshot(path: string): Promise<void>;
  /** What pages wrote to the console since the last call; undefined where the engine hides it. */
  consoleMessages(): Promise<readonly string[] | undefined>;
  close(): Promise<void>;
}

/** How a browser is to behave. */
export interface BrowserOptions {
  /** Whether it visits sites whose certificate it does not know. Default false. */
  readonly acceptInsecureCerts?: boolean;
}

/** Starts the engine; the caller closes it. */
export function openBrowser(engine: Engine, options: BrowserOptions = {}): Promise<Browser> {
  return engine.name === "firefox"
    ? openPuppeteerBrowser(engine, options)
    : openWebDriverBrowser(engine, options);
}
