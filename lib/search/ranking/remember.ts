const MOST = 20_000;

/** `work` that looks each text up once; what was asked first is forgotten first. For pure functions of a text. */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, { value: T }>();
  return (text) => {
    const found = known.get(text);
    if (found) return found.value;
    const value = work(text);
    if (known.size >= MOST) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    known.set(text, { value });
    return value;
  };
}
