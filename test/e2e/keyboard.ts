import type { Browser } from "./browsers.js";

/** Where the focus is, shadow roots included. */
export interface Focus {
  /** What stands on it or how it is labelled, the first 40 characters. */
  readonly label: string;
  readonly id: string;
  /** Inside the element's own shadow. */
  readonly isInside: boolean;
  /** It can be seen to have the focus: only looked at inside the element. */
  readonly isMarked: boolean;
}

/** A person without a mouse. */
export interface Keyboard {
  focus(): Promise<Focus>;
  /** Tab after Tab until something of this label has the focus. Answers where it was on the way. */
  tabTo(label: string): Promise<readonly Focus[]>;
  /** Goes to something by Tab and uses a key on it. */
  useOn(label: string, key: "Enter" | " "): Promise<readonly Focus[]>;
}

const mostStops = 60;

/** A label as {@link Focus} has it. */
export const shortLabel = (label: string): string => label.replace(/\s+/g, " ").trim().slice(0, 40);

/** What can be reached in the element, as it stands on the screen, the page's own controls included. */
export const controlsOnScreen = (): string[] => {
  const root = document.querySelector("sphere-kyc-onboarding")?.shadowRoot;
  const found: string[] = [];
  const walk = (node: Element) => {
    if (node.matches("button, a[href], summary")) {
      found.push((node.getAttribute("aria-label") ?? node.textContent ?? "").trim().slice(0, 40));
    } else if (node instanceof HTMLSlotElement && node.assignedElements().length) {
      for (const each of node.assignedElements()) walk(each);
    } else for (const each of node.children) walk(each);
  };
  for (const each of root?.children ?? []) walk(each);
  return found;
};

const whereFocusIs = (): Focus => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at ?? document.body);
  const labelled =
    at instanceof HTMLInputElement || at instanceof HTMLSelectElement
      ? (at.labels?.[0]?.textContent ?? "")
      : "";
  return {
    label: (at?.getAttribute("aria-label") ?? (labelled || at?.textContent) ?? "")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 40),
    id: at === document.body ? "body" : (at?.id ?? ""),
    isInside: at?.getRootNode() instanceof ShadowRoot,
    // `auto` is the browser's own ring, which is there until the element's is loaded.
    isMarked:
      !!at?.matches(":focus-visible") &&
      (outlineStyle === "auto" ||
        (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2)),
  };
};

export function createKeyboard(browser: Browser): Keyboard {
  const self: Keyboard = {
    focus: () => browser.evaluate<Focus>(whereFocusIs),
    async tabTo(label) {
      const trail: Focus[] = [];
      while (trail.length < mostStops) {
        await browser.sendKey("Tab");
        const focus = await self.focus();
        trail.push(focus);
        if (focus.label === shortLabel(label)) return trail;
      }
      const seen = [...new Set(trail.map((each) => each.label))].join(" | ");
      throw new Error(`Tab never came to "${label}", but to: ${seen}`);
    },
    async useOn(label, key) {
      const trail = await self.tabTo(label);
      await browser.sendKey(key);
      return trail;
    },
  };
  return self;
}
