"use client";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows, Progress } from "#components/ui/progress.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { RunDetailAnswer } from "./answers.ts";
import { NotMovedList } from "./not-moved.tsx";
import { refreshArchive, useRun } from "./queries.ts";
import { sumOfClasses } from "./run-classes.ts";
import { archiveClassOptions } from "./words.ts";

/** What the archive dialog asks, and once a run has an id how far that is. */
export function ArchiveSteps({
  files,
  runId,
  done,
  onRun,
  onClose,
}: {
  files: readonly { id: string; size: number }[];
  runId: string | null;
  /** Said when all of them are in the archive. */
  done: string;
  onRun: (id: string) => void;
  onClose: () => void;
}) {
  return runId ? (
    <Running runId={runId} done={done} onClose={onClose} />
  ) : (
    <Asking files={files} onRun={onRun} />
  );
}

function Asking({
  files,
  onRun,
}: {
  files: readonly { id: string; size: number }[];
  onRun: (id: string) => void;
}) {
  const t = useTranslations("archival");
  const form = useSubmit<string>((storageClass) =>
    submitting(async () => {
      const body = {
        file_ids: files.map(({ id }) => id),
        ...(storageClass ? { storage_class: storageClass } : {}),
      };
      const run = await api<RunDetailAnswer>("/api/archival/runs", { body });
      onRun(run.run_id);
    }),
  );
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <form
      method="post"
      className="grid grid-cols-1 gap-4"
      onSubmit={form.onSubmit((fields) => textOf(fields, "storage_class"))}
    >
      <Field
        label={t("archiveDialog.storedAs")}
        hint={t("archiveDialog.leaveHotStorage", { size: formatBytes(size) })}
      >
        {(control) => (
          <Select
            {...control}
            name="storage_class"
            placeholder={t("archiveDialog.asYourRulesSay")}
            options={archiveClassOptions(t)}
          />
        )}
      </Field>
      <FormProblemNotice problem={form.problem} />
      <DialogFooter submit={t("archiveDialog.archiveNow")} pending={form.pending} />
    </form>
  );
}

function Running({ runId, done, onClose }: { runId: string; done: string; onClose: () => void }) {
  const t = useTranslations("archival");
  const queries = useQueryClient();
  const toast = useToast();
  const run = useRun(runId);
  const status = run.data?.status;
  const onEnd = useEffectEvent(() => {
    void refreshArchive(queries);
    if (run.data?.not_moved?.length !== 0) return;
    toast({ tone: "ok", title: done });
    onClose();
  });
  useEffect(() => {
    if (status !== undefined && status !== "running") onEnd();
  }, [status]);
  return (
    <QueryView query={run} loading={<LoadingRows rows={2} label={t("archiveDialog.lookingHowFarItIs")} />}>
      {(data) => <Progressing run={data} onClose={onClose} />}
    </QueryView>
  );
}

function Progressing({ run, onClose }: { run: RunDetailAnswer; onClose: () => void }) {
  const t = useTranslations("archival");
  const sum = sumOfClasses(run.classes);
  return (
    <div className="grid grid-cols-1 gap-4">
      <div role="status" className="grid gap-1.5">
        <Progress
          label={t("archiveDialog.archived2")}
          value={sum.matched > 0 ? 1 - sum.queued / sum.matched : null}
        />
        <p className="tabular-nums">
          {t("archiveDialog.ofMatchedArchived", {
            archived: formatCount(sum.archived),
            matched: sum.matched,
            bytes: formatBytes(sum.bytes),
          })}
        </p>
        {run.status === "running" && (
          <p className="text-ink-2 text-sm">{t("archiveDialog.youMayCloseThisTheWorkGoesOn")}</p>
        )}
      </div>
      <NotMovedList items={run.not_moved ?? []} />
      <DialogActions>
        <Button asChild>
          <Link href={`/settings/archive/runs/${run.run_id}`}>{t("archiveDialog.theWholeRun")}</Link>
        </Button>
        <Button variant="primary" onClick={onClose}>
          {t("archiveDialog.close")}
        </Button>
      </DialogActions>
    </div>
  );
}
