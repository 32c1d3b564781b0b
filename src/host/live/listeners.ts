/**
 * Wraps a hook of the host so that it cannot harm its caller: what it throws, or rejects with where it
 * is asynchronous, goes to `threw`, which must not throw, and nowhere else.
 */
export function contained<T>(
  hook: (message: T) => unknown,
  threw: (error: unknown) => void = () => {},
): (message: T) => void {
  return (message) => {
    try {
      Promise.resolve(hook(message)).catch(threw);
    } catch (error) {
      threw(error);
    }
  };
}

/** A set of listeners. */
export interface Listeners<T> {
  /** Calls every listener, whatever becomes of the one before. */
  notify(message: T): void;
  /** @returns A function that stops listening. */
  listen(listener: (message: T) => void): () => void;
}

/** Makes a set of listeners, empty at first. */
export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(message: T) => void>();
  return {
    notify(message) {
      for (const listener of [...listeners]) contained(listener)(message);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
