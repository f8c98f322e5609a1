import { z } from "zod";
import type { Transaction } from "#db/client.ts";
import { boqMappings, CLASSIFICATIONS } from "#db/schema/boq.ts";
import { audit } from "#lib/audit/record.ts";
import { Invalid } from "#lib/errors.ts";
import { problemText } from "#lib/i18n/problem-text.ts";
import { actor, type Ctx, requireRole } from "#lib/tenancy/context.ts";
import { findBill, lockBill } from "./find-bill.ts";
import { type Mapping, mappingsOf, mappingWhere } from "./mappings.ts";
import { presentBill } from "./present-bill.ts";
import { readCode } from "./sections/codes.ts";
import type { BillView } from "./views.ts";

export const SetSections = z.strictObject({
  classification: z.enum(CLASSIFICATIONS),
  sections: z
    .array(
      z.strictObject({
        catalogue_id: z.string().min(1).max(120),
        /** In which class alone; null: in every class without a section of its own. */
        ifc_class: z.string().min(1).max(120).nullable().default(null),
        /** Null: the built-in section again. */
        code: z.string().trim().max(20).nullable(),
      }),
    )
    .min(1)
    .max(1000),
});

/**
 * Puts entries of the bill into other sections. The organisation keeps them, for every bill with these entries that is not
 * approved. Answers this bill. Throws `NotFound`, `Conflict` (`bill_approved`) and `Invalid` (`section_invalid`) with each
 * code that is none of the classification and each entry that this bill does not have; then nothing is kept.
 */
export async function setSections(
  ctx: Ctx,
  estimateId: string,
  { classification, sections }: z.output<typeof SetSections>,
): Promise<z.input<typeof BillView>> {
  requireRole(ctx, "editor");
  const tenantId = ctx.tenant.id;
  return ctx.transaction(async (tx) => {
    await lockBill(tx, tenantId, estimateId);
    const { lines } = await findBill(tx, tenantId, estimateId, classification);
    const faults: { path: string; message: string }[] = [];
    const changes = sections.map(({ catalogue_id: catalogueId, ifc_class: ifcClass, code }, index) => {
      const isInBill = lines.some(
        (line) => line.catalogueId === catalogueId && (ifcClass === null || line.ifcClass === ifcClass),
      );
      if (!isInBill)
        faults.push({
          path: `sections.${index}.catalogue_id`,
          message: problemText("boq.noSuchEntry", { entry: catalogueId }),
        });
      const read = code === null || code === "" ? null : readCode(classification, code);
      if (code && read === null)
        faults.push({
          path: `sections.${index}.code`,
          message: problemText("boq.code", { code, classification }),
        });
      return { classification, catalogueId, ifcClass: ifcClass ?? "", code: read };
    });
    const [first] = faults;
    if (first) throw new Invalid("section_invalid", first.message, faults);
    const kept = await mappingsOf(tx, tenantId);
    for (const change of changes) await setOne(ctx, tx, change);
    await audit(
      ctx,
      tx,
      "bill_sections.changed",
      { type: "estimate", id: estimateId },
      { classification },
      {
        before: told(changes.map((change) => ({ ...change, code: codeIn(kept, change) }))),
        after: told(changes),
      },
    );
    return presentBill(tx, await findBill(tx, tenantId, estimateId, classification));
  });
}

type Change = Omit<Mapping, "code"> & { code: string | null };

const codeIn = (kept: readonly Mapping[], { classification, catalogueId, ifcClass }: Change) =>
  kept.find(
    (one) =>
      one.classification === classification && one.catalogueId === catalogueId && one.ifcClass === ifcClass,
  )?.code ?? null;

/** Codes by entry, and class where it is of one alone, as the audit log has them. */
const told = (changes: readonly Change[]) =>
  Object.fromEntries(
    changes.map(({ catalogueId, ifcClass, code }) => [
      [catalogueId, ifcClass].filter(Boolean).join(" "),
      code,
    ]),
  );

async function setOne(ctx: Ctx, tx: Transaction, change: Change): Promise<void> {
  const tenantId = ctx.tenant.id;
  const { code, ...which } = change;
  if (code === null) {
    await tx.delete(boqMappings).where(mappingWhere(tenantId, which));
    return;
  }
  const values = { code, updatedBy: actor(ctx) };
  await tx
    .insert(boqMappings)
    .values({ tenantId, ...which, ...values })
    .onConflictDoUpdate({
      target: [
        boqMappings.tenantId,
        boqMappings.classification,
        boqMappings.catalogueId,
        boqMappings.ifcClass,
      ],
      set: { ...values, updatedAt: new Date() },
    });
}
