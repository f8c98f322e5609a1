import { PLAN_NAMES } from "#lib/billing/plan-names.ts";
import type { PlanVersionAnswer } from "./answers.ts";

export type VersionState = "planned" | "in_force" | "past";

export interface VersionRow {
  version: PlanVersionAnswer;
  state: VersionState;
  /** Of its plan and currency. */
  newest: boolean;
}

/**
 * Which versions hold in the UTC month of `now`, which are over and which are to come, by `versions` with the newest of
 * each plan and currency first. From the smallest plan to the largest.
 */
export function stateOfVersions(versions: readonly PlanVersionAnswer[], now: Date): VersionRow[] {
  const month = `${now.toISOString().slice(0, 7)}-01`;
  const seen = new Set<string>();
  const inForce = new Set<string>();
  const order = Object.keys(PLAN_NAMES);
  const ordered = [...versions].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  return ordered.map((version) => {
    const offer = `${version.id} ${version.monthly_price.currency}`;
    const newest = !seen.has(offer);
    seen.add(offer);
    if (version.valid_from > month) return { version, state: "planned", newest };
    const state = inForce.has(offer) ? "past" : "in_force";
    inForce.add(offer);
    return { version, state, newest };
  });
}
