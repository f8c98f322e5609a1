import { z } from "zod";

/** Beside an event's own data, where it goes through Inngest: what carried-trace.ts says that it carries. */
const FIELD = "_traceparent";

/** The data of an event that goes to Inngest, with the trace it carries. */
export function withCarried(data: Record<string, unknown>, carried: string | null): Record<string, unknown> {
  return carried === null || FIELD in data ? data : { ...data, [FIELD]: carried };
}

/** An event as its functions know it, and the trace it carried. */
export function withoutCarried<E extends { data?: unknown }>(event: E): { event: E; carried: string | null } {
  const data = Data.safeParse(event.data);
  if (!data.success || !(FIELD in data.data)) return { event, carried: null };
  const { [FIELD]: carried, ...own } = data.data;
  return { event: { ...event, data: own }, carried: typeof carried === "string" ? carried : null };
}

const Data = z.record(z.string(), z.unknown());
