"use client";
import { PenLine, Plus } from "lucide-react";
import { useState } from "react";
import type { PriceBookAnswer, PriceBookEntry } from "#components/data/answers.ts";
import { formatCount } from "#components/format/numbers.ts";
import { EntriesTable } from "#components/price-book/entries-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { SearchInput } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { EntryDialog, hasOwn } from "./entry-dialog.tsx";

const FILTERS: Record<string, { label: string; keeps: (entry: PriceBookEntry) => boolean }> = {
  own: { label: "Your own", keeps: hasOwn },
  placeholder: { label: "Placeholder prices", keeps: ({ price }) => Boolean(price?.placeholder) },
  unpriced: { label: "Without a price", keeps: ({ price }) => price === null },
};

/** A version's entries, searched in the browser: they are some hundred. */
export function Entries({ book, mayEdit }: { book: PriceBookAnswer; mayEdit: boolean }) {
  const [query, setQuery] = useState("");
  const [filter, setFilter] = useState("");
  const [edited, setEdited] = useState<PriceBookEntry | "new" | null>(null);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = book.items.filter(
    (entry) =>
      words.every((word) => searched(entry).includes(word)) && (FILTERS[filter]?.keeps(entry) ?? true),
  );
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
        <SearchInput
          label="Search entries and sources"
          className="w-full sm:w-64"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Select
          aria-label="Show"
          className="w-full sm:w-52"
          placeholder="Every entry"
          options={Object.entries(FILTERS).map(([value, { label }]) => ({ value, label }))}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <p role="status" className="text-ink-3 text-sm">
          {formatCount(entries.length)} of {formatCount(book.items.length)}
        </p>
        {mayEdit && (
          <Button className="sm:ml-auto" onClick={() => setEdited("new")}>
            <Plus aria-hidden />
            Add entry
          </Button>
        )}
      </div>
      <EntriesTable
        entries={entries}
        currency={book.currency}
        {...(mayEdit
          ? {
              renderActions: (entry) => (
                <Button
                  size="sm"
                  variant="ghost"
                  icon
                  aria-label={`Change ${entry.name}`}
                  onClick={() => setEdited(entry)}
                >
                  <PenLine aria-hidden />
                </Button>
              ),
            }
          : {})}
      />
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
