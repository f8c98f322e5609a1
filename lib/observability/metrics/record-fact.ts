import { z } from "zod";
import { platformFacts } from "#db/schema/metrics.ts";
import { withSystem } from "#db/tenant.ts";

/** The facts that are kept about the platform, and what is told of each. Times are ISO. */
export const PLATFORM_FACTS = {
  /** The last backup that was made whole. */
  last_backup: z.object({ finished_at: z.iso.datetime(), bytes: z.number().min(0).optional() }),
};
export type FactName = keyof typeof PLATFORM_FACTS;

/** Leaves a fact about the platform, such as the last backup, for the metrics and the operators; the newest one stands. */
export async function recordFact<N extends FactName>(
  name: N,
  value: z.input<(typeof PLATFORM_FACTS)[N]>,
): Promise<void> {
  const parsed = PLATFORM_FACTS[name].parse(value);
  await withSystem((tx) =>
    tx
      .insert(platformFacts)
      .values({ name, value: parsed })
      .onConflictDoUpdate({ target: platformFacts.name, set: { value: parsed, updatedAt: new Date() } }),
  );
}
