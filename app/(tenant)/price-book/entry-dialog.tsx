"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PriceBookAnswer, PriceBookEntry, PriceBookVersion } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { EntrySections } from "#components/price-book/entry-sections.tsx";
import { IdentityFields, identityFrom } from "#components/price-book/identity-fields.tsx";
import { hasOwn } from "#components/price-book/own-entries.ts";
import { sectionsFrom } from "#components/price-book/sections-from.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import { useSaveVersion } from "./use-save-version.ts";

interface Change {
  id: string;
  /** Null takes the entry, or all that is one's own of it, out. */
  values: Record<string, unknown> | null;
}

/** Changes an entry, or without one adds one of the organisation's own; either makes a new version. */
export function EntryDialog({
  book,
  entry,
  onClose,
}: {
  book: PriceBookAnswer;
  entry?: PriceBookEntry;
  onClose: () => void;
}) {
  const t = useTranslations("price-book");
  const save = useSaveVersion();
  const [unit, setUnit] = useState<PriceBookEntry["unit"]>(entry?.unit ?? "m3");
  const form = useSubmit<Change>(({ id, values }) =>
    save(
      () =>
        api<PriceBookVersion>(`/api/price-books/${book.id}/items/${encodeURIComponent(id)}`, {
          method: values ? "PUT" : "DELETE",
          ...(values ? { body: values } : {}),
        }),
      (version) => {
        const name = entry?.name ?? t("entryDialog.theEntry");
        return values
          ? t("entryDialog.isSavedInVersion", { name, version })
          : t("entryDialog.isChangedBackInVersion", { name, version });
      },
      onClose,
    ),
  );
  const isOwn = !entry || entry.entry !== null;
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={entry?.name ?? t("entryDialog.newEntry")}
      description={t("entryDialog.whatYouSaveMakesANewVersionOf")}
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => ({
          id: entry?.catalogue_id ?? textOf(data, "id"),
          values: {
            ...(isOwn ? { entry: identityFrom(data, unit) } : {}),
            ...(entry ? {} : { create: true }),
            ...sectionsFrom(data, unit),
            aliases: namesFrom(textOf(data, "aliases")),
          },
        }))}
      >
        {isOwn && (
          <IdentityFields
            entry={entry}
            classes={book.classes}
            unit={unit}
            onUnit={setUnit}
            fault={form.fieldError}
          />
        )}
        <EntrySections entry={entry} unit={unit} currency={book.currency} fault={form.fieldError} />
        <Field
          label={t("entryDialog.namesInModelsThatMeanIt")}
          optional
          hint={t("entryDialog.oneALineAsModelsSpellThem")}
          error={form.fieldError("aliases")}
        >
          {(control) => (
            <Textarea {...control} name="aliases" rows={3} defaultValue={entry?.aliases.join("\n") ?? ""} />
          )}
        </Field>
        <FormProblemNotice problem={form.problem} />
        <DialogFooter
          submit={entry ? t("entryDialog.saveEntry") : t("entryDialog.addEntry")}
          pending={form.pending}
        >
          {entry && hasOwn(entry) && (
            <Button
              disabled={form.pending}
              onClick={() => void form.run({ id: entry.catalogue_id, values: null })}
            >
              {entry.entry ? t("entryDialog.removeEntry") : t("entryDialog.allBackToBuiltIn")}
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}

const namesFrom = (text: string) =>
  text
    .split("\n")
    .map((name) => name.trim())
    .filter(Boolean);
