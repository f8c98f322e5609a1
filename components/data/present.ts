import type { Coverage, EstimateLine, FloorArea, MaterialRow, StoreyRow } from "#components/files/types.ts";
import type { Money } from "#components/format/money.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type {
  AnalysisAnswer,
  CatalogueEntry,
  EstimateAnswer,
  EstimateDetailAnswer,
  LineAnswer,
} from "./answers.ts";

/** From the API's answers to what is shown of a file's results. */
export function toCoverage(coverage: EstimateAnswer["coverage"] | null): Coverage {
  return {
    elements: coverage?.cost.elements.share ?? 0,
    volume: coverage?.cost.volume_m3.share ?? 0,
  };
}

export function toEstimateLines({ lines, cost: { currency } }: EstimateDetailAnswer): EstimateLine[] {
  return lines.map((line) => toEstimateLine(line, currency));
}

function toEstimateLine(line: LineAnswer, currency: string): EstimateLine {
  const priced = (amount: string | null | undefined): Money | null => (amount ? { amount, currency } : null);
  return {
    id: String(line.position),
    description: line.name,
    ifc_class: line.ifc_class,
    materials: line.materials,
    quantity: Number(line.quantity),
    unit: line.unit,
    unit_rate: priced(line.unit_rate),
    build_up: line.build_up && {
      material: priced(line.build_up.material_price),
      labour_hours: Number(line.build_up.labour_hours),
      equipment_hours: Number(line.build_up.equipment_hours),
    },
    total: priced(line.cost?.likely),
    carbon_a1_a3_kg: line.carbon?.a1_a3_kg ?? null,
    carbon_share: line.mass_share,
    codes: {
      masterformat: line.codes.master_format,
      uniformat: line.codes.uni_format,
      din276: line.codes.din_276,
    },
    code_names: { uniformat: line.code_names.uni_format, din276: line.code_names.din_276 },
    elements: line.elements,
    corrected: line.corrected,
    placeholder: line.placeholder,
    proxy: line.factor?.proxy ?? false,
    expired: line.factor?.epd?.expired ?? false,
    source: line.price_source,
    carbon_source: line.factor?.source ?? null,
  };
}

/** The model's storeys with what the estimate says of each; elements outside any storey come last. */
export function toStoreyRows(
  t: Translator<"data">,
  analysis: AnalysisAnswer,
  estimate: EstimateDetailAnswer | undefined,
): StoreyRow[] {
  // Both lists stand in the model's order, so storeys of one name take theirs one after another.
  const sums = [...(estimate?.by_storey ?? [])];
  const figures = (storey: string | null) => {
    const at = sums.findIndex((sum) => sum.storey === storey);
    const [sum] = at < 0 ? [] : sums.splice(at, 1);
    return {
      cost: sum && estimate ? { amount: sum.cost, currency: estimate.cost.currency } : null,
      carbon_kg: sum ? sum.carbon.a1_a3_kg + sum.carbon.a4_kg + sum.carbon.a5_kg : null,
    };
  };
  const rows = analysis.storeys.map(({ name, elevation_m, elements, floor_areas }) => ({
    name,
    elevation_m,
    elements,
    gross_area_m2: floor_areas?.gross.m2 ?? null,
    ...figures(name),
  }));
  const placed = rows.reduce((sum, row) => sum + row.elements, 0);
  const outside = (analysis.elements?.total ?? placed) - placed;
  if (outside <= 0 && !sums.some((sum) => sum.storey === null)) return rows;
  return [
    ...rows,
    {
      name: t("present.inNoStorey"),
      elevation_m: null,
      elements: Math.max(0, outside),
      gross_area_m2: null,
      ...figures(null),
    },
  ];
}

export function toMaterialRows(
  t: Translator<"data">,
  materials: AnalysisAnswer["materials"],
  catalogue: ReadonlyMap<string, CatalogueEntry>,
): MaterialRow[] {
  return materials.map((material) => ({
    ...material,
    catalogue_name: material.catalogue_id && (catalogue.get(material.catalogue_id)?.name ?? null),
    rule: ruleText(t, material.rule),
  }));
}

export function toFloorArea({ gross, net, used }: NonNullable<AnalysisAnswer["floor_areas"]>): FloorArea {
  const confirmed = used.source === "confirmed";
  return {
    gross_m2: confirmed ? used.floor_area_m2 : gross.m2,
    gross_source: confirmed ? "confirmed" : gross.source,
    net_m2: net.m2,
    net_source: net.source,
    used_m2: used.floor_area_m2,
    used_kind: used.kind,
  };
}

/** The rule that classified a material, in words. Rules are written as "entry: word + word". */
function ruleText(t: Translator<"data">, rule: string): string {
  if (rule === "remembered") return t("present.assignedByAPerson");
  if (rule === "own_name") return t("present.aNameInYourPriceBook");
  if (rule === "catalogue_id" || rule === "catalogue_name") return t("present.namedLikeTheEntry");
  if (rule === "not a material") return t("present.theNameSaysItIsNoMaterial");
  if (rule === "unknown") return t("present.noRuleMatched");
  const words = (rule.split(": ")[1] ?? rule)
    .split(" + ")
    .map((word) => `“${word.replace(/^[=^]/, "").replaceAll("_", " ")}”`);
  return `${words.length > 1 ? t("present.words") : t("present.word")} ${words.join(" and ")}`;
}
