"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { ApiError, api } from "#components/data/api.ts";
import { refreshPriceBook } from "#components/data/queries.ts";
import { decimalText } from "#components/format/decimal.ts";
import { formatCount, NONE } from "#components/format/numbers.ts";
import { ImportFaults } from "#components/price-book/import-faults.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ImportedLevels } from "#lib/price-books/levels/import-levels.ts";

type Answer = z.output<typeof ImportedLevels>;

/** Shown of a file's faults or differences at once. */
const SHOWN = 200;

/** The file, what it would change, and after that is seen the change itself. Ends a dialog. */
export function LevelsImport({ book, onDone }: { book: string; onDone: () => void }) {
  const t = useTranslations("price-book");
  const queries = useQueryClient();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [told, setTold] = useState<Answer | null>(null);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("file");
    const form = new FormData();
    if (told) form.set("revision", told.revision);
    if (file instanceof File) form.set("file", file);
    setPending(true);
    setRefused(null);
    try {
      const answer = await api<Answer>(`/api/price-books/${book}/levels`, { body: form });
      if (!answer.accepted) return setTold(answer);
      await Promise.all([
        refreshPriceBook(queries),
        queries.invalidateQueries({ queryKey: ["price-levels"] }),
        queries.invalidateQueries({ queryKey: ["similar"] }),
      ]);
      toast({
        tone: "ok",
        title: t("levelsImport.done", { count: answer.changes.length }),
        ...(answer.price_book
          ? { description: t("levelsImport.version", { version: answer.price_book.version }) }
          : {}),
      });
      onDone();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setTold(null);
      setRefused(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <form method="post" className="grid gap-4" onSubmit={send}>
      <Field label={t("importDialog.file")} hint={t("levelsImport.hint")}>
        {(control) => (
          <Input
            {...control}
            type="file"
            name="file"
            required
            accept=".csv,.xlsx"
            className="h-auto py-1.5 touch:h-auto"
            onChange={() => {
              setTold(null);
              setRefused(null);
            }}
          />
        )}
      </Field>
      {refused && <ImportFaults most={SHOWN} problem={refused} />}
      {told && <Differences told={told} />}
      <DialogFooter
        submit={
          told && told.changes.length > 0
            ? t("levelsImport.accept", { count: told.changes.length })
            : t("levelsImport.compare")
        }
        pending={pending}
      />
    </form>
  );
}

function Differences({ told: { changes, unchanged } }: { told: Answer }) {
  const t = useTranslations("price-book");
  if (changes.length === 0)
    return <Callout tone="ok" announce title={t("levelsImport.same", { count: unchanged })} />;
  return (
    <div className="grid gap-2">
      <Callout
        tone="info"
        announce
        title={t("levelsImport.differences", { count: changes.length, unchanged: formatCount(unchanged) })}
      />
      <div className="max-h-72 overflow-y-auto rounded-lg border border-line">
        <DataTable
          caption={t("levelsImport.caption")}
          rows={changes.slice(0, SHOWN)}
          rowKey={({ kind, name }) => `${kind} ${name}`}
          columns={[
            {
              id: "name",
              header: t("levelsImport.what"),
              rowHeader: true,
              className: "min-w-36",
              cell: ({ kind, name }) => (
                <span className="grid">
                  <span className="font-medium">{name}</span>
                  <span className="text-ink-3 text-xs">{t(`levelsImport.kind.${kind}`)}</span>
                </span>
              ),
            },
            {
              id: "before",
              header: t("levelsImport.before"),
              numeric: true,
              cell: ({ before }) => (before === null ? NONE : decimalText(before)),
            },
            {
              id: "after",
              header: t("levelsImport.after"),
              numeric: true,
              cell: ({ after }) => (after === null ? t("levelsImport.removed") : decimalText(after)),
            },
            {
              id: "source",
              header: t("levelsImport.source"),
              className: "min-w-40 text-ink-2",
              cell: ({ source_before, source_after }) =>
                source_before !== null && source_after !== null && source_before !== source_after
                  ? t("levelsImport.sources", { before: source_before || NONE, after: source_after || NONE })
                  : (source_after ?? source_before),
            },
          ]}
        />
      </div>
      {changes.length > SHOWN && (
        <p className="text-ink-3 text-sm">{t("levelsImport.firstOnes", { shown: formatCount(SHOWN) })}</p>
      )}
    </div>
  );
}
