"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { address } from "#components/data/address.ts";
import type { FileAnswer, FileDetailAnswer, Page } from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { DialogFooter } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";

/** The newest versions in a file's project, the latest 200: it can follow any of them. */
export function MarkForm({ file, onMarked }: { file: FileDetailAnswer; onMarked: () => void }) {
  const others = useQuery({
    queryKey: ["files", "newest", file.project_id],
    queryFn: () =>
      api<Page<FileAnswer>>(
        address("/api/files", { versions: "newest", project_id: file.project_id ?? "none", limit: "200" }),
      ),
  });
  return (
    <QueryView query={others} loading={<LoadingRows rows={2} />}>
      {({ items }) => (
        <Form
          file={file}
          others={items.filter(({ file_id, status }) => file_id !== file.file_id && status !== "pending")}
          onMarked={onMarked}
        />
      )}
    </QueryView>
  );
}

function Form({
  file,
  others,
  onMarked,
}: {
  file: FileDetailAnswer;
  others: readonly FileAnswer[];
  onMarked: () => void;
}) {
  const t = useTranslations("revisions");
  const queries = useQueryClient();
  const toast = useToast();
  const field = useId();
  const [chosen, setChosen] = useState("");
  const form = useSubmit<string>((supersedes) =>
    submitting(async () => {
      await api(`/api/files/${file.file_id}/versions`, { method: "PUT", body: { supersedes } });
      await queries.invalidateQueries({ queryKey: ["files"] });
      toast({ tone: "ok", title: t("mark.done", { file: file.filename }) });
      onMarked();
    }),
  );
  if (others.length === 0) return <p className="text-ink-2">{t("mark.none")}</p>;
  const selected = chosen || (others[0]?.file_id ?? "");
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void form.run(selected);
      }}
    >
      <div className="grid gap-1.5">
        <label htmlFor={field} className="font-medium text-sm">
          {t("mark.of")}
        </label>
        <Select
          id={field}
          value={selected}
          options={others.map(({ file_id, filename, version }) => ({
            value: file_id,
            label: version ? t("mark.choice", { file: filename, number: version.number }) : filename,
          }))}
          onChange={(event) => setChosen(event.target.value)}
        />
      </div>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("mark.submit")} pending={form.pending} />
    </form>
  );
}
