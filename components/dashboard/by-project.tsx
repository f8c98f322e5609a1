"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { DashboardAnswer } from "#components/data/answers.ts";
import { approximateAmount, formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCarbon, formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import { CountLink } from "./figures.tsx";
import type { Links } from "./links.ts";

type Answer = DashboardAnswer["by_project"];
type Figures = Answer["total"];
/** `project` names it in the address of lists; null: several together. */
type Row = Figures & { key: string; name: string; href: string | null; project: string | null };

export function ByProject({ answer, links }: { answer: Answer; links: Links }) {
  const t = useTranslations("dashboard");
  const { currency, items, others, total } = answer;
  const money = (amount: string) => formatMoney({ amount, currency }, { precision: "whole" });
  const rows: Row[] = [
    ...items.map(({ id, name, ...figures }) => ({
      ...figures,
      key: id ?? "none",
      project: id ?? "none",
      name: name ?? t("filter.noProject"),
      href: id && `/projects/${id}`,
    })),
    ...(others
      ? [
          {
            ...others,
            key: "others",
            project: null,
            name: t("byProject.others", { count: others.projects }),
            href: "/projects",
          },
        ]
      : []),
  ];
  const count = (id: "files" | "estimates", href: Links["filesMade"]): Column<Row> => ({
    id,
    header: t(`byProject.${id}`),
    numeric: true,
    sortBy: (row) => row[id],
    cell: ({ [id]: n, project }) =>
      project ? <CountLink href={href({ project })}>{formatCount(n)}</CountLink> : formatCount(n),
    footer: <CountLink href={href()}>{formatCount(total[id])}</CountLink>,
  });
  return (
    <Card>
      <CardHeader
        title={t("byProject.title")}
        description={t("byProject.about", { currency })}
        actions={
          <Button asChild size="sm">
            <Link href="/projects">{t("byProject.all")}</Link>
          </Button>
        }
      />
      <DataTable
        caption={t("byProject.title")}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            id: "project",
            header: t("byProject.project"),
            rowHeader: true,
            className: "min-w-40",
            sortBy: ({ name }) => name,
            cell: ({ name, href }) =>
              href ? (
                <Link href={href} className={rowLink}>
                  {name}
                </Link>
              ) : (
                <span className="text-ink-2">{name}</span>
              ),
            footer: t("byProject.total"),
          },
          count("files", links.filesMade),
          count("estimates", links.estimatesMade),
          {
            id: "cost",
            header: t("byProject.cost"),
            numeric: true,
            sortBy: ({ cost }) => approximateAmount({ amount: cost, currency }),
            cell: ({ cost, other_currency }) => (
              <span className="grid">
                {money(cost)}
                {other_currency > 0 && (
                  <span className="text-ink-3 text-xs">
                    {t("byProject.otherCurrency", { count: other_currency })}
                  </span>
                )}
              </span>
            ),
            footer: money(total.cost),
          },
          {
            id: "carbon",
            header: t("byProject.carbon"),
            numeric: true,
            sortBy: ({ carbon_kg }) => carbon_kg,
            cell: ({ carbon_kg }) => formatCarbon(carbon_kg),
            footer: formatCarbon(total.carbon_kg),
          },
          {
            id: "storage",
            header: t("byProject.storage"),
            numeric: true,
            sortBy: ({ storage_bytes }) => storage_bytes,
            cell: ({ storage_bytes }) => formatBytes(storage_bytes),
            footer: formatBytes(total.storage_bytes),
          },
        ]}
      />
    </Card>
  );
}
