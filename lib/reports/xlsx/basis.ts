import { sourcesOf } from "../sources.ts";
import { heading, type Row, type Sheet } from "./cells.ts";
import type { Plan } from "./plan.ts";

/**
 * What the estimate assumes and where its figures come from. Rates, location factor and floor area stand in B4 to B7:
 * every rate of the bill depends on these cells.
 */
export function basisSheet({ t, report, names }: Plan): Sheet {
  const { estimate, model } = report;
  const { locationMatch: place } = estimate;
  const rows: Row[] = [
    [{ text: t("xlsx.basis.title"), style: "title" }],
    [{ text: t("xlsx.basis.hint"), style: "subtitle" }],
    [],
    [t("basis.locationFactor"), { number: place.factor, style: "rate" }, place.source],
    [t("basis.labourRate", { currency: estimate.currency }), { number: estimate.laborRate, style: "rate" }],
    [
      t("basis.equipmentRate", { currency: estimate.currency }),
      { number: estimate.equipmentRate, style: "rate" },
    ],
    [
      t("basis.floorArea"),
      estimate.floorAreaM2 === null ? null : { number: estimate.floorAreaM2, style: "quantity" },
    ],
    [],
    [t("basis.location"), place.name ?? estimate.location],
    [t("basis.priceBook"), estimate.priceBookVersion],
    [t("basis.factors"), estimate.factorVersion],
    [t("basis.pricedAt"), estimate.pricedAt.toISOString().slice(0, 10)],
    ...(model
      ? [
          [t("basis.model"), model.filename],
          [t("basis.schema"), model.schema],
          [t("basis.application"), model.application],
        ]
      : []),
    ...(estimate.placeholderPrices ? [[], [{ text: t("placeholder"), style: "warning" } as const]] : []),
    [],
    [heading(t("sources.title")), heading(t("sources.of")), heading(t("sources.lines"))],
    ...sourcesOf(report).map(
      ({ source, kind, lines }): Row => [
        { text: source, style: "wrapped" },
        t(`sources.kind.${kind}`),
        { number: lines, style: "count" },
      ],
    ),
  ];
  return { name: names.basis, columns: [60, 30, 60], rows };
}
