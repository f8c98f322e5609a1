"use client";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { QueryView } from "#components/data/query-view.tsx";
import { formatBytes, formatCount } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { LoadingRows, Progress } from "#components/ui/progress.tsx";
import type { RestoredFilesAnswer, RestoresAnswer } from "./answers.ts";
import { useBatch } from "./queries.ts";

interface BatchProgressProps {
  batch: RestoredFilesAnswer;
  names: readonly { id: string; filename: string }[];
  onClose: () => void;
}

/** How far files are that were asked for together, and what was left out. */
export function BatchProgress({ batch, names, onClose }: BatchProgressProps) {
  const t = useTranslations("archival");
  const query = useBatch(batch.batch_id);
  const queries = useQueryClient();
  const there = thereOf(query.data?.progress);
  // The list behind it is asked for again as they arrive.
  useEffect(() => {
    if (there > 0) void queries.invalidateQueries({ queryKey: ["files"] });
  }, [there, queries]);
  const others = batch.restores.filter(({ batch_id }) => batch_id !== batch.batch_id).length;
  const nameOf = (id: string) => names.find((file) => file.id === id)?.filename ?? "A file";
  return (
    <div className="grid grid-cols-1 gap-4">
      <QueryView
        query={query}
        loading={<LoadingRows rows={2} label={t("batchProgress.lookingHowFarTheyAre")} />}
      >
        {({ progress, items }) => <Counts progress={progress} items={items} />}
      </QueryView>
      {others > 0 && (
        <p className="text-ink-2 text-sm">
          {t("batchProgress.othersBeingRestoredBeforeDays", {
            others,
            value: others === 1 ? t("batchProgress.was") : t("batchProgress.were"),
          })}
        </p>
      )}
      {batch.skipped.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer text-ink-2 touch:py-3">
            {t("batchProgress.lengthLeftOut", { length: batch.skipped.length })}
          </summary>
          <ul className="mt-1 grid gap-1">
            {batch.skipped.map(({ file_id, message }) => (
              <li key={file_id}>
                <span className="wrap-anywhere font-medium">{nameOf(file_id)}</span>: {message}
              </li>
            ))}
          </ul>
        </details>
      )}
      <DialogActions>
        <Button asChild>
          <Link href="/settings/archive?tab=restores">{t("batchProgress.allRestores")}</Link>
        </Button>
        <Button variant="primary" onClick={onClose}>
          {t("batchProgress.close")}
        </Button>
      </DialogActions>
    </div>
  );
}

const thereOf = (progress: RestoresAnswer["progress"] | undefined) =>
  progress ? progress.ready + progress.superseded + progress.expired : 0;

function Counts({ progress, items }: Pick<RestoresAnswer, "progress" | "items">) {
  const t = useTranslations("archival");
  if (!progress || progress.total === 0) return null;
  const there = thereOf(progress);
  const lastReady = progress.estimated_ready;
  const over = there + progress.failed === progress.total;
  const failed = items.filter(({ status }) => status === "failed");
  return (
    <div role="status" className="grid gap-1.5">
      <Progress
        label={t("batchProgress.restored")}
        value={there / progress.total}
        tone={over && progress.failed === 0 ? "ok" : "brand"}
      />
      <p className="tabular-nums">
        {t("batchProgress.ofTotalRestoredOf", {
          formatCount: formatCount(there),
          total: progress.total,
          sizeReady: formatBytes(progress.size_ready),
          size: formatBytes(progress.size),
        })}
      </p>
      {lastReady && (
        <p className="text-ink-2 text-sm">
          {t.rich("batchProgress.theLastOneIsExpectedYouMay", {
            time: () => <Time at={lastReady} show="datetime" />,
          })}
        </p>
      )}
      {failed.map(({ restore_id, filename, failure }) => (
        <p key={restore_id} className="text-bad text-sm">
          <span className="wrap-anywhere font-medium">{filename}</span>: {failure?.message}
        </p>
      ))}
    </div>
  );
}
