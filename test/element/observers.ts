/** What a reader of an element's tree saw, each change once, until it is stopped. */
export interface Watch {
  readonly texts: readonly string[];
  stop(): readonly string[];
}

/** Reads after every change of the tree: nothing that was ever drawn is missed. */
export function watched(element: Element, read: () => string): Watch {
  const texts: string[] = [];
  let last = read();
  const look = () => {
    const now = read();
    if (now !== last) texts.push(now);
    last = now;
  };
  const observer = new MutationObserver(look);
  const root = element.shadowRoot;
  if (!root) throw new TypeError("expected a rendered element");
  observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  return {
    texts,
    stop() {
      look();
      observer.disconnect();
      return texts;
    },
  };
}

/** Counts every change of a tree, visible or not. */
export function mutations(element: Element): () => number {
  let count = 0;
  const observer = new MutationObserver((records) => {
    count += records.length;
  });
  if (!element.shadowRoot) throw new TypeError("expected a rendered element");
  observer.observe(element.shadowRoot, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  return () => {
    count += observer.takeRecords().length;
    return count;
  };
}
