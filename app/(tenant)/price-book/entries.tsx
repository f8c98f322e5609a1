"use client";
import { PenLine, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import type { PriceBookAnswer, PriceBookEntry } from "#components/data/answers.ts";
import { formatCount } from "#components/format/numbers.ts";
import { EntriesTable } from "#components/price-book/entries-table.tsx";
import { hasOwn } from "#components/price-book/own-entries.ts";
import { Button } from "#components/ui/button.tsx";
import { SearchInput } from "#components/ui/input.tsx";
import { later } from "#components/ui/later.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Translator } from "#lib/i18n/messages.ts";

const EntryDialog = later(
  async () => (await import("./entry-dialog.tsx")).EntryDialog,
  () => null,
);

const filters = (
  t: Translator<"price-book">,
): Record<string, { label: string; keeps: (entry: PriceBookEntry) => boolean }> => ({
  own: { label: t("entries.yourOwn"), keeps: hasOwn },
  placeholder: { label: t("entries.placeholderPrices"), keeps: ({ price }) => Boolean(price?.placeholder) },
  unpriced: { label: t("entries.withoutAPrice"), keeps: ({ price }) => price === null },
});

/** A version's entries, searched in the browser: they are some hundred. */
export function Entries({ book, mayEdit }: { book: PriceBookAnswer; mayEdit: boolean }) {
  const t = useTranslations("price-book");
  const [query, setQuery] = useState("");
  const [filter, setFilter] = useState("");
  const [edited, setEdited] = useState<PriceBookEntry | "new" | null>(null);
  EntryDialog.useAtRest();
  const entries = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const keeps = filters(t)[filter]?.keeps ?? (() => true);
    return book.items.filter(
      (entry) => words.every((word) => searched(entry).includes(word)) && keeps(entry),
    );
  }, [book.items, query, filter, t]);
  const renderActions = useCallback(
    (entry: PriceBookEntry) => (
      <Button
        size="sm"
        variant="ghost"
        icon
        aria-label={t("entries.change", { name: entry.name })}
        onClick={() => setEdited(entry)}
      >
        <PenLine aria-hidden />
      </Button>
    ),
    [t],
  );
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
        <SearchInput
          label={t("entries.searchEntriesAndSources")}
          className="w-full sm:w-64"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Select
          aria-label={t("entries.show")}
          className="w-full sm:w-52"
          placeholder={t("entries.everyEntry")}
          options={Object.entries(filters(t)).map(([value, { label }]) => ({ value, label }))}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <p role="status" className="text-ink-3 text-sm">
          {t("entries.of", { length: formatCount(entries.length), length2: formatCount(book.items.length) })}
        </p>
        {mayEdit && (
          <Button className="sm:ml-auto" onClick={() => setEdited("new")}>
            <Plus aria-hidden />
            {t("entries.addEntry")}
          </Button>
        )}
      </div>
      <EntriesTable entries={entries} currency={book.currency} {...(mayEdit ? { renderActions } : {})} />
      {edited && (
        <EntryDialog
          book={book}
          onClose={() => setEdited(null)}
          {...(edited === "new" ? {} : { entry: edited })}
        />
      )}
    </>
  );
}

function searched({ catalogue_id, name, aliases, price, factor }: PriceBookEntry): string {
  return [catalogue_id, name, ...aliases, price?.source, factor?.source].join(" ").toLowerCase();
}
