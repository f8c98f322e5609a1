"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { ImportedAnswer } from "#components/data/answers.ts";
import { ApiError, api } from "#components/data/api.ts";
import { refreshPriceBook } from "#components/data/queries.ts";
import { formatCount } from "#components/format/numbers.ts";
import { ImportFaults } from "#components/price-book/import-faults.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";

/** Shown of a file's faults at once; the rest is found after these are mended. */
const SHOWN = 100;

/** The file, what it is called, and every fault that it has. Ends a dialog. */
export function ImportForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("price-book");
  const queries = useQueryClient();
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [activate, setActivate] = useState(true);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    form.set("activate", String(activate));
    if (!form.get("name")) form.delete("name");
    setPending(true);
    setRefused(null);
    try {
      const book = await api<ImportedAnswer>("/api/price-books", { body: form });
      await refreshPriceBook(queries);
      toast({
        tone: "ok",
        title: t("importDialog.isVersion", { name: book.name, version: book.version }),
        description: t("importDialog.ofYourOwnPricesCarbonFactors", {
          prices: formatCount(book.prices),
          factors: formatCount(book.factors),
          entries: formatCount(book.entries),
          locations: formatCount(book.locations),
        }),
      });
      onDone();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefused(error);
    } finally {
      setPending(false);
    }
  }

  return (
    <form method="post" className="grid gap-4" onSubmit={send}>
      <Field label={t("importDialog.file")} hint={t("importDialog.csvOrXlsxUpTo5Mib")}>
        {(control) => (
          <Input
            {...control}
            type="file"
            name="file"
            required
            accept=".csv,.xlsx"
            className="h-auto py-1.5 touch:h-auto"
          />
        )}
      </Field>
      <Field label={t("importDialog.name")} optional hint={t("importDialog.theNameOfTheFileUnlessYouGive")}>
        {(control) => <Input {...control} name="name" maxLength={120} autoComplete="off" />}
      </Field>
      <Checkbox
        label={t("importDialog.useItForNewEstimatesAtOnce")}
        checked={activate}
        onCheckedChange={(checked) => setActivate(checked === true)}
      />
      {refused && <ImportFaults most={SHOWN} problem={refused} />}
      <DialogFooter submit={t("importDialog.import")} pending={pending} />
    </form>
  );
}
