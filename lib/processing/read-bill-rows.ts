import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { fileBills } from "#db/schema/bills.ts";
import { FILE_FORMATS } from "#db/schema/files.ts";
import { UNITS } from "#lib/catalogue/types.ts";
import { Conflict } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { headingsKey } from "#lib/processing/bill/headings.ts";
import {
  type BillMapping,
  type BillRow,
  COLUMN_ROLES,
  DECIMAL_MARKS,
  SHEET_PROBLEMS,
  type SheetSaid,
  type SheetSummary,
  UNREAD_REASONS,
} from "#lib/processing/bill/types.ts";
import { knownBillMappings } from "#lib/processing/measure-bill.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";

const RowView = z.object({
  /** Number in the sheet, from 1. */
  row: z.number(),
  item: z.string(),
  text: z.string(),
  /** As the cells have them. */
  quantity_text: z.string(),
  unit_text: z.string(),
  kind: z.enum(["read", "section", "unread"]),
  /** Of a row that was read: what became of it, in our units. */
  read: z
    .object({ ifc_class: z.string(), material: z.string(), quantity: z.number(), unit: z.enum(UNITS) })
    .nullable(),
  /** Of a row that could not be read: why. */
  reason: z.enum(UNREAD_REASONS).nullable(),
});

const SheetView = z.object({
  name: z.string(),
  place: z.string().nullable(),
  hidden: z.boolean(),
  /** Why nothing of it is read; null: it is. */
  problem: z.enum(SHEET_PROBLEMS).nullable(),
  use: z.boolean(),
  /** From 1; 0: there is none. `said`: by a person. */
  heading_row: z.number(),
  heading_row_said: z.boolean(),
  columns: z.array(
    z.object({
      letter: z.string(),
      heading: z.string(),
      samples: z.array(z.string()),
      role: z.enum(COLUMN_ROLES).nullable(),
    }),
  ),
  /** Which mark parts whole numbers from decimals in text; null: as the other cells show. */
  decimal: z.enum(DECIMAL_MARKS).nullable(),
  /** Confirmed by a person, in whatever bill of these headings; or only suggested by them. */
  state: z.enum(["confirmed", "suggested"]),
  /** False where the take-off was made with another mapping. */
  applied: z.boolean(),
  /** Rows below the headings that hold anything: read, headings and remarks, and not read. */
  filled: z.number(),
  read: z.number(),
  sections: z.number(),
  unread: z.number(),
  /** The first of all rows, and the first of those that could not be read. */
  rows: z.array(RowView),
  unread_rows: z.array(RowView),
});

/** How the rows of a bill of quantities were read, and what its columns were taken for. */
export const BillView = z.object({
  file_id: z.string(),
  format: z.enum(FILE_FORMATS),
  sheets: z.array(SheetView),
});

export type FileBillRow = typeof fileBills.$inferSelect;

/** How a bill's rows were read. Throws `Conflict` (`no_bill`). */
export async function readBillRows(ctx: Ctx, fileId: string): Promise<z.input<typeof BillView>> {
  requireRole(ctx, "viewer");
  return ctx.transaction(async (tx) => {
    const { format, row } = await billOf(tx, ctx.tenant.id, fileId);
    const known = new Map(
      (await knownBillMappings(tx, ctx.tenant.id)).map((one) => [one.headingsKey, one.mapping]),
    );
    const said = new Map(row.said.map((one) => [one.name, one]));
    return {
      file_id: fileId,
      format,
      sheets: row.sheets.map((sheet) => present(sheet, said.get(sheet.name) ?? null, known)),
    };
  });
}

/** The bill of a file of the running tenant, as its newest take-off read it. */
export async function billOf(
  tx: Transaction,
  tenantId: string,
  fileId: string,
): Promise<{ format: (typeof FILE_FORMATS)[number]; row: FileBillRow }> {
  const { format } = await findFile(tx, fileId);
  const [row] = await tx
    .select()
    .from(fileBills)
    .where(and(eq(fileBills.tenantId, tenantId), eq(fileBills.fileId, fileId)));
  if (!row) throw new Conflict("no_bill", problemText("bill.noBill"));
  return { format, row };
}

function present(
  sheet: SheetSummary,
  said: SheetSaid | null,
  known: ReadonlyMap<string, BillMapping>,
): z.input<typeof SheetView> {
  const now = currentMapping(sheet, said, known);
  return {
    name: sheet.name,
    place: sheet.place,
    hidden: sheet.hidden,
    problem: sheet.problem,
    use: said ? said.use : !sheet.hidden,
    heading_row: sheet.headingRow,
    heading_row_said: said?.headingRow != null,
    columns: sheet.columns.map((column, at) => ({ ...column, role: now.mapping.roles[at] ?? null })),
    decimal: now.mapping.decimal,
    state: now.confirmed ? "confirmed" : "suggested",
    applied: isDeepStrictEqual(now, sheet.applied),
    filled: sheet.filled,
    read: sheet.read,
    sections: sheet.sections,
    unread: sheet.unread,
    rows: sheet.rows.map(presentRow),
    unread_rows: sheet.unreadRows.map(presentRow),
  };
}

/** What stands now: a person's word, else what the take-off was suggested. */
function currentMapping(
  { applied, columns, headingRow }: SheetSummary,
  said: SheetSaid | null,
  known: ReadonlyMap<string, BillMapping>,
): NonNullable<SheetSummary["applied"]> {
  const headings = columns.map(({ heading }) => heading);
  const hasHeadings = headingRow > 0 && headings.some((heading) => heading !== "");
  const mapping = (hasHeadings ? known.get(headingsKey(headings)) : undefined) ?? said?.mapping;
  if (mapping) return { mapping, confirmed: true };
  // What was forgotten since is a suggestion again.
  return { mapping: applied?.mapping ?? { roles: [], decimal: null }, confirmed: false };
}

function presentRow({ row, item, text, quantity, unit, outcome }: BillRow): z.input<typeof RowView> {
  return {
    row,
    item,
    text,
    quantity_text: quantity,
    unit_text: unit,
    kind: outcome.kind,
    read:
      outcome.kind === "read"
        ? {
            ifc_class: outcome.ifcClass,
            material: outcome.material,
            quantity: outcome.quantity,
            unit: outcome.unit,
          }
        : null,
    reason: outcome.kind === "unread" ? outcome.reason : null,
  };
}
