import { missingOf } from "../missing.ts";
import { heading, type Row, type Sheet } from "./cells.ts";
import { FIRST_LINE } from "./line-items.ts";
import type { Plan } from "./plan.ts";

/** What the totals leave out, and why. */
export function missingSheet({ t, report, names }: Plan): Sheet {
  const items = missingOf(report, t);
  return {
    name: names.missing,
    columns: [14, 48, 34, 28, 14, 12],
    frozenRows: FIRST_LINE - 1,
    rows: [
      [{ text: t("missing.title"), style: "title" }],
      [{ text: items.length > 0 ? t("missing.hint") : t("missing.none"), style: "subtitle" }],
      [
        heading(t("missing.of")),
        heading(t("missing.reason")),
        heading(t("missing.material")),
        heading(t("missing.class")),
        heading(t("missing.volume")),
        heading(t("missing.elements")),
      ],
      ...items.map(
        (item): Row => [
          t(`missing.in.${item.of}`),
          { text: item.reason, style: "wrapped" },
          item.material,
          item.ifcClass,
          { number: item.volumeM3, style: "quantity" },
          { number: item.elements, style: "count" },
        ],
      ),
    ],
  };
}
