import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { checkHealth, PartHealth } from "#lib/observability/health/check-health.ts";
import { PARTS } from "#lib/observability/health/parts.ts";
import { isStopping } from "#lib/observability/stopping.ts";

export const Readiness = z.object({
  /** `degraded`: requests are served, and some of the product waits or is away. */
  status: z.enum(["ready", "degraded"]),
  parts: z.array(PartHealth),
});

/**
 * Whether this process should get requests. Throws 503 `stopping` once it is about to end, 503 `not_ready` naming the vital
 * parts that do not answer, or not within `limitMs`; either with all `parts`.
 */
export async function checkReadiness(limitMs?: number): Promise<z.infer<typeof Readiness>> {
  if (isStopping())
    throw new AppError(503, "stopping", "This process is about to end. Another one takes requests.", {
      retry_after: 5,
      parts: [],
    });
  const { status, parts } = await checkHealth(limitMs);
  if (status !== "down") return { status, parts };
  const away = parts
    .filter(({ name, state }) => PARTS[name].isVital && state === "down")
    .map(({ name }) => PARTS[name].label);
  throw new AppError(
    503,
    "not_ready",
    `${away.join(" and ")} ${away.length > 1 ? "do" : "does"} not answer. The server takes requests again as soon as ${away.length > 1 ? "they do" : "it does"}.`,
    { retry_after: 5, parts },
  );
}
