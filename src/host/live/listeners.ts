/**
 * A hook of somebody else's that cannot harm whoever calls it: what it throws, or rejects with where it
 * is asynchronous, is ignored.
 */
export function contained<T>(hook: (said: T) => void): (said: T) => void {
  return (said) => {
    try {
      Promise.resolve<unknown>(hook(said)).catch(() => undefined);
    } catch {
      return;
    }
  };
}

/** Who is told something. */
export interface Listeners<T> {
  /** Tells everybody, whatever becomes of the one before. */
  tell(said: T): void;
  /** @returns How to stop listening. */
  listen(listener: (said: T) => void): () => void;
}

/** Makes a circle of listeners, empty at first. */
export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(said: T) => void>();
  return {
    tell(said) {
      for (const listener of [...listeners]) contained(listener)(said);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
