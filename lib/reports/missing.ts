import type { Report } from "./report-data.ts";
import type { ReportWords } from "./words/report-words.ts";

export interface MissingItem {
  of: "cost" | "carbon" | "both";
  reason: string;
  material: string | null;
  ifcClass: string | null;
  volumeM3: string;
  elements: number;
}

/** What is in no price and what is in no carbon account, the largest volumes first; what is in neither stands once. */
export function missingOf({ estimate }: Report, t: ReportWords): MissingItem[] {
  const found = new Map<string, MissingItem>();
  const add = (of: "cost" | "carbon", item: Missing) => {
    const { reason, materialName, ifcClass, volumeM3, elements } = item;
    const key = JSON.stringify([reason, materialName, item.catalogueId, ifcClass, volumeM3, elements]);
    const known = found.get(key);
    if (known && known.of !== of) known.of = "both";
    else
      found.set(key, {
        of,
        reason: reasonText(t, reason),
        material: materialName,
        ifcClass,
        volumeM3,
        elements,
      });
  };
  for (const item of estimate.unpriced) add("cost", item);
  for (const item of estimate.missingCarbon ?? []) add("carbon", item);
  return [...found.values()].sort(
    (a, b) => Number(b.volumeM3) - Number(a.volumeM3) || b.elements - a.elements,
  );
}

type Missing =
  | Report["estimate"]["unpriced"][number]
  | NonNullable<Report["estimate"]["missingCarbon"]>[number];

const reasonText = (t: ReportWords, reason: Missing["reason"]) => t(`reason.${reason}`);
