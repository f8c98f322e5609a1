"use client";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { formatFigure, NONE, unitSymbol } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { SearchInput } from "#components/ui/input.tsx";
import { later } from "#components/ui/later.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { EpdChoiceAnswer } from "./answers.ts";
import { useChoices } from "./queries.ts";
import { conversionText, Validity } from "./words.tsx";

const ChooseDialog = later(
  async () => (await import("./choose-dialog.tsx")).ChooseDialog,
  () => null,
);

/** Every material, and what it is counted by: a declaration, or the factor of the price book. */
export function Choices({ mayChoose }: { mayChoose: boolean }) {
  const t = useTranslations("epd");
  const choices = useChoices();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<EpdChoiceAnswer | null>(null);
  ChooseDialog.useAtRest();
  const items = choices.data?.items;
  const shown = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return (items ?? []).filter((item) => {
      const text = `${item.name} ${item.catalogue_id} ${item.epd?.name ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }, [items, query]);
  const columns = useMemo(() => columnsOf(t, mayChoose ? setChosen : null), [t, mayChoose]);
  return (
    <Card>
      <p className="px-4 pt-3 text-ink-2 text-sm">{t("choices.explained")}</p>
      <div className="px-4 py-3">
        <SearchInput
          label={t("choices.search")}
          className="w-full sm:w-64"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      <QueryView query={choices} loading={<LoadingRows rows={8} label={t("choices.loading")} />}>
        {() => (
          <DataTable
            caption={t("choices.caption")}
            rows={shown}
            rowKey={({ catalogue_id }) => catalogue_id}
            tall
            columns={columns}
            empty={
              <EmptyState icon={SearchX} title={t("choices.nothingFound")}>
                {t("choices.nothingFoundText")}
              </EmptyState>
            }
          />
        )}
      </QueryView>
      {chosen && <ChooseDialog entry={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

const columnsOf = (
  t: Translator<"epd">,
  onChoose: ((entry: EpdChoiceAnswer) => void) | null,
): Column<EpdChoiceAnswer>[] => [
  {
    id: "name",
    header: t("choices.material"),
    rowHeader: true,
    className: "min-w-44",
    cell: ({ name, unit }) => (
      <span className="grid">
        <span className="font-medium">{name}</span>
        <span className="text-ink-3 text-xs">{unitSymbol(unit)}</span>
      </span>
    ),
  },
  {
    id: "source",
    header: t("choices.countedBy"),
    className: "min-w-64",
    cell: ({ epd, factor, unit }) =>
      epd ? (
        <span className="grid justify-items-start gap-0.5">
          <span className="flex flex-wrap items-center gap-1.5">
            <Badge tone={epd.kind === "proxy" ? "warn" : "ok"}>{t(`words.kind.${epd.kind}`)}</Badge>
            <Link href={`/epds/${epd.id}`} className="underline">
              {epd.name}
            </Link>
          </span>
          <span className="text-ink-3 text-xs">
            {conversionText(t, epd.conversion, { entryUnit: unit, declared: epd.unit })}
          </span>
        </span>
      ) : factor ? (
        <span className="text-ink-2 text-sm">
          {factor.own && <Badge tone="ok">{t("choices.own")}</Badge>}{" "}
          {factor.proxy && <Badge tone="warn">{t("words.kind.proxy")}</Badge>} {factor.source}
        </span>
      ) : (
        t("choices.noFactor")
      ),
  },
  {
    id: "figure",
    header: t("choices.figure"),
    numeric: true,
    cell: ({ epd, factor }) =>
      epd
        ? t("choices.perUnit", { figure: formatFigure(Number(epd.a1_a3_kg)), unit: unitSymbol(epd.unit) })
        : factor
          ? t("choices.perUnit", { figure: formatFigure(factor.kg_per_kg), unit: unitSymbol("kg") })
          : NONE,
  },
  {
    id: "quality",
    header: t("choices.quality"),
    numeric: true,
    cell: ({ epd }) => (epd ? formatFigure(epd.data_quality.score, { digits: 2 }) : NONE),
  },
  { id: "valid", header: t("library.validUntil"), cell: ({ epd }) => (epd ? <Validity epd={epd} /> : NONE) },
  ...(onChoose
    ? [
        {
          id: "actions",
          header: <span className="sr-only">{t("choices.actions")}</span>,
          className: "text-right",
          cell: (entry: EpdChoiceAnswer) => (
            <Button
              size="sm"
              aria-label={t("choices.chooseFor", { name: entry.name })}
              onClick={() => onChoose(entry)}
            >
              {t("choices.choose")}
            </Button>
          ),
        },
      ]
    : []),
];
