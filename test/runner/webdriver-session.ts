/**
 * A session of classic WebDriver (https://www.w3.org/TR/webdriver2/), as far as the tests need it.
 * BiDi clients switch on what changes the engines' caches, or do not know WebKitGTK.
 */
export interface WebDriverSession {
  navigate(url: string): Promise<void>;
  back(): Promise<void>;
  url(): Promise<string>;
  /** Runs a function body; an argument may be an element that a script returned. */
  execute(body: string, ...args: readonly unknown[]): Promise<unknown>;
  /** As `execute`; the result is what the body hands to its last argument, a callback. */
  executeAsync(body: string, ...args: readonly unknown[]): Promise<unknown>;
  click(elementId: string): Promise<void>;
  /** A tap by a finger in an element's middle. */
  tap(elementId: string): Promise<void>;
  /** Types into an element; a path for a file input. */
  type(elementId: string, text: string): Promise<void>;
  /** Sends one key by its DOM name: `Tab`, `Enter`, `Escape`, `a`. */
  sendKey(key: string): Promise<void>;
  tabs(): Promise<readonly string[]>;
  switchTo(tab: string): Promise<void>;
  newTab(): Promise<string>;
  /** A PNG. */
  screenshot(): Promise<Buffer>;
  /** Chromium's own: what pages wrote to the console since the last call. */
  consoleMessages(): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** WebDriver names an element reference by this fixed key. */
export const elementKey = "element-6066-11e4-a52e-4f735466cecf";

/** Keys that are no character, by their code points in the standard. */
const keyCodes: Readonly<Record<string, string>> = {
  Tab: "\uE004",
  Enter: "\uE007",
  Escape: "\uE00C",
  ArrowDown: "\uE015",
};

/** How long a page may load, or a script run: longer than a busy machine needs. */
const hangMs = 240_000;

/** @param port Where the driver listens on 127.0.0.1. */
export async function openWebDriverSession(
  port: number,
  capabilities: object,
): Promise<WebDriverSession> {
  const sessions = `http://127.0.0.1:${port}/session`;
  const timeouts = { script: hangMs, pageLoad: hangMs };
  const opened = await send("POST", sessions, {
    capabilities: { alwaysMatch: { ...capabilities, timeouts } },
  });
  const session = `${sessions}/${textOf(opened, "sessionId")}`;
  const get = (path: string) => send("GET", `${session}/${path}`);
  const post = (path: string, body: object = {}) => send("POST", `${session}/${path}`, body);
  return {
    navigate: async (url) => void (await post("url", { url })),
    back: async () => void (await post("back")),
    url: async () => String(await get("url")),
    execute: (script, ...args) => post("execute/sync", { script, args }),
    executeAsync: (script, ...args) => post("execute/async", { script, args }),
    click: async (elementId) => void (await post(`element/${elementId}/click`)),
    async tap(elementId) {
      const origin = { [elementKey]: elementId };
      const actions = [
        { type: "pointerMove", duration: 0, x: 0, y: 0, origin },
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ];
      const finger = { type: "pointer", id: "finger", parameters: { pointerType: "touch" } };
      await post("actions", { actions: [{ ...finger, actions }] });
    },
    type: async (elementId, text) => void (await post(`element/${elementId}/value`, { text })),
    async sendKey(key) {
      const value = keyCodes[key] ?? key;
      const actions = ["keyDown", "keyUp"].map((type) => ({ type, value }));
      await post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    tabs: async () => listOf(await get("window/handles")).map(String),
    switchTo: async (handle) => void (await post("window", { handle })),
    newTab: async () => textOf(await post("window/new", { type: "tab" }), "handle"),
    screenshot: async () => Buffer.from(String(await get("screenshot")), "base64"),
    consoleMessages: async () =>
      listOf(await post("se/log", { type: "browser" })).map((entry) => textOf(entry, "message")),
    end: async () => void (await send("DELETE", session)),
  };
}

/** Every response holds a `value`; that of a failure says what is wrong. */
async function send(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
  });
  const { value } = (await response.json()) as { readonly value: unknown };
  if (response.ok) return value;
  throw new Error(`${textOf(value, "error")}: ${textOf(value, "message")}`);
}

function textOf(value: unknown, name: string): string {
  const found: unknown = typeof value === "object" && value ? Reflect.get(value, name) : undefined;
  if (typeof found !== "string") throw new TypeError(`No ${name} in ${JSON.stringify(value)}`);
  return found;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`No list: ${JSON.stringify(value)}`);
  return value;
}
