import { and, asc, eq, gt } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { elements } from "#db/schema/files.ts";
import { materialsOf } from "#lib/estimates/classify-file.ts";
import { estimateOfFile, linesOf } from "#lib/estimates/measured-model.ts";
import { shareByElement } from "#lib/estimates/share-by-element.ts";
import { minorToDecimal } from "#lib/processing/costs/currency.ts";
import { analysedFile } from "#lib/processing/elements/filter.ts";
import type { ElementMaterial, QuantitySources } from "#lib/processing/types.ts";
import { type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { CONFIDENCE, type ModelElementsView } from "./views.ts";

type Columns = z.input<typeof ModelElementsView>;

/**
 * What elements are coloured by, in columns by their ordinals. Cost and carbon of an element are its share of the
 * estimate's lines it stands behind, so that all of them add up to the lines to the minor unit and the gram; they are
 * null before the estimate is there. Throws `Conflict` (`analysis_not_ready`) before the take-off is.
 */
export async function readModelElements(ctx: Ctx, fileId: string): Promise<Columns> {
  requireRole(ctx, "viewer");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    const { storeys } = await analysedFile(tx, tenantId, fileId);
    const facts = await readFacts(tx, tenantId, fileId);
    const known = await materialsOf(tx, tenantId, fileId);
    const entries = new Map(known.map(({ name, catalogueId }) => [name, catalogueId]));
    return {
      ...facts,
      storeys: storeys.map(({ name }) => name),
      material_entries: facts.materials.map((name) => entries.get(name) ?? null),
      ...(await readAmounts(tx, tenantId, fileId, facts.count)),
    };
  });
}

/** Rows of one read: few enough not to hold the event loop. */
const BATCH = 2000;

type Facts = Omit<Columns, "storeys" | "material_entries" | "cost" | "carbon_kg" | "currency">;

async function readFacts(tx: Transaction, tenantId: string, fileId: string): Promise<Facts> {
  const classes = new Names();
  const materials = new Names();
  const facts: Facts = {
    count: 0,
    classes: classes.list,
    class: [],
    storey: [],
    materials: materials.list,
    material: [],
    confidence: [],
  };
  for (let last = -1; ; ) {
    const rows = await tx
      .select({
        ordinal: elements.ordinal,
        ifcClass: elements.ifcClass,
        storey: elements.storey,
        sources: elements.sources,
        materials: elements.materials,
      })
      .from(elements)
      .where(and(eq(elements.tenantId, tenantId), eq(elements.fileId, fileId), gt(elements.ordinal, last)))
      .orderBy(asc(elements.ordinal))
      .limit(BATCH);
    for (const row of rows) {
      facts.class.push(classes.indexOf(row.ifcClass));
      facts.storey.push(row.storey ?? -1);
      const main = mainMaterial(row.materials);
      facts.material.push(main === null ? -1 : materials.indexOf(main));
      facts.confidence.push(confidenceOf(row.sources));
    }
    facts.count += rows.length;
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return facts;
    last = end.ordinal;
  }
}

async function readAmounts(
  tx: Transaction,
  tenantId: string,
  fileId: string,
  count: number,
): Promise<Pick<Columns, "currency" | "cost" | "carbon_kg">> {
  const estimate = await estimateOfFile(tx, tenantId, fileId);
  const none = () => new Array<null>(count).fill(null);
  if (!estimate) return { currency: null, cost: none(), carbon_kg: none() };
  const lines = await linesOf(tx, tenantId, estimate.id);
  const shares = await shareByElement(tx, tenantId, { estimate, lines });
  const money = (minor: number) => Number(minorToDecimal(minor, estimate.minorDigits));
  const column = (known: Uint8Array, value: (ordinal: number) => number) =>
    Array.from({ length: count }, (_, ordinal) => (known[ordinal] ? value(ordinal) : null));
  return {
    currency: estimate.currency,
    cost: column(shares.priced, (ordinal) => money(shares.likelyMinor[ordinal] ?? 0)),
    carbon_kg: column(shares.counted, (ordinal) => (shares.carbon.a1a3G[ordinal] ?? 0) / 1000),
  };
}

/** Names by the order in which they first come. */
class Names {
  readonly list: string[] = [];
  private readonly places = new Map<string, number>();

  indexOf(name: string): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}

/** The one with the largest share, layers of one material together; of equal ones the first. */
function mainMaterial(materials: readonly ElementMaterial[]): string | null {
  const shares = new Map<string, number>();
  for (const { name, share } of materials) shares.set(name, (shares.get(name) ?? 0) + share);
  let main: string | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const [name, share] of shares) {
    if (share <= most) continue;
    main = name;
    most = share;
  }
  return main;
}

function confidenceOf(sources: QuantitySources): number {
  const all = Object.values(sources);
  if (all.length === 0) return CONFIDENCE.none;
  return all.includes("low_confidence") ? CONFIDENCE.low : CONFIDENCE.confirmed;
}
