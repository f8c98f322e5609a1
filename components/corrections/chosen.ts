import type { ElementAnswer } from "#components/data/answers.ts";

/** Elements that a person wants to correct, as the route is told of them. */
export interface Chosen {
  target: { ordinals: number[] } | { filter: Record<string, string> };
  count: number;
  /** The only one, where it is known: its values stand beside the fields. */
  element?: ElementAnswer | undefined;
}

/** What was found of an element, corrected or not. */
export const foundOf = (element: ElementAnswer) => element.found ?? element;

export interface SaidMaterial {
  /** Of the form alone: rows come and go. */
  key: number;
  /** `entry:<id>` of the catalogue, or `name:<name>` of the model; empty: not chosen. */
  value: string;
  /** Percent, as it was typed. */
  share: string;
}

/** The materials as the route takes them, or what is wrong with them. */
export function materialsOf(
  rows: readonly SaidMaterial[],
): { catalogue_id?: string; name?: string; share: number }[] | "choose" | "shares" {
  if (rows.some(({ value }) => value === "")) return "choose";
  const shares = rows.length === 1 ? [100] : rows.map(({ share }) => Number(share));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  if (shares.some((share) => !(share > 0)) || Math.abs(whole - 100) > 1e-6) return "shares";
  return rows.map(({ value }, at) => {
    const share = (shares[at] ?? 0) / 100;
    return value.startsWith("entry:")
      ? { catalogue_id: value.slice("entry:".length), share }
      : { name: value.slice("name:".length), share };
  });
}
