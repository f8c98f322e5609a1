import { and, eq, ilike, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements, fileAnalyses } from "#db/schema/files.ts";
import { Conflict } from "#lib/errors.ts";
import { findFile } from "#lib/files/find-file.ts";
import { issueText, problemText } from "#lib/i18n/problem-text.ts";
import { FINDINGS, findingIs, TOUCHED } from "#lib/trust/findings.ts";
import { behindEstimate } from "./behind-estimate.ts";
import { isDoubtful, mainMaterial, NONE } from "./expressions.ts";

/** What the column holds: a 32-bit integer. */
export const LARGEST_ORDINAL = 2_147_483_647;

/** Which elements of a file; what is left out chooses nothing. */
export const ElementFilter = z.object({
  /** The file's own IFC class, e.g. IfcWallStandardCase. */
  class: z.string().max(100).optional(),
  /** A storey's name, or `none` for elements that belong to no storey. */
  storey: z.string().max(300).optional(),
  /** A material that an element has, whatever its share. */
  material: z.string().max(500).optional(),
  /** The material with the largest share of an element, by which the groups stand; `none` for elements without a material. */
  main_material: z.string().max(500).optional(),
  /** Part of a name, of a type's name or of a GlobalId. */
  q: z.string().trim().max(200).optional(),
  /** `low`: at least one quantity could not be confirmed; `ok`: none of them. */
  confidence: z.enum(["low", "ok"]).optional(),
  /** Of whom the check of the take-off says so (`GET /api/files/{id}/trust`); `corrected` and `excluded` by a person. */
  finding: z.enum([...FINDINGS, ...TOUCHED]).optional(),
  /** Behind a line of the file's estimate, by its position. */
  line: z.coerce.number().int().min(0).max(LARGEST_ORDINAL).optional(),
  /** Estimated as this entry of the catalogue. */
  entry: z.string().max(200).optional(),
  /** In no price, or in no carbon figure, in part or whole. */
  gap: z.enum(["price", "carbon"]).optional(),
  /** Up to 500 ordinals with commas, to look elements up. */
  ordinals: z
    .string()
    .max(500 * 11)
    .regex(/^\d+(,\d+)*$/, issueText("processing.ordinalsCommasOrdinals"))
    .transform((text) => text.split(",").map(Number))
    .pipe(z.array(z.number().int().max(LARGEST_ORDINAL)).max(500))
    .optional(),
});
export type ElementFilter = z.output<typeof ElementFilter>;

export type AnalysedFile = Pick<typeof fileAnalyses.$inferSelect, "storeys" | "elementCount" | "runId"> & {
  filename: string;
};

/** The take-off of a file. Throws `NotFound` without the file, `Conflict` (`analysis_not_ready`) before the take-off is done. */
export async function analysedFile(tx: Transaction, tenantId: string, fileId: string): Promise<AnalysedFile> {
  const { filename } = await findFile(tx, fileId);
  const [analysis] = await tx
    .select({
      storeys: fileAnalyses.storeys,
      elementCount: fileAnalyses.elementCount,
      runId: fileAnalyses.runId,
    })
    .from(fileAnalyses)
    .where(and(eq(fileAnalyses.tenantId, tenantId), eq(fileAnalyses.fileId, fileId)));
  if (!analysis) throw new Conflict("analysis_not_ready", problemText("common.takeOffFile"));
  return { ...analysis, filename };
}

/** Whether a filter leaves nothing out: then the take-off knows the count. */
export const isWhole = (filter: ElementFilter): boolean =>
  [
    filter.class,
    filter.storey,
    filter.material,
    filter.main_material,
    filter.q || undefined,
    filter.confidence,
    filter.finding,
    filter.line,
    filter.entry,
    filter.gap,
    filter.ordinals,
  ].every((value) => value === undefined);

/** The condition of a filter on `elements`, within one file. */
export function matching(
  key: { tenantId: string; fileId: string },
  filter: ElementFilter,
  storeys: AnalysedFile["storeys"],
): SQL | undefined {
  return and(
    eq(elements.tenantId, key.tenantId),
    eq(elements.fileId, key.fileId),
    filter.class === undefined ? undefined : eq(elements.ifcClass, filter.class),
    storeyIs(filter.storey, storeys),
    filter.material === undefined ? undefined : has(filter.material),
    mainMaterialIs(filter.main_material),
    nameHas(filter.q),
    filter.confidence && (filter.confidence === "low" ? isDoubtful : sql`(${isDoubtful}) is not true`),
    filter.finding && findingIs(filter.finding, key),
    ...behindEstimate(key, filter),
    filter.ordinals && inArray(elements.ordinal, filter.ordinals),
  );
}

function storeyIs(name: string | undefined, storeys: AnalysedFile["storeys"]): SQL | undefined {
  if (name === undefined) return undefined;
  const indexes = storeys.flatMap((storey, index) => (storey.name === name ? [index] : []));
  const named = inArray(elements.storey, indexes);
  return name === NONE ? or(isNull(elements.storey), named) : named;
}

/** Containment first: it is cheaper than to look for the largest share. */
function mainMaterialIs(name: string | undefined): SQL | undefined {
  if (name === undefined) return undefined;
  const named = and(has(name), sql`${mainMaterial(elements.materials)} = ${name}`);
  return name === NONE ? or(sql`${elements.materials} = '[]'::jsonb`, named) : named;
}

const has = (name: string): SQL => sql`${elements.materials} @> ${JSON.stringify([{ name }])}::jsonb`;

function nameHas(q: string | undefined): SQL | undefined {
  if (!q) return undefined;
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    ilike(elements.name, pattern),
    ilike(elements.typeName, pattern),
    ilike(elements.globalId, pattern),
  );
}
