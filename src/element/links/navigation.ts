/**
 * Owns: the act of leaving the page, here or on another device, and the key that asks for it.
 * Does not own: when to leave (`core/flow.ts`), or where to (`core/safe-link.ts`).
 * Why: measured in three engines, only an anchor keeps the page's address from the provider; any
 * other navigation may send it along.
 */

/** A tab opened inside a click, waiting for its address. */
export interface WaitingTab {
  /** Throws once somebody has taken the tab elsewhere. */
  readonly document: Document;
  readonly closed: boolean;
  close(): void;
}

/** The way out of the page. */
export interface Door {
  /** An opaque key of visible ASCII that nobody can guess. */
  newKey(): string;
  /** Opens an empty tab; only possible inside a click. `undefined` when the browser refuses. */
  openTab(): WaitingTab | undefined;
  /**
   * Goes to a judged address, without Referer and without opener: in the tab, or in this one when
   * that was closed or taken elsewhere.
   */
  leave(href: string, tab: WaitingTab | undefined): void;
  /** This device is one to hold: it points with a finger and has no other pointer. */
  isPhone(): boolean;
  /** Puts a text on the clipboard. Rejects when the browser does not allow it. */
  copy(text: string): Promise<void>;
}

function click(page: Document, href: string, target: string): void {
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
      const page = documentOf(tab);
      click(page ?? document, href, page || window.top === window ? "_self" : "_top");
    },
    isPhone: () => matchMedia("(pointer: coarse) and (hover: none)").matches,
    copy: async (text) => navigator.clipboard.writeText(text),
  };
}
