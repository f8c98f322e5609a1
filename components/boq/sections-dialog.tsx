"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { classLabel } from "#components/files/class-label.ts";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { BillAnswer, BillLineAnswer } from "./answers.ts";
import { refreshBill } from "./queries.ts";

interface Change {
  catalogue_id: string;
  ifc_class: string | null;
  code: string | null;
}

/** Says in which section each entry of the bill stands. The organisation keeps it for its other bills. */
export function SectionsDialog({ bill, onClose }: { bill: BillAnswer; onClose: () => void }) {
  const t = useTranslations("bill");
  const queries = useQueryClient();
  const toast = useToast();
  const entries = entriesOf(bill.lines);
  const form = useSubmit<{ sections: Change[] }>((body) =>
    submitting(async () => {
      if (body.sections.length > 0) {
        await api(`/api/cost-estimates/${bill.estimate_id}/bill/sections`, {
          method: "PUT",
          body: { classification: bill.classification, ...body },
        });
        await refreshBill(queries, bill.estimate_id);
        toast({ tone: "ok", title: t("mapping.saved", { count: body.sections.length }) });
      }
      onClose();
    }),
  );
  const changed = (data: FormData): Change[] =>
    entries.flatMap((entry, at) => {
      const code = textOf(data, `code.${at}`);
      if (code === (entry.section ?? "")) return [];
      return [
        {
          catalogue_id: entry.catalogue_id,
          ifc_class: entry.ifc_class,
          code: code === "" || code === entry.built_in ? null : code,
        },
      ];
    });
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("mapping.title", { classification: t(`classification.${bill.classification}`) })}
      description={t("mapping.description")}
    >
      <form
        method="post"
        className="grid gap-3"
        onSubmit={form.onSubmit((data) => ({ sections: changed(data) }))}
      >
        <p className="text-ink-2 text-sm">{t(`mapping.hint.${bill.classification}`)}</p>
        <ul className="grid max-h-[50dvh] gap-2 overflow-y-auto pr-1">
          {entries.map((entry, at) => (
            <li
              key={`${entry.catalogue_id} ${entry.ifc_class ?? ""}`}
              className="grid grid-cols-[minmax(0,1fr)_7rem] items-center gap-3"
            >
              <label htmlFor={`section-${at}`} className="grid min-w-0">
                <span className="break-words text-sm">{entry.name}</span>
                {entry.ifc_class && <span className="text-ink-3 text-xs">{classLabel(entry.ifc_class)}</span>}
              </label>
              <Input
                id={`section-${at}`}
                name={`code.${at}`}
                defaultValue={entry.section ?? ""}
                placeholder={entry.built_in ?? t("mapping.none")}
                maxLength={20}
                autoComplete="off"
              />
            </li>
          ))}
        </ul>
        {Object.values(form.problem?.fields ?? {})
          .slice(1, 4)
          .map((message) => (
            <FieldError key={message} error={message} />
          ))}
        <FormProblemNotice problem={form.problem} />
        <DialogFooter submit={t("mapping.save")} pending={form.pending} />
      </form>
    </Dialog>
  );
}

/** Each entry in each class once; lines of one that differ in their cost group alone share it. */
function entriesOf(lines: readonly BillLineAnswer[]): BillLineAnswer[] {
  return [...new Map(lines.map((line) => [`${line.catalogue_id} ${line.ifc_class ?? ""}`, line])).values()];
}
