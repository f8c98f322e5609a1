import type { Spread } from "./method.ts";
import type { TornadoBar, UncertainLine } from "./types.ts";

/** So many bars tell what matters. */
const BARS = 10;

/**
 * What moves a total most: each entry's price (or carbon factor) and quantities at their 10th and 90th percentile, all else
 * at its likely value, the widest first. Exact: the total is linear in each of them.
 */
export function tornado(lines: readonly UncertainLine[], of: "cost" | "carbon"): TornadoBar[] {
  const amount = (line: UncertainLine) => (of === "cost" ? line.likelyMinor : line.carbonG);
  const total = lines.reduce((sum, line) => sum + amount(line), 0);
  const kind = of === "cost" ? "price" : "factor";
  const bars = [...Map.groupBy(lines, ({ catalogueId }) => catalogueId)].flatMap(([catalogueId, same]) => {
    const bar = (spreadOf: (line: UncertainLine) => Spread) => ({
      catalogueId,
      low: Math.round(total - same.reduce((sum, line) => sum + amount(line) * spreadOf(line).down, 0)),
      high: Math.round(total + same.reduce((sum, line) => sum + amount(line) * spreadOf(line).up, 0)),
    });
    return [
      { kind, ...bar((line) => line[kind]) } as const,
      { kind: "quantity", ...bar((line) => line.quantity) } as const,
    ];
  });
  return bars
    .filter(({ low, high }) => high > low)
    .sort((a, b) => b.high - b.low - (a.high - a.low) || a.catalogueId.localeCompare(b.catalogueId, "en"))
    .slice(0, BARS);
}
