import { z } from "zod";
import { pagePattern } from "#lib/http/route-pattern.ts";
import { observeVital } from "./record.ts";

/** What a browser measured of a page load: milliseconds, for `cls` a number without a unit. */
export const WebVitals = z.object({
  /** Path of the page; only its pattern is kept. */
  path: z.string().startsWith("/").max(1000),
  vitals: z
    .array(
      z.discriminatedUnion("name", [
        z.object({ name: z.enum(["lcp", "inp", "ttfb", "fcp"]), value: z.number().min(0).max(600_000) }),
        z.object({ name: z.literal("cls"), value: z.number().min(0).max(100) }),
      ]),
    )
    .min(1)
    .max(10),
});

/**
 * Counts what a browser tells, under the page's pattern and nothing else. Anybody may tell it, so an address that tells more
 * than people load pages is not heard for a while; it is not told so.
 */
export function recordVitals(
  { path, vitals }: z.output<typeof WebVitals>,
  ip: string | null,
  now = performance.now(),
): void {
  if (!admit(ip ?? "", now)) return;
  const route = pagePattern(path);
  for (const { name, value } of vitals) observeVital(name, route, name === "cls" ? value : value / 1000);
}

/** Reports of an address within a window of time, and addresses that are told apart; beyond these nobody is heard. */
export const ADMITTED = { reports: 60, addresses: 10_000, windowMs: 60_000 };
let window = { since: Number.NEGATIVE_INFINITY, reports: new Map<string, number>() };

function admit(address: string, now: number): boolean {
  if (now - window.since > ADMITTED.windowMs) window = { since: now, reports: new Map() };
  const before = window.reports.get(address) ?? 0;
  if (before >= ADMITTED.reports) return false;
  if (before === 0 && window.reports.size >= ADMITTED.addresses) return false;
  window.reports.set(address, before + 1);
  return true;
}
