"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { LibraryAnswer } from "./answers.ts";
import { refreshWorkItems } from "./queries.ts";

/** The edition, its currency, the day of its prices, and the file. Ends a dialog. */
export function ImportForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("work-items");
  const queries = useQueryClient();
  const toast = useToast();
  const form = useSubmit<FormData>((data) =>
    submitting(async () => {
      const library = await api<LibraryAnswer>("/api/work-item-libraries", { body: data });
      await refreshWorkItems(queries);
      toast({
        tone: "ok",
        title: t("importing.begun", { name: library.name }),
        description: t("importing.begunText"),
      });
      onDone();
    }),
  );

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    // What the file is of goes before it: the server reads the form as it comes.
    const data = new FormData();
    for (const name of ["name", "currency", "priced_on"]) {
      const value = given.get(name);
      if (typeof value === "string" && value.trim() !== "")
        data.set(name, name === "currency" ? value.trim().toUpperCase() : value.trim());
    }
    const file = given.get("file");
    if (file instanceof File) data.set("file", file);
    if (!form.pending) void form.run(data);
  }

  return (
    <form method="post" className="grid gap-4" onSubmit={send}>
      <Field label={t("importing.file")} hint={t("importing.fileHint")}>
        {(control) => (
          <Input
            {...control}
            type="file"
            name="file"
            required
            accept=".csv,.txt,.xlsx"
            className="h-auto py-1.5 touch:h-auto"
          />
        )}
      </Field>
      <Field label={t("importing.name")} hint={t("importing.nameHint")} error={form.fieldError("name")}>
        {(control) => <Input {...control} name="name" required maxLength={80} autoComplete="off" />}
      </Field>
      <div className="grid grid-cols-2 items-start gap-4">
        <Field
          label={t("importing.currency")}
          hint={t("importing.currencyHint")}
          error={form.fieldError("currency")}
        >
          {(control) => (
            <Input
              {...control}
              name="currency"
              required
              maxLength={3}
              pattern="[A-Za-z]{3}"
              defaultValue="EUR"
              autoComplete="off"
            />
          )}
        </Field>
        <Field
          label={t("importing.pricedOn")}
          optional
          hint={t("importing.pricedOnHint")}
          error={form.fieldError("priced_on")}
        >
          {(control) => <Input {...control} type="date" name="priced_on" />}
        </Field>
      </div>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter
        submit={form.pending ? t("importing.sending") : t("importing.submit")}
        pending={form.pending}
      />
    </form>
  );
}
