/** A page of a DOM library, as it comes: the element runs inside of its window, nothing is added. */
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { Window } from "happy-dom";
import { JSDOM, VirtualConsole } from "jsdom";
import type { SphereKycOnboarding } from "../../src/index.js";

/** What a test uses of a window. */
export interface Page {
  readonly document: Document;
  readonly Event: typeof Event;
  dispatchEvent(event: Event): boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** What the library has complained about: an error in a listener, something it does not know. */
  readonly complaints: string[];
  close(): void | Promise<void>;
}

const url = "https://shop.example/account";

/** The element as one script; other languages and the QR library included. */
export async function elementScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../../src/define.ts", import.meta.url))],
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

function aJsdom(pretendToBeVisual: boolean) {
  const complaints: string[] = [];
  const virtualConsole = new VirtualConsole();
  virtualConsole.on("jsdomError", ({ message }) => complaints.push(message));
  virtualConsole.on("error", (message) => complaints.push(String(message)));
  const options = { url, runScripts: "outside-only", pretendToBeVisual, virtualConsole } as const;
  const { window } = new JSDOM("<!doctype html><body></body>", options);
  const page = window.eval("globalThis") as Page;
  return { window, page, complaints, close: () => window.close() };
}

export function inJsdom(script: string, pretendToBeVisual = false): OpenPage {
  const open = aJsdom(pretendToBeVisual);
  open.window.eval(script);
  return open;
}

/** As Vitest does it: what a window has becomes global in Node, until the end. */
export function inGlobalsOfJsdom(script: string): OpenPage {
  const { window, page, complaints, close } = aJsdom(true);
  const ofNode = { setTimeout, clearTimeout, queueMicrotask, URL, TextDecoder };
  const globals: Record<string, unknown> = createContext(ofNode);
  const own: readonly string[] = runInContext("Object.getOwnPropertyNames(globalThis)", globals);
  const names = Object.getOwnPropertyNames(window).filter((name) => !own.includes(name));
  for (const name of names) {
    const value: unknown = Reflect.get(window, name);
    const isMethod = typeof value === "function" && !/^[A-Z]/.test(name);
    globals[name] = isMethod ? value.bind(window) : value;
  }
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"] as const) {
    globals[name] = window[name].bind(window);
  }
  runInContext(script, globals);
  return {
    page,
    complaints,
    close() {
      close();
      // `navigator` came with Node 21.
      for (const name of names) {
        if (name in globalThis && name !== "navigator")
          globals[name] = Reflect.get(globalThis, name);
        else delete globals[name];
      }
    },
  };
}

function inHappyDom(script: string): OpenPage {
  const complaints: string[] = [];
  const settings = {
    enableJavaScriptEvaluation: true,
    suppressInsecureJavaScriptEnvironmentWarning: true,
  };
  const sink = { ...console, error: (message: unknown) => complaints.push(String(message)) };
  const window = new Window({ url, settings, console: sink });
  window.eval(script);
  const close = () => window.happyDOM.close();
  return { page: window.eval("globalThis") as Page, complaints, close };
}

/** Opens a page in which the script has run. Jest draws, and Vitest uses other globals. */
export const libraries: Readonly<Record<string, (script: string) => OpenPage>> = {
  jsdom: (script) => inJsdom(script),
  "jsdom, drawing": (script) => inJsdom(script, true),
  "jsdom, in other globals": inGlobalsOfJsdom,
  "happy-dom": inHappyDom,
};

/** Errors of the element while it draws, which Lit would report as unhandled. */
export function errorsOf(element: SphereKycOnboarding): unknown[] {
  const errors: unknown[] = [];
  const draw: unknown = Reflect.get(element, "performUpdate");
  Reflect.set(element, "performUpdate", () => {
    try {
      if (typeof draw === "function") draw.call(element);
    } catch (error) {
      errors.push(error);
    }
  });
  return errors;
}
