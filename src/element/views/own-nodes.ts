/**
 * Owns: noticing that somebody has taken nodes away that Lit holds on to, and drawing all of them again.
 * Does not own: text that a translator has replaced (`textView` in `parts.ts`).
 * Why: an extension may remove anything; what is written into nodes that are gone is read by nobody,
 * and what should have gone with them stays, a button that does nothing any more among it.
 */

/** `NodeFilter.SHOW_COMMENT`; a page that was closed may have no `NodeFilter` any more. */
const showComment = 128;

/** Elements and Lit's marks. A translator wraps what it has replaced in `font`. */
function countNodes(root: HTMLElement | DocumentFragment): number {
  const marks = root.ownerDocument.createTreeWalker(root, showComment);
  let count = root.querySelectorAll(":not(font)").length;
  while (marks.nextNode()) count++;
  return count;
}

export class OwnNodes {
  #drawn = 0;

  /** Draws into what is there, or into an empty root where nodes are missing. */
  draw(root: HTMLElement | DocumentFragment, draw: () => void): void {
    try {
      if (countNodes(root) < this.#drawn) throw new TypeError("nodes are missing");
      draw();
    } catch {
      root.replaceChildren();
      Reflect.deleteProperty(root, "_$litPart$");
      draw();
    }
    this.#drawn = countNodes(root);
  }
}
