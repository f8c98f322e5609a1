"use client";
import { Palette, PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { Swatch } from "#components/charts/legend.tsx";
import { materialColor } from "#components/charts/thing-colors.ts";
import type { AnalysisAnswer, CatalogueEntry } from "#components/data/answers.ts";
import { toMaterialRows } from "#components/data/present.ts";
import { useCatalogue } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import type { MaterialRow } from "#components/files/types.ts";
import { formatPercent } from "#components/format/numbers.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { AssignChoice } from "./assign-choice.tsx";
import type { Source } from "./queries.ts";
import { UnknownMaterials } from "./unknown-materials.tsx";
import { useAssign } from "./use-assign.ts";

/** The model's materials: what is unknown, to be assigned, and what the others were taken for and by which rule. */
export function Materials({
  fileId,
  stage,
  analysis,
  mayEdit,
}: Source & { analysis: AnalysisAnswer; mayEdit: boolean }) {
  const t = useTranslations("takeoff");
  const catalogue = useCatalogue();
  return (
    <div className="grid grid-cols-1 gap-4">
      <UnknownMaterials fileId={fileId} stage={stage} analysis={analysis} mayEdit={mayEdit} />
      <Card>
        <QueryView query={catalogue} loading={<LoadingRows label={t("materials.loading")} />}>
          {({ items }) => (
            <KnownMaterials fileId={fileId} analysis={analysis} catalogue={items} mayEdit={mayEdit} />
          )}
        </QueryView>
      </Card>
    </div>
  );
}

function KnownMaterials({
  fileId,
  analysis,
  catalogue,
  mayEdit,
}: {
  fileId: string;
  analysis: AnalysisAnswer;
  catalogue: readonly CatalogueEntry[];
  mayEdit: boolean;
}) {
  const t = useTranslations("takeoff");
  const tData = useTranslations("data");
  const units = useUnits();
  const { assign, underWay } = useAssign(fileId);
  const entries = new Map(catalogue.map((entry) => [entry.id, entry]));
  const assigned = new Set(
    analysis.materials.flatMap(({ name, rule }) => (rule === "remembered" ? [name] : [])),
  );
  const known = toMaterialRows(tData, analysis.materials, entries).filter(
    ({ catalogue_id }) => catalogue_id !== null,
  );
  return (
    <DataTable
      caption={t("materials.title")}
      rows={known}
      rowKey={(material) => material.name}
      empty={
        <EmptyState icon={Palette} title={t("materials.empty.title")}>
          {analysis.materials.length > 0 ? t("materials.empty.allUnknown") : t("materials.empty.hint")}
        </EmptyState>
      }
      columns={[
        {
          id: "name",
          header: t("materials.name"),
          rowHeader: true,
          className: "min-w-44",
          sortBy: (material) => material.name,
          cell: ({ name, catalogue_id }) => (
            <span className="flex items-center gap-2 font-medium">
              <Swatch color={materialColor(name, catalogue_id).css} />
              <span className="min-w-0 break-words">{name}</span>
            </span>
          ),
        },
        {
          id: "entry",
          header: t("materials.entry"),
          className: "min-w-56",
          cell: (material) => (
            <Entry
              material={material}
              catalogue={catalogue}
              pending={underWay.has(material.name)}
              onAssign={
                mayEdit
                  ? (id) =>
                      assign(material.name, id, assigned.has(material.name) ? material.catalogue_id : null)
                  : undefined
              }
            />
          ),
        },
        {
          id: "confidence",
          header: t("materials.confidence"),
          sortBy: (material) => material.confidence,
          cell: ({ confidence }) => (
            <Badge tone={confidence >= 0.8 ? "ok" : confidence >= 0.5 ? "neutral" : "warn"}>
              {formatPercent(confidence)}
            </Badge>
          ),
        },
        {
          id: "rule",
          header: t("materials.rule"),
          className: "min-w-40 text-ink-2 text-sm",
          cell: (material) => material.rule,
        },
        {
          id: "volume",
          header: t("materials.volume"),
          numeric: true,
          sortBy: (material) => material.volume_m3,
          cell: (material) => units.volume(material.volume_m3),
        },
        {
          id: "mass",
          header: t("materials.mass"),
          numeric: true,
          sortBy: (material) => material.mass_kg,
          cell: (material) => units.mass(material.mass_kg),
        },
      ]}
    />
  );
}

function Entry({
  material,
  catalogue,
  pending,
  onAssign,
}: {
  material: MaterialRow;
  catalogue: readonly CatalogueEntry[];
  pending: boolean;
  onAssign: ((catalogueId: string) => void) | undefined;
}) {
  const t = useTranslations("takeoff");
  const known = material.catalogue_name ?? material.catalogue_id ?? "";
  if (!onAssign) return known;
  return (
    <AssignChoice
      name={material.name}
      catalogue={catalogue}
      onAssign={onAssign}
      trigger={
        <Button
          size="sm"
          variant="ghost"
          loading={pending}
          aria-label={t("materials.change", { entry: known, name: material.name })}
          className="-ml-2.5 h-auto min-h-7 max-w-full whitespace-normal py-0.5 text-left text-base text-ink"
        >
          {known}
          <PenLine aria-hidden className="size-3.5! text-ink-3" />
        </Button>
      }
    />
  );
}
