"use client";
import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { DataTable, rowLink } from "#components/ui/data-table.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { PreviewAnswer } from "./answers.ts";
import { ClassesTable } from "./classes-table.tsx";
import { type Drafts, rulesOf } from "./rule-drafts.ts";
import { sumOfClasses } from "./run-classes.ts";
import { archivalClassLabel, storageClassLabel } from "./words.ts";

/** What the rules, saved or not, would move on a day, and what that saves a month. Nothing is moved. */
export function DryRun({ drafts, changed }: { drafts: Drafts; changed: boolean }) {
  const t = useTranslations("archival");
  const [preview, setPreview] = useState<PreviewAnswer | null>(null);
  const form = useSubmit<string>((day) =>
    submitting(async () => {
      const body = { rules: rulesOf(drafts), ...(day ? { as_of: day } : {}) };
      setPreview(await api<PreviewAnswer>("/api/archival/preview", { body }));
    }),
  );
  return (
    <Card>
      <CardHeader
        title={t("dryRun.dryRun")}
        description={t("dryRun.whatTheRulesWouldMoveAndWhat", {
          value: changed ? t("dryRun.asTheyStandAboveNotSavedYet") : "",
        })}
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <form
          method="post"
          className="flex flex-wrap items-end gap-3"
          onSubmit={form.onSubmit((fields) => textOf(fields, "as_of"))}
        >
          <Field
            label={t("dryRun.asIfItWere")}
            optional
            hint={t("dryRun.todayWhenLeftEmpty")}
            error={form.fieldError("as_of")}
          >
            {(control) => <Input {...control} type="date" name="as_of" className="w-44" />}
          </Field>
          <Button type="submit" loading={form.pending} className="mb-6.5">
            <FlaskConical aria-hidden />
            {t("dryRun.dryRun")}
          </Button>
        </form>
        <FormProblemNotice problem={form.problem} />
        {preview && <Outcome preview={preview} />}
      </CardBody>
    </Card>
  );
}

function Outcome({ preview }: { preview: PreviewAnswer }) {
  const t = useTranslations("archival");
  const sum = sumOfClasses(preview.classes);
  const files = sum.matched - preview.classes.logs.matched;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Callout
        announce
        tone={sum.matched > 0 ? "ok" : "info"}
        title={
          sum.matched === 0
            ? t("dryRun.nothingWouldMoveOn", { asOf: formatDate(preview.as_of) })
            : movingText(t, preview)
        }
      >
        {sparedText(t, preview)}
      </Callout>
      {sum.matched > 0 && (
        <ClassesTable caption={t("dryRun.whatWouldMoveByClass")} classes={preview.classes} bytes="matched" />
      )}
      {preview.savings.length > 0 && (
        <>
          <DataTable
            caption={t("dryRun.savingAMonth")}
            rows={preview.savings}
            rowKey={({ storage_class }) => storage_class}
            columns={[
              {
                id: "class",
                header: t("dryRun.storedAs"),
                rowHeader: true,
                cell: ({ storage_class }) => storageClassLabel(t, storage_class),
                footer: t("dryRun.together"),
              },
              {
                id: "files",
                header: t("dryRun.files"),
                numeric: true,
                cell: ({ files }) => formatCount(files),
              },
              {
                id: "bytes",
                header: t("dryRun.size"),
                numeric: true,
                cell: ({ bytes }) => formatBytes(bytes),
              },
              {
                id: "saving",
                header: t("dryRun.savedAMonth"),
                numeric: true,
                cell: ({ saving }) => formatMoney(saving),
                footer: formatMoney(preview.total_saving),
              },
            ]}
          />
          <p className="text-ink-3 text-sm">{t("dryRun.savingsAreEstimatedFromList")}</p>
        </>
      )}
      {preview.files.length > 0 && <Concerned files={preview.files} all={files} />}
    </div>
  );
}

function movingText(t: Translator<"archival">, { classes, total_saving }: PreviewAnswer): string {
  const days = classes.logs.matched;
  const { matched, bytes } = sumOfClasses(classes);
  const files = matched - days;
  const logs = t("dryRun.daysOfLogs", { days });
  if (files === 0) return t("dryRun.wouldMove", { logs });
  return t("dryRun.filesWouldMoveAboutSavedAMonth", {
    files,
    bytes: formatBytes(bytes),
    value: days > 0 ? t("dryRun.and", { logs }) : "",
    formatMoney: formatMoney(total_saving),
  });
}

/** What is old enough and stays all the same. */
function sparedText(t: Translator<"archival">, { kept_hot, on_hold }: PreviewAnswer): string | undefined {
  const kept = kept_hot > 0 ? [t("dryRun.kepthotKeptHot", { keptHot: kept_hot })] : [];
  const held = on_hold > 0 ? [t("dryRun.onholdOnLegalHold", { onHold: on_hold })] : [];
  const spared = [...kept, ...held];
  return spared.length > 0
    ? t("dryRun.oldEnoughButLeftWhereTheyAre", { join: spared.join(" and ") })
    : undefined;
}

function Concerned({ files, all }: { files: PreviewAnswer["files"]; all: number }) {
  const t = useTranslations("archival");
  return (
    <div className="grid grid-cols-1 gap-1">
      <h3 className="font-medium">
        {files.length < all
          ? t("dryRun.theLargestOfAll", { length: files.length, all })
          : t("dryRun.theFiles")}
      </h3>
      <DataTable
        caption={t("dryRun.filesThatWouldMove")}
        tall
        rows={files}
        rowKey={({ file_id }) => file_id}
        columns={[
          {
            id: "file",
            header: t("dryRun.file"),
            rowHeader: true,
            className: "min-w-44",
            cell: ({ file_id, filename }) => (
              <Link href={`/files/${file_id}`} className={cn(rowLink, "wrap-anywhere")}>
                {filename}
              </Link>
            ),
          },
          {
            id: "class",
            header: t("dryRun.class"),
            className: "whitespace-nowrap",
            cell: (file) => archivalClassLabel(t, file.class),
          },
          {
            id: "stored",
            header: t("dryRun.storedAs"),
            className: "whitespace-nowrap",
            cell: ({ storage_class }) => storageClassLabel(t, storage_class),
          },
          { id: "size", header: t("dryRun.size"), numeric: true, cell: ({ size }) => formatBytes(size) },
        ]}
      />
    </div>
  );
}
