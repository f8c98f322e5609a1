/** A value that this browser keeps, for `useSyncExternalStore`: read once, and told to every tab. */
export interface Kept<T> {
  subscribe: (listener: () => void) => () => void;
  snapshot: () => T;
  set: (value: T) => void;
}

/** `read` makes what stands there into a value, whoever has written it. */
export function kept<T>(key: string, read: (text: string | null) => T): Kept<T> {
  const listeners = new Set<() => void>();
  let known: { text: string | null; value: T } | undefined;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onStorage = (event: StorageEvent) => {
    if (event.key === key || event.key === null) tell();
  };
  return {
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener("storage", onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener("storage", onStorage);
      };
    },
    snapshot() {
      const text = stored(key);
      if (!known || known.text !== text) known = { text, value: read(text) };
      return known.value;
    },
    set(value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // A full or forbidden store: it holds for this page alone.
        known = { text: stored(key), value };
      }
      tell();
    },
  };
}

/** A browser that forbids its store has nothing in it. */
function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** What was written as JSON; undefined where it is none. */
export function parsed(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
