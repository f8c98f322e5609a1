"use client";
import { useTranslations } from "next-intl";
import { Segmented } from "#components/ui/segmented.tsx";

export type ShownAs = "chart" | "table";

/** Whether figures are drawn, or stand in a table for who reads or hears them. `of`: which, where a page has several. */
export function ChartOrTable({
  value,
  onChange,
  of,
}: {
  value: ShownAs;
  onChange: (value: ShownAs) => void;
  of?: string;
}) {
  const t = useTranslations("charts");
  return (
    <Segmented
      label={of ? t("showAs.of", { what: of }) : t("showAs.label")}
      value={value}
      onChange={onChange}
      segments={[
        { value: "chart", label: t("showAs.chart") },
        { value: "table", label: t("showAs.table") },
      ]}
    />
  );
}
