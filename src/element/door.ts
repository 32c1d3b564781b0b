/**
 * Owns: the act of leaving the page, here or on another device, and the key that asks for it.
 * Does not own: when to leave (`core/flow.ts`), or where to (`core/safe-link.ts`).
 * Why: measured in three engines, only an anchor keeps the page's address from the provider; any
 * other navigation may send it along.
 */

/** A tab opened inside a click, waiting for its address. */
export interface WaitingTab {
  readonly document: Document;
  close(): void;
}

/** The way out of the page. */
export interface Door {
  /** An opaque key of visible ASCII that nobody can guess. */
  newKey(): string;
  /** Opens an empty tab; only possible inside a click. `undefined` when the browser refuses. */
  openTab(): WaitingTab | undefined;
  /** Goes to a judged address, without Referer and without opener. */
  leave(href: string, tab: WaitingTab | undefined): void;
  /** This device is one to hold: it points with a finger and has no other pointer. */
  isPhone(): boolean;
  /** Puts a text on the clipboard. Rejects when the browser does not allow it. */
  copy(text: string): Promise<void>;
}

/** The real one. */
export function createDoor(): Door {
  return {
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
    leave(href, tab) {
      const anchor = (tab ?? window).document.createElement("a");
      anchor.rel = "noopener noreferrer";
      anchor.referrerPolicy = "no-referrer";
      anchor.target = tab || window.top === window ? "_self" : "_top";
      anchor.href = href;
      anchor.click();
      anchor.removeAttribute("href");
    },
    isPhone: () => matchMedia("(pointer: coarse) and (hover: none)").matches,
    copy: async (text) => navigator.clipboard.writeText(text),
  };
}
