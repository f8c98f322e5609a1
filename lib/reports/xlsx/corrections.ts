import { UNIT_OF_KIND } from "../corrections.ts";
import { type Cell, heading, type Row, type Sheet } from "./cells.ts";
import { FIRST_LINE } from "./line-items.ts";
import type { Plan } from "./plan.ts";

/** What people said against the model: found, corrected, by whom, when and why. */
export function correctionsSheet({ t, report, names }: Plan): Sheet {
  return {
    name: names.corrections,
    columns: [30, 26, 26, 16, 24, 24, 14, 26, 14, 60],
    frozenRows: FIRST_LINE - 1,
    rows: [
      [{ text: t("corrections.title"), style: "title" }],
      [{ text: t("corrections.hint"), style: "subtitle" }],
      [
        heading(t("corrections.element")),
        heading(t("corrections.globalId")),
        heading(t("missing.class")),
        heading(t("corrections.what")),
        heading(t("corrections.found")),
        heading(t("corrections.corrected")),
        heading(t("corrections.difference")),
        heading(t("corrections.by")),
        heading(t("corrections.at")),
        heading(t("corrections.reason")),
      ],
      ...report.corrections.map((one): Row => {
        const isQuantity = UNIT_OF_KIND[one.kind] !== null;
        const value = (text: string | null): Cell =>
          text !== null && (isQuantity || one.kind === "exclusion")
            ? { number: text, style: "quantity" }
            : { text: text ?? "", style: "wrapped" };
        return [
          one.name,
          one.globalId,
          one.ifcClass,
          t(`corrections.kind.${one.kind}`),
          value(one.found),
          one.kind === "exclusion" ? t("corrections.notCounted") : value(one.corrected),
          isQuantity && one.found !== null && one.corrected !== null
            ? { number: Number((Number(one.corrected) - Number(one.found)).toFixed(6)), style: "quantity" }
            : null,
          one.by,
          one.at?.slice(0, 10) ?? null,
          { text: one.reason ?? "", style: "wrapped" },
        ];
      }),
    ],
  };
}
