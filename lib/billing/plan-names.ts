import type { PlanId } from "#db/schema/billing.ts";

/** What a plan is called, on its card, on invoices and wherever else it is named. */
export const PLAN_NAMES: Readonly<Record<PlanId, string>> = {
  free: "Free",
  pro: "Professional",
  enterprise: "Enterprise",
};

/** The name of a plan by an id that came as text; one that is none stands as it is. */
export function planName(id: string): string {
  return Object.entries(PLAN_NAMES).find(([plan]) => plan === id)?.[1] ?? id;
}
