import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { archivalItems } from "#db/schema/archival.ts";
import { operatorLogs } from "#db/schema/operators.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import type { Ctx } from "#lib/tenancy/context.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { ArchiveFiles, archiveFiles } from "./archive-files.ts";
import { agedFile, DAY, workOff } from "./test/runs.ts";

let ctx: Ctx;
beforeEach(async () => {
  ctx = await systemCtx((await makeTenant({ plan: "pro" })).id);
});
afterAll(closePools);

describe("an operator's request", () => {
  const ask = (input: object, seconds: number) =>
    archiveFiles(ArchiveFiles.parse({ tenant: ctx.tenant.slug, ...input }), undefined, seconds);
  /** What the operators' log says of a run. */
  const deedOf = async (runId: string | null) => {
    const [entry] = await withSystem((tx) =>
      tx
        .select({ detail: operatorLogs.detail })
        .from(operatorLogs)
        .where(sql`${operatorLogs.detail} ->> 'run' = ${runId}`),
    );
    return entry?.detail;
  };
  const inAYear = { as_of: new Date(Date.now() + 366 * DAY).toISOString() };

  it("counts in a dry run and does nothing", async () => {
    const file = await agedFile(ctx, 0);
    expect(await ask({ ...inAYear, dry_run: true }, 0)).toMatchObject({
      run_id: null,
      status: "completed",
      classes: { completed_files: { matched: 1, archived: 0, bytes: file.content.length } },
    });
    expect((await ask({ dry_run: true }, 0)).classes.completed_files.matched).toBe(0);
    expect(await ask({}, 0)).toMatchObject({
      status: "completed",
      classes: { completed_files: { matched: 0 } },
    });
  });

  it("as of another day, is answered when it is done, or says that it goes on", async () => {
    await agedFile(ctx, 0);
    const late = await ask(inAYear, 0);
    expect(late).toMatchObject({
      status: "running",
      classes: { completed_files: { matched: 1, queued: 1 } },
    });
    await workOff(ctx, late.run_id ?? "");
    expect(await deedOf(late.run_id)).toMatchObject({ as_of: inAYear.as_of, days_ahead: 365 });
    const today = await ask({}, 0);
    expect(await deedOf(today.run_id)).not.toHaveProperty("days_ahead");
    await agedFile(ctx, 0);
    const answer = ask(inAYear, 20);
    const look = () =>
      withSystem((tx) =>
        tx
          .select()
          .from(archivalItems)
          .where(sql`tenant_id = ${ctx.tenant.id} and status = 'queued' and class <> 'logs'`),
      );
    let queued = await look();
    while (queued.length === 0) queued = await look();
    await workOff(ctx, queued[0]?.runId ?? "");
    expect(await answer).toMatchObject({
      status: "completed",
      classes: { completed_files: { matched: 1, archived: 1, failed: 0 } },
    });
  });

  it("is refused for an organisation that is not there, or a moment that is none", async () => {
    await expect(ask({ tenant: "nobody-there" }, 0)).rejects.toMatchObject({ code: "tenant_not_found" });
    expect((await ask({ tenant: ctx.tenant.id, dry_run: true }, 0)).status).toBe("completed");
    for (const as_of of ["yesterday", "2026-13-01", "2026-11-28T25:00:00Z"])
      expect(ArchiveFiles.safeParse({ as_of }).success).toBe(false);
  });
});
