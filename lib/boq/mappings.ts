import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client.ts";
import { boqMappings, type Classification } from "#db/schema/boq.ts";

/** In which section an organisation has an entry: in one class, or (empty) in all that have no mapping of their own. */
export interface Mapping {
  classification: Classification;
  catalogueId: string;
  ifcClass: string;
  code: string;
}

/** All of an organisation's. */
export async function mappingsOf(tx: Transaction, tenantId: string): Promise<Mapping[]> {
  const { classification, catalogueId, ifcClass, code } = boqMappings;
  return tx
    .select({ classification, catalogueId, ifcClass, code })
    .from(boqMappings)
    .where(eq(boqMappings.tenantId, tenantId))
    .orderBy(classification, catalogueId, ifcClass);
}

/** The organisation's section of a line, that of its class first; null: it has none of its own. */
export function mappedCode(
  mappings: readonly Mapping[],
  line: { classification: Classification; catalogueId: string; ifcClass: string | null },
): string | null {
  const ofEntry = mappings.filter(
    (one) => one.classification === line.classification && one.catalogueId === line.catalogueId,
  );
  const inClass = ofEntry.find((one) => one.ifcClass !== "" && one.ifcClass === line.ifcClass);
  return (inClass ?? ofEntry.find((one) => one.ifcClass === ""))?.code ?? null;
}

export const mappingWhere = (
  tenantId: string,
  { classification, catalogueId, ifcClass }: Omit<Mapping, "code">,
) =>
  and(
    eq(boqMappings.tenantId, tenantId),
    eq(boqMappings.classification, classification),
    eq(boqMappings.catalogueId, catalogueId),
    eq(boqMappings.ifcClass, ifcClass),
  );
