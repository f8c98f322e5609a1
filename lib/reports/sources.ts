import type { Report } from "./report-data.ts";

export type SourceKind = "price" | "placeholder" | "factor" | "proxy" | "waste" | "transport" | "location";

/** A publication or statement that figures of an estimate come from. */
export interface Source {
  source: string;
  kind: SourceKind;
  /** Lines that rest on it. */
  lines: number;
}

const ORDER: readonly SourceKind[] = [
  "price",
  "placeholder",
  "location",
  "factor",
  "proxy",
  "waste",
  "transport",
];

/** Every source of an estimate's prices and factors once, with how much rests on it; unverified ones by a kind of their own. */
export function sourcesOf({ estimate, lines }: Report): Source[] {
  const found = new Map<string, Source>();
  const add = (kind: SourceKind, source: string | null | undefined) => {
    if (!source) return;
    const key = `${kind} ${source}`;
    const known = found.get(key);
    if (known) known.lines++;
    else found.set(key, { source, kind, lines: 1 });
  };
  for (const { priceSource, placeholder, factor } of lines) {
    add(placeholder ? "placeholder" : "price", priceSource);
    if (!factor) continue;
    add(factor.proxy ? "proxy" : "factor", factor.source);
    add("waste", factor.wasteSource);
    add("transport", factor.transportSource);
  }
  const priced = lines.filter((line) => line.likelyMinor !== null).length;
  const { source } = estimate.locationMatch;
  if (source) found.set(`location ${source}`, { kind: "location", source, lines: priced });
  return [...found.values()].sort(
    (a, b) =>
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      b.lines - a.lines ||
      a.source.localeCompare(b.source, "en"),
  );
}
