import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { billMappings, fileBills } from "#db/schema/bills.ts";
import { audit } from "#lib/audit/record.ts";
import { Invalid } from "#lib/errors.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { headingsKey, normalHeadings } from "#lib/processing/bill/headings.ts";
import { BILL_LIMITS } from "#lib/processing/bill/limits.ts";
import {
  type BillMapping,
  COLUMN_ROLES,
  DECIMAL_MARKS,
  type SheetSaid,
  type SheetSummary,
} from "#lib/processing/bill/types.ts";
import { billOf } from "#lib/processing/read-bill-rows.ts";
import { runAgain } from "#lib/processing/start-run.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";

const Mapping = z
  .strictObject({
    /** Of the columns in their order; null: nothing that is read. */
    roles: z.array(z.enum(COLUMN_ROLES).nullable()).min(1).max(BILL_LIMITS.bill_columns),
    decimal: z.enum(DECIMAL_MARKS).nullable().default(null),
  })
  .superRefine(({ roles }, context) => {
    const twice = roles.findIndex((role, at) => role !== null && roles.indexOf(role) < at);
    if (twice >= 0)
      context.addIssue({ code: "custom", path: ["roles", twice], message: problemText("bill.roleTwice") });
    if (!roles.includes("quantity"))
      context.addIssue({ code: "custom", path: ["roles"], message: problemText("bill.quantityMissing") });
    if (!roles.includes("description") && !roles.includes("material"))
      context.addIssue({ code: "custom", path: ["roles"], message: problemText("bill.textMissing") });
  });

export const MapBill = z.strictObject({
  sheets: z
    .array(
      z.strictObject({
        /** As the file spells it. */
        name: z.string().min(1).max(200),
        /** False leaves the sheet out. */
        use: z.boolean().optional(),
        /** From 1; 0: there is none; null: the one that is found. */
        heading_row: z.int().min(0).max(1000).nullable().optional(),
        /** Null forgets what was confirmed of these headings. */
        mapping: Mapping.nullable().optional(),
      }),
    )
    .min(1, issueText("bill.nothingToSay"))
    .max(BILL_LIMITS.bill_sheets),
});
type Said = z.output<typeof MapBill>["sheets"][number];

export const BillAccepted = z.object({
  file_id: z.string(),
  run_id: z.string(),
  status: z.literal("accepted"),
});

/**
 * Says what the columns of a bill's sheets are. By their headings it is remembered for the organisation's every bill; where
 * there are none, and which sheets count and where their headings stand, for this file. The file is processed again by it.
 * Throws `Invalid` (`mapping_invalid`) for sheets that the file does not have, and what `runAgain` does.
 */
export async function mapBill(
  ctx: Ctx,
  fileId: string,
  { sheets: said }: z.output<typeof MapBill>,
): Promise<z.input<typeof BillAccepted>> {
  requireRole(ctx, "editor");
  return ctx.transaction(async (tx) => {
    const { row } = await billOf(tx, ctx.tenant.id, fileId);
    checkNames(said, row.sheets);
    // The run comes first, as it takes the file's row: of two who map at once, the second is told of the first one's run.
    const accepted = await runAgain(ctx, tx, fileId);
    const byName = new Map(row.sheets.map((sheet) => [sheet.name, sheet]));
    const keyed = said.flatMap((one) => {
      const headings = headingsOf(byName.get(one.name), one);
      return one.mapping === undefined || headings === null ? [] : [{ headings, mapping: one.mapping }];
    });
    const before = await remember(ctx, tx, keyed);
    const kept = merged(row.said, said, byName);
    await tx
      .update(fileBills)
      .set({ said: kept, saidBy: actor(ctx) })
      .where(and(eq(fileBills.tenantId, ctx.tenant.id), eq(fileBills.fileId, fileId)));
    await audit(
      ctx,
      tx,
      "file.bill_mapped",
      { type: "file", id: fileId },
      { run_id: accepted.run_id },
      {
        before: { mappings: before, sheets: row.said },
        after: { mappings: keyed.map(({ mapping }) => mapping), sheets: kept },
      },
    );
    return accepted;
  });
}

function checkNames(said: readonly Said[], sheets: readonly SheetSummary[]): void {
  const issues = said.flatMap(({ name }, at) => {
    if (said.findIndex((one) => one.name === name) < at)
      return [{ path: `sheets.${at}.name`, message: problemText("bill.sheetTwice", { name }) }];
    return sheets.some((sheet) => sheet.name === name)
      ? []
      : [{ path: `sheets.${at}.name`, message: problemText("bill.noSuchSheet", { name }) }];
  });
  if (issues.length > 0) throw new Invalid("mapping_invalid", issues[0]?.message ?? "", issues);
}

/**
 * The headings that a mapping is remembered by; null where there are none, and where the row of headings is said anew with
 * it: what stands there is not known yet, so the mapping holds for this file.
 */
function headingsOf(sheet: SheetSummary | undefined, { heading_row: row }: Said): string[] | null {
  if (!sheet || sheet.headingRow === 0) return null;
  if (row !== undefined && row !== null && row !== sheet.headingRow) return null;
  const headings = normalHeadings(sheet.columns.map(({ heading }) => heading));
  return headings.length === 0 ? null : headings;
}

/** What was said of the file's sheets before, with what is said now. */
function merged(
  before: readonly SheetSaid[],
  said: readonly Said[],
  sheets: ReadonlyMap<string, SheetSummary>,
): SheetSaid[] {
  const kept = new Map(before.map((one) => [one.name, one]));
  for (const one of said) {
    const sheet = sheets.get(one.name);
    const known = kept.get(one.name) ?? {
      name: one.name,
      use: !(sheet?.hidden ?? false),
      headingRow: null,
      mapping: null,
    };
    kept.set(one.name, {
      name: one.name,
      use: one.use ?? known.use,
      headingRow: one.heading_row === undefined ? known.headingRow : one.heading_row,
      mapping:
        one.mapping === undefined ? known.mapping : headingsOf(sheet, one) === null ? one.mapping : null,
    });
  }
  return [...kept.values()];
}

/** Keeps what was said of headings, and gives back what was known of them before. */
async function remember(
  ctx: Ctx,
  tx: Transaction,
  said: readonly { headings: string[]; mapping: BillMapping | null }[],
): Promise<BillMapping[]> {
  // Sheets of one file may have the same headings: the last one's word stands.
  const byKey = new Map(said.map((one) => [headingsKey(one.headings), one]));
  if (byKey.size === 0) return [];
  const tenantId = ctx.tenant.id;
  const these = and(
    eq(billMappings.tenantId, tenantId),
    inArray(billMappings.headingsKey, [...byKey.keys()]),
  );
  const before = await tx.select({ mapping: billMappings.mapping }).from(billMappings).where(these);
  const confirmed = [...byKey].flatMap(([key, { headings, mapping }]) =>
    mapping === null ? [] : [{ tenantId, headingsKey: key, headings, mapping, confirmedBy: actor(ctx) }],
  );
  const forgotten = [...byKey].flatMap(([key, { mapping }]) => (mapping === null ? [key] : []));
  if (forgotten.length > 0)
    await tx
      .delete(billMappings)
      .where(and(eq(billMappings.tenantId, tenantId), inArray(billMappings.headingsKey, forgotten)));
  if (confirmed.length > 0)
    await tx
      .insert(billMappings)
      .values(confirmed)
      .onConflictDoUpdate({
        target: [billMappings.tenantId, billMappings.headingsKey],
        set: {
          mapping: sql`excluded.mapping`,
          headings: sql`excluded.headings`,
          confirmedBy: sql`excluded.confirmed_by`,
          updatedAt: new Date(),
        },
      });
  return before.map(({ mapping }) => mapping);
}
