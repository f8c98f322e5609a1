"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { classLabel } from "#components/files/class-label.ts";
import { formatCarbon, formatCount, formatQuantity, NONE } from "#components/format/numbers.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { GroupAnswer, SummaryAnswer } from "./answers.ts";
import { signedMoney } from "./money-of.ts";

/** The differences summed up by class or by storey; both add up to what the model did. */
export function Groups({ summary }: { summary: SummaryAnswer }) {
  const t = useTranslations("revisions");
  const [by, setBy] = useState<"class" | "storey">("class");
  const currency = summary.cost?.currency ?? null;
  const rows = by === "class" ? summary.by_class : summary.by_storey;
  const nameOf = ({ name }: GroupAnswer) =>
    name === null ? t("noStorey") : by === "class" ? classLabel(name) : name;
  const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text);
  const quantity = (value: number, unit: "m" | "m2" | "m3") =>
    Math.abs(value) < 0.0005 ? NONE : signed(value, formatQuantity(value, unit));
  const count = (of: "added" | "removed" | "changed") => ({
    id: of,
    header: t(`kind.${of}`),
    numeric: true,
    sortBy: (row: GroupAnswer) => row[of],
    cell: (row: GroupAnswer) => (row[of] === 0 ? NONE : formatCount(row[of])),
  });
  const amount = (key: "length_m" | "area_m2" | "volume_m3", unit: "m" | "m2" | "m3") => ({
    id: key,
    header: t(`quantity.${key}`),
    numeric: true,
    sortBy: (row: GroupAnswer) => row[key],
    cell: (row: GroupAnswer) => quantity(row[key], unit),
  });
  return (
    <Card>
      <CardHeader
        title={t("groups.title")}
        description={t("groups.description")}
        actions={
          <Segmented
            label={t("groups.by")}
            value={by}
            segments={[
              { value: "class", label: t("groups.class") },
              { value: "storey", label: t("groups.storey") },
            ]}
            onChange={setBy}
          />
        }
      />
      <DataTable
        tall
        caption={t("groups.title")}
        rows={rows}
        rowKey={({ name }) => name ?? ""}
        columns={[
          { id: "name", header: t(`groups.${by}`), rowHeader: true, cell: nameOf },
          count("added"),
          count("removed"),
          count("changed"),
          amount("length_m", "m"),
          amount("area_m2", "m2"),
          amount("volume_m3", "m3"),
          {
            id: "cost",
            header: t("column.cost"),
            numeric: true,
            sortBy: ({ cost }) => (cost === null ? null : Number(cost)),
            cell: ({ cost }) => (cost === null || currency === null ? NONE : signedMoney(cost, currency)),
          },
          {
            id: "carbon",
            header: t("column.carbon"),
            numeric: true,
            sortBy: ({ carbon_kg }) => carbon_kg,
            cell: ({ carbon_kg }) => (carbon_kg === null ? NONE : signed(carbon_kg, formatCarbon(carbon_kg))),
          },
        ]}
      />
    </Card>
  );
}
