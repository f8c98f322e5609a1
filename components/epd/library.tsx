"use client";
import { FileBadge, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { PagedList } from "#components/data/paged-list.tsx";
import { formatCount, NONE } from "#components/format/numbers.ts";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable, rowLink } from "#components/ui/data-table.tsx";
import { SearchInput } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { EpdAnswer } from "./answers.ts";
import { useEpds } from "./queries.ts";
import { declaredUnit, typeText, Validity } from "./words.tsx";

/** The organisation's declarations: searched, by whether they still hold, and each with its page. */
export function Library() {
  const t = useTranslations("epd");
  const [query, setQuery] = useState("");
  const [validity, setValidity] = useState("");
  const epds = useEpds({ q: useDeferredValue(query.trim()), validity });
  const filtered = query.trim() !== "" || validity !== "";
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2 px-4 py-3">
        <SearchInput
          label={t("library.search")}
          className="w-full sm:w-64"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Select
          aria-label={t("library.validity")}
          className="w-full sm:w-52"
          placeholder={t("library.every")}
          options={[
            { value: "valid", label: t("library.valid") },
            { value: "expired", label: t("library.expired") },
          ]}
          value={validity}
          onChange={(event) => setValidity(event.target.value)}
        />
        {epds.data && (
          <p role="status" className="text-ink-3 text-sm">
            {t("library.count", { count: epds.data.total, total: formatCount(epds.data.total) })}
          </p>
        )}
      </div>
      <PagedList query={epds} what={t("library.what")}>
        {({ items }) => (
          <DataTable
            caption={t("library.caption")}
            rows={items}
            rowKey={({ id }) => id}
            columns={columnsOf(t)}
            empty={
              filtered ? (
                <EmptyState icon={SearchX} title={t("library.nothingFound")}>
                  {t("library.nothingFoundText")}
                </EmptyState>
              ) : (
                <EmptyState icon={FileBadge} title={t("library.empty")}>
                  {t("library.emptyText")}
                </EmptyState>
              )
            }
          />
        )}
      </PagedList>
    </Card>
  );
}

const columnsOf = (t: Translator<"epd">): readonly Column<EpdAnswer>[] => [
  {
    id: "name",
    header: t("library.name"),
    rowHeader: true,
    className: "min-w-52",
    cell: (epd) => (
      <span className="grid">
        <Link href={`/epds/${epd.id}`} className={rowLink}>
          {epd.name}
        </Link>
        {epd.owner && <span className="text-ink-3 text-xs">{epd.owner}</span>}
      </span>
    ),
  },
  { id: "unit", header: t("library.unit"), cell: declaredUnit },
  { id: "type", header: t("library.type"), cell: ({ data_set_type }) => typeText(t, data_set_type) },
  { id: "standard", header: t("library.standard"), hideOnPhone: true, cell: ({ standard }) => standard },
  { id: "place", header: t("library.place"), hideOnPhone: true, cell: ({ geography }) => geography ?? NONE },
  { id: "valid", header: t("library.validUntil"), cell: (epd) => <Validity epd={epd} /> },
  { id: "version", header: t("library.version"), hideOnPhone: true, cell: ({ version }) => version },
];
