const MOST = 20_000;

/** `work` that looks each text up once; what was asked first is forgotten first. For pure functions of a text. */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  return rememberedBy((text) => text, work);
}

/** The same for what `keyOf` tells apart: two with one key have one answer. */
export function rememberedBy<G, T>(keyOf: (given: G) => string, work: (given: G) => T): (given: G) => T {
  const known = new Map<string, { value: T }>();
  return (given) => {
    const key = keyOf(given);
    const found = known.get(key);
    if (found) return found.value;
    const value = work(given);
    if (known.size >= MOST) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    known.set(key, { value });
    return value;
  };
}
