import type { Latent } from "./corpus/bill.ts";

/** Why a result is no good comparison: what differs from the asked building, the gravest first. */
export function causeOf(asked: Latent, other: Latent): string {
  const ratio = Math.max(asked.areaM2 / other.areaM2, other.areaM2 / asked.areaM2);
  if (asked.structure !== other.structure) return "structure";
  if (asked.type !== other.type) return "type";
  if (ratio > 1.6) return "size";
  if (asked.country !== other.country) return "country";
  return "finish, or finish and region";
}

/** "structure 12, size 3", the most frequent first. */
export function counted(causes: readonly string[]): string {
  const groups = [...Map.groupBy(causes, (cause) => cause)].sort(([, a], [, b]) => b.length - a.length);
  return groups.map(([cause, all]) => `${cause} ${all.length}`).join(", ") || "none";
}
