import "#lib/jobs/test/own-database.ts";

import { afterAll, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { invoiceRuns } from "#db/schema/invoices.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { generateInvoices } from "#lib/billing/generate-invoices.ts";
import { invoiceRun } from "./runs.ts";

afterAll(closePools);

const lastSuccess = async () => (await withSystem(invoiceRun))[0]?.values[0]?.value;

it("tells of runs over all organisations, of the month before them: nothing else hides that the month's is late", async () => {
  const { slug } = await makeTenant();
  await generateInvoices({ tenant: slug, finalize: true });
  await generateInvoices({ period: "2025-01", finalize: true });
  expect(await lastSuccess()).toBe(0);
  const monthly = {
    period: "2026-09-01",
    startedAt: new Date("2026-10-01T02:00:00Z"),
    finishedAt: new Date("2026-10-01T02:01:00Z"),
    status: "completed" as const,
  };
  await withSystem((tx) => tx.insert(invoiceRuns).values(monthly));
  expect(await lastSuccess()).toBe(Date.parse("2026-10-01T02:01:00Z") / 1000);
  const before = Math.floor(Date.now() / 1000);
  await generateInvoices({ finalize: true });
  expect(await lastSuccess()).toBeGreaterThanOrEqual(before);
});
