"use client";
import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { formatMoney } from "#components/format/money.ts";
import { formatBytes, formatCount, plural } from "#components/format/numbers.ts";
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
import type { PreviewAnswer } from "./answers.ts";
import { ClassesTable } from "./classes-table.tsx";
import { type Drafts, rulesOf } from "./rule-drafts.ts";
import { sumOfClasses } from "./run-classes.ts";
import { archivalClassLabel, storageClassLabel } from "./words.ts";

/** What the rules, saved or not, would move on a day, and what that saves a month. Nothing is moved. */
export function DryRun({ drafts, changed }: { drafts: Drafts; changed: boolean }) {
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
        title="Dry run"
        description={`What the rules ${changed ? "as they stand above, not saved yet, " : ""}would move, and what that saves. Nothing is moved.`}
      />
      <CardBody className="grid grid-cols-1 gap-4">
        <form
          method="post"
          className="flex flex-wrap items-end gap-3"
          onSubmit={form.onSubmit((fields) => textOf(fields, "as_of"))}
        >
          <Field
            label="As if it were"
            optional
            hint="Today when left empty."
            error={form.fieldError("as_of")}
          >
            {(control) => <Input {...control} type="date" name="as_of" className="w-44" />}
          </Field>
          <Button type="submit" loading={form.pending} className="mb-6.5">
            <FlaskConical aria-hidden />
            Dry run
          </Button>
        </form>
        <FormProblemNotice problem={form.problem} />
        {preview && <Outcome preview={preview} />}
      </CardBody>
    </Card>
  );
}

function Outcome({ preview }: { preview: PreviewAnswer }) {
  const sum = sumOfClasses(preview.classes);
  const files = sum.matched - preview.classes.logs.matched;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Callout
        announce
        tone={sum.matched > 0 ? "ok" : "info"}
        title={sum.matched === 0 ? `Nothing would move on ${formatDate(preview.as_of)}` : movingText(preview)}
      >
        {sparedText(preview)}
      </Callout>
      {sum.matched > 0 && (
        <ClassesTable caption="What would move, by class" classes={preview.classes} bytes="matched" />
      )}
      {preview.savings.length > 0 && (
        <>
          <DataTable
            caption="Saving a month"
            rows={preview.savings}
            rowKey={({ storage_class }) => storage_class}
            columns={[
              {
                id: "class",
                header: "Stored as",
                rowHeader: true,
                cell: ({ storage_class }) => storageClassLabel(storage_class),
                footer: "Together",
              },
              { id: "files", header: "Files", numeric: true, cell: ({ files }) => formatCount(files) },
              { id: "bytes", header: "Size", numeric: true, cell: ({ bytes }) => formatBytes(bytes) },
              {
                id: "saving",
                header: "Saved a month",
                numeric: true,
                cell: ({ saving }) => formatMoney(saving),
                footer: formatMoney(preview.total_saving),
              },
            ]}
          />
          <p className="text-ink-3 text-sm">
            Savings are estimated from list prices of storage, without requests and restores. What your plan
            charges stands under Storage.
          </p>
        </>
      )}
      {preview.files.length > 0 && <Concerned files={preview.files} all={files} />}
    </div>
  );
}

function movingText({ classes, total_saving }: PreviewAnswer): string {
  const days = classes.logs.matched;
  const { matched, bytes } = sumOfClasses(classes);
  const files = matched - days;
  const logs = `${plural(days, "day")} of logs`;
  if (files === 0) return `${logs} would move`;
  return `${plural(files, "file")}, ${formatBytes(bytes)}${days > 0 ? `, and ${logs}` : ""} would move: about ${formatMoney(total_saving)} saved a month`;
}

/** What is old enough and stays all the same. */
function sparedText({ kept_hot, on_hold }: PreviewAnswer): string | undefined {
  const kept = kept_hot > 0 ? [`${plural(kept_hot, "file")} kept hot`] : [];
  const held = on_hold > 0 ? [`${plural(on_hold, "file")} on legal hold`] : [];
  const spared = [...kept, ...held];
  return spared.length > 0 ? `Old enough, but left where they are: ${spared.join(" and ")}.` : undefined;
}

function Concerned({ files, all }: { files: PreviewAnswer["files"]; all: number }) {
  return (
    <div className="grid grid-cols-1 gap-1">
      <h3 className="font-medium">
        {files.length < all ? `The ${files.length} largest of ${plural(all, "file")}` : "The files"}
      </h3>
      <DataTable
        caption="Files that would move"
        tall
        rows={files}
        rowKey={({ file_id }) => file_id}
        columns={[
          {
            id: "file",
            header: "File",
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
            header: "Class",
            className: "whitespace-nowrap",
            cell: (file) => archivalClassLabel(file.class),
          },
          {
            id: "stored",
            header: "Stored as",
            className: "whitespace-nowrap",
            cell: ({ storage_class }) => storageClassLabel(storage_class),
          },
          { id: "size", header: "Size", numeric: true, cell: ({ size }) => formatBytes(size) },
        ]}
      />
    </div>
  );
}
