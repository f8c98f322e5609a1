import { eq, sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { closePools } from "#db/client.ts";
import { type files, processingRuns } from "#db/schema/files.ts";
import { projects } from "#db/schema/projects.ts";
import { tenants } from "#db/schema/tenants.ts";
import { withSystem } from "#db/tenant.ts";
import { makeTenant } from "#db/test/tenant.ts";
import { ONLY_STORED } from "#lib/files/format-kinds.ts";
import { makeFile, makeProject } from "#lib/http/testing/fixture.ts";
import { systemCtx } from "#lib/tenancy/system-context.ts";
import { dueFiles, type Selection, sparedFiles } from "./due-files.ts";
import { PreviewArchival, previewArchival } from "./preview.ts";
import { DEFAULT_RULES, ownRules, rulesOf } from "./rules.ts";
import { toOwnRules } from "./rules-view.ts";
import { SetArchivalRules, setArchivalRules } from "./settings.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-06-15T02:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);
let tenantId: string;
beforeEach(async () => {
  tenantId = (await makeTenant({ plan: "enterprise" })).id;
});
afterAll(closePools);

/** The name says which one it is; its times are so many milliseconds before now. */
function file(filename: string, age: number, values: Partial<typeof files.$inferInsert> = {}) {
  const at = ago(age);
  return makeFile(
    { id: tenantId, marker: filename },
    { filename, status: "completed", createdAt: at, uploadedAt: at, processedAt: at, ...values },
  );
}
async function due(selection: Partial<Selection> = {}): Promise<Record<string, string>> {
  const rows = await withSystem((tx) =>
    tx.execute<{ filename: string; class: string; storage_class: string }>(
      dueFiles({ asOf: NOW, tenantId, ...selection }),
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.filename, `${row.class} ${row.storage_class}`]));
}
const rules = async (input: unknown) =>
  setArchivalRules(await systemCtx(tenantId), SetArchivalRules.parse({ rules: input }));

describe("by default", () => {
  it("takes each class on its own day, to the millisecond", async () => {
    await file("completed", 365 * DAY);
    await file("completed, a moment young", 365 * DAY - 1);
    await file("failed", 90 * DAY, { status: "failed" });
    await file("failed, a moment young", 90 * DAY - 1, { status: "failed" });
    await file("temporary", 7 * DAY, { temporary: true });
    await file("temporary, a moment young", 7 * DAY - 1, { temporary: true });
    await file("temporary and failed", 7 * DAY, { temporary: true, status: "failed" });
    await file("temporary and not processed", 7 * DAY, { temporary: true, status: "uploaded" });
    expect(await due()).toEqual({
      completed: "completed_files GLACIER",
      failed: "failed_files STANDARD_IA",
      temporary: "temporary_files GLACIER",
      "temporary and failed": "temporary_files GLACIER",
      "temporary and not processed": "temporary_files GLACIER",
    });
  });

  it("counts from the last access, of which an upload and a processing are some; temporary files from their upload", async () => {
    const young = { lastAccessedAt: ago(364 * DAY) };
    await file("downloaded last year", 500 * DAY, young);
    await file("downloaded long ago", 500 * DAY, { lastAccessedAt: ago(365 * DAY) });
    await file("processed last year", 500 * DAY, { processedAt: ago(364 * DAY) });
    await file("uploaded slowly", 500 * DAY, { uploadedAt: ago(364 * DAY), processedAt: null });
    await file("temporary, still used", 8 * DAY, { temporary: true, lastAccessedAt: ago(DAY) });
    expect(Object.keys(await due()).sort()).toEqual(["downloaded long ago", "temporary, still used"]);
  });

  it("leaves what is pinned, held, moved, in work or not yet whole, and counts what it spares", async () => {
    const inProject = async (values: Partial<typeof projects.$inferInsert>) => {
      const { id } = await makeProject({ id: tenantId, marker: "p" });
      await withSystem((tx) => tx.update(projects).set(values).where(eq(projects.id, id)));
      return { projectId: id };
    };
    await file("pinned", 400 * DAY, { keepHot: true });
    await file("held", 400 * DAY, { legalHold: true });
    await file("held and pinned", 400 * DAY, { legalHold: true, keepHot: true });
    await file("in a pinned project", 400 * DAY, await inProject({ keepHot: true }));
    await file("in a held project", 400 * DAY, await inProject({ legalHold: true }));
    await file("in a hidden project", 400 * DAY, await inProject({ isRestricted: true }));
    await file("in an archived project", 400 * DAY, await inProject({ archivedAt: ago(DAY) }));
    await file("on its way", 400 * DAY, {
      storageTier: "archiving",
      moveId: crypto.randomUUID(),
      movingSince: ago(0),
    });
    await file("archived", 400 * DAY, { storageTier: "archived", archiveKey: "a" });
    await file("coming back", 400 * DAY, { storageTier: "restored", archiveKey: "b" });
    await file("processing", 400 * DAY, { status: "processing" });
    await file("pending", 400 * DAY, { status: "pending" });
    const busy = await file("run again", 400 * DAY);
    await withSystem((tx) => tx.insert(processingRuns).values({ tenantId, fileId: busy.id }));
    expect(Object.keys(await due()).sort()).toEqual(["in a hidden project", "in an archived project"]);
    const [spared] = await withSystem((tx) => tx.execute(sparedFiles({ asOf: NOW, tenantId })));
    expect(spared).toEqual({ kept_hot: 2, on_hold: 3 });
  });

  it("goes by what a file is: one that is kept as it was uploaded is complete, one whose processing failed is not", async () => {
    const only = { status: "failed", failureCode: ONLY_STORED } as const;
    await file("never processed", 365 * DAY, { status: "uploaded", processedAt: null });
    await file("never processed, a moment young", 365 * DAY - 1, { status: "uploaded", processedAt: null });
    await file("a drawing", 365 * DAY, { ...only, format: "dxf" });
    await file("a drawing, younger than a year", 364 * DAY, { ...only, format: "dxf" });
    await file("a quick look at a drawing", 7 * DAY, { ...only, format: "dxf", temporary: true });
    await file("a broken model", 90 * DAY, { status: "failed", failureCode: "ifc_broken" });
    expect(await due()).toEqual({
      "never processed": "completed_files GLACIER",
      "a drawing": "completed_files GLACIER",
      "a quick look at a drawing": "temporary_files GLACIER",
      "a broken model": "failed_files STANDARD_IA",
    });
  });

  it("leaves an organisation that waits for its deletion", async () => {
    await file("old", 400 * DAY);
    await withSystem((tx) => tx.update(tenants).set({ deletionDueAt: NOW }).where(eq(tenants.id, tenantId)));
    expect(await due()).toEqual({});
  });
});

describe("rules of one's own", () => {
  it("replace what they name, for their organisation alone", async () => {
    const mine = tenantId;
    await file("old", 31 * DAY);
    await file("used", 31 * DAY, { lastAccessedAt: ago(DAY) });
    await file("failed", 400 * DAY, { status: "failed" });
    await rules({
      completed_files: { after_days: 30, since: "creation", storage_class: "DEEP_ARCHIVE" },
      failed_files: { enabled: false },
    });
    tenantId = (await makeTenant()).id;
    await file("theirs", 31 * DAY);
    expect(await due()).toEqual({});
    tenantId = mine;
    expect(await due()).toEqual({
      old: "completed_files DEEP_ARCHIVE",
      used: "completed_files DEEP_ARCHIVE",
    });
    const all = await withSystem((tx) =>
      tx.execute<{ tenant_id: string }>(
        sql`select tenant_id from (${dueFiles({ asOf: NOW })}) due where filename in ('old', 'used', 'theirs')`,
      ),
    );
    expect(new Set(all.map((row) => row.tenant_id))).toEqual(new Set([mine]));
  });

  it("can be tried before they are saved, with what moves and what that saves", async () => {
    await file("gib", 31 * DAY, { size: 2 ** 30 });
    await file("half a gib", 31 * DAY, { size: 2 ** 29 });
    await file("pinned", 31 * DAY, { keepHot: true });
    const ctx = await systemCtx(tenantId);
    const preview = (input: unknown) => previewArchival(ctx, PreviewArchival.parse(input));
    expect(await preview({ as_of: NOW.toISOString() })).toMatchObject({
      savings: [],
      kept_hot: 0,
      files: [],
    });
    const trial = { completed_files: { after_days: 30 } };
    expect(await preview({ as_of: NOW.toISOString(), rules: trial })).toMatchObject({
      classes: {
        completed_files: { matched: 2, bytes: 2 ** 30 + 2 ** 29, archived: 0 },
        failed_files: { matched: 0 },
      },
      // 1.5 GiB × (0.023 − 0.0036) USD
      savings: [{ storage_class: "GLACIER", files: 2, saving: { amount: "0.03", currency: "USD" } }],
      total_saving: { amount: "0.03" },
      kept_hot: 1,
      files: [{ filename: "gib" }, { filename: "half a gib" }],
    });
    // Nothing was done.
    expect(await due()).toEqual({});
    expect((await preview({ as_of: "2036-01-01" })).classes.completed_files.matched).toBe(2);
  });

  it("are kept as what differs from the default ones", () => {
    const own = toOwnRules({ completed_files: { after_days: 365, enabled: false }, logs: {} });
    expect(ownRules(rulesOf(own))).toEqual({ completed_files: { enabled: false } });
    expect(rulesOf({})).toEqual(DEFAULT_RULES);
  });

  it.each([
    [{ completed_files: { after_days: 0 } }, "a day at least"],
    [{ completed_files: { after_days: 1.5 } }, "whole days"],
    [{ completed_files: { after_days: 4000 } }, "at most 3650"],
    [{ completed_files: { storage_class: "STANDARD" } }, "Invalid option"],
    [{ logs: { since: "last_access" } }, "creation"],
    [{ other_files: {} }, "Unrecognized key"],
  ])("are refused where they make no sense: %j", (input, sentence) => {
    const { error } = SetArchivalRules.safeParse({ rules: input });
    expect(error?.issues.map(({ message }) => message).join(" ")).toContain(sentence);
  });
});

it("rules are set for a revision, by admins, with their row in the audit log", async () => {
  const ctx = await systemCtx(tenantId);
  const first = await rules({ completed_files: { after_days: 100 } });
  expect(first).toMatchObject({
    rules: { completed_files: { after_days: 100, since: "last_access" }, failed_files: { after_days: 90 } },
    defaults: { completed_files: { after_days: 365 } },
    revision: 2,
  });
  const set = SetArchivalRules.parse({ rules: {} });
  await expect(setArchivalRules(ctx, set, '"1"')).rejects.toMatchObject({ code: "settings_changed" });
  // What is left out is as by default again.
  expect(await setArchivalRules(ctx, set, '"2"')).toMatchObject({ rules: first.defaults, revision: 3 });
  const editor = {
    ...ctx,
    principal: { kind: "api_key" as const, keyId: tenantId, role: "editor" as const },
  };
  await expect(setArchivalRules(editor, set)).rejects.toMatchObject({ code: "role_required" });
  const rows = await withSystem((tx) =>
    tx.execute<{ before: unknown; after: unknown }>(
      sql`select before, after from audit_logs where tenant_id = ${tenantId} and action = 'archival.rules_changed' order by created_at`,
    ),
  );
  expect(rows.map(({ after }) => after)).toMatchObject([
    { completed_files: { after_days: 100 } },
    { completed_files: { after_days: 365 } },
  ]);
});
