"use client";
import { useTranslations } from "next-intl";
import type { MissingAnswer } from "#components/data/answers.ts";
import { classLabel } from "#components/files/class-label.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { ElementsLink } from "#components/takeoff/elements-link.tsx";
import { elementsAt } from "#components/takeoff/view.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

const reasons = (t: Translator<"estimates">): Record<string, string> => ({
  unknown_material: t("missingTable.theMaterialIsUnknownAssignIt"),
  no_material: t("missingTable.theModelNamesNoMaterialAndThe"),
  no_quantity: t("missingTable.theModelHasNoQuantityThatThis"),
  no_share: t("missingTable.theModelNamesSeveralMaterials"),
  too_small: t("missingTable.allThereIsOfItRoundsToNothing"),
  whole_product: t("missingTable.theNameIsOneOfAWholeProduct"),
  no_price: t("missingTable.thePriceBookHasNoPriceForItAdd"),
  no_factor: t("missingTable.thereIsNoCarbonFactorForItAdd"),
  no_mass: t("missingTable.neitherDensityNorMassAPieceIs"),
});

/** What is in no total, each with its reason. Nothing when all is. */
export function MissingTable({
  fileId,
  of,
  title,
  items,
}: {
  /** Whose take-off the rows open to; null: there is none. */
  fileId: string | null;
  /** What they lack. */
  of: "price" | "carbon";
  title: string;
  items: readonly MissingAnswer[];
}) {
  const t = useTranslations("estimates");
  const units = useUnits();
  if (items.length === 0) return null;
  return (
    <Card>
      <CardHeader title={title} description={t("missingTable.inNoTotalAboveSoTheTotalsAre")} />
      <DataTable
        caption={title}
        rows={items}
        rowKey={(item) => [item.reason, item.material, item.catalogue_id, item.ifc_class].join("|")}
        columns={[
          {
            id: "what",
            header: t("missingTable.what"),
            rowHeader: true,
            className: "min-w-44",
            cell: (item) => (
              <span className="grid">
                <span className="break-words font-medium">
                  {item.material ?? item.catalogue_id ?? t("missingTable.noMaterial")}
                </span>
                {item.ifc_class && <span className="text-ink-3 text-xs">{classLabel(item.ifc_class)}</span>}
              </span>
            ),
          },
          {
            id: "why",
            header: t("missingTable.why"),
            className: "min-w-64 text-ink-2",
            cell: (item) => reasons(t)[item.reason] ?? item.reason,
          },
          {
            id: "elements",
            header: t("missingTable.elements"),
            numeric: true,
            sortBy: (item) => item.elements,
            cell: (item) => (
              <ElementsLink
                href={elementsAt(fileId, {
                  gap: of,
                  ...(item.material === null ? {} : { material: item.material }),
                  ...(item.ifc_class === null ? {} : { class: item.ifc_class }),
                  ...(item.material !== null || item.catalogue_id === null
                    ? {}
                    : { entry: item.catalogue_id }),
                })}
                of={item.material ?? item.catalogue_id ?? t("missingTable.noMaterial")}
                count={item.elements}
              />
            ),
          },
          {
            id: "volume",
            header: t("missingTable.volume"),
            numeric: true,
            sortBy: (item) => item.volume_m3,
            cell: (item) => units.volume(item.volume_m3 || null),
          },
        ]}
      />
    </Card>
  );
}
