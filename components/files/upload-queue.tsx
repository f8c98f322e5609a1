"use client";
import { FolderOpen, Pause, Play, RotateCcw, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatBytes } from "#components/format/numbers.ts";
import { formatDuration } from "#components/format/time.ts";
import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { UploadCallbacks, UploadItem, UploadState } from "./upload-types.ts";

const states = (t: Translator<"files">): Record<UploadState, { label: string; tone: Tone }> => ({
  queued: { label: t("uploadQueue.queued"), tone: "neutral" },
  uploading: { label: t("uploadQueue.uploading"), tone: "brand" },
  paused: { label: t("uploadQueue.paused"), tone: "warn" },
  needs_file: { label: t("uploadQueue.interrupted"), tone: "warn" },
  verifying: { label: t("uploadQueue.verifying"), tone: "info" },
  done: { label: t("uploadQueue.uploaded"), tone: "ok" },
  failed: { label: t("uploadQueue.failed"), tone: "bad" },
});

export function UploadQueue({ items, ...callbacks }: { items: readonly UploadItem[] } & UploadCallbacks) {
  const t = useTranslations("files");
  if (items.length === 0) return null;
  const done = items.filter((item) => item.state === "done").length;
  return (
    <Card aria-label={t("uploadQueue.uploads")}>
      <CardHeader
        title={t("uploadQueue.uploads")}
        description={
          <span aria-live="polite">{t("uploadQueue.ofUploaded", { done, length: items.length })}</span>
        }
      />
      <ul className="border-line border-t">
        {items.map((item) => (
          <UploadLine key={item.id} item={item} {...callbacks} />
        ))}
      </ul>
    </Card>
  );
}

function UploadLine({
  item,
  onPause,
  onResume,
  onCancel,
  onRetry,
  onChooseFile,
}: { item: UploadItem } & UploadCallbacks) {
  const t = useTranslations("files");
  const { label, tone } = states(t)[item.state];
  const under = item.state === "uploading" || item.state === "paused";
  const progress = item.state === "verifying" ? null : item.size > 0 ? item.loaded / item.size : 0;
  return (
    <li className="grid grid-cols-1 gap-1.5 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="flex items-center gap-3">
        <p className="min-w-0 grow truncate font-medium">
          {item.file_id && item.state === "done" ? (
            <Link href={`/files/${item.file_id}`} className="text-brand-text hover:underline">
              {item.filename}
            </Link>
          ) : (
            item.filename
          )}
        </p>
        <StatusPill tone={tone} live={item.state === "uploading" || item.state === "verifying"}>
          {label}
        </StatusPill>
        <div className="flex items-center">
          {(item.state === "uploading" || item.state === "queued") && (
            <Button
              size="sm"
              variant="ghost"
              icon
              aria-label={t("uploadQueue.pause", { filename: item.filename })}
              onClick={() => onPause(item.id)}
            >
              <Pause aria-hidden />
            </Button>
          )}
          {item.state === "paused" && (
            <Button
              size="sm"
              variant="ghost"
              icon
              aria-label={t("uploadQueue.resume", { filename: item.filename })}
              onClick={() => onResume(item.id)}
            >
              <Play aria-hidden />
            </Button>
          )}
          {item.state === "needs_file" && (
            <Button
              size="sm"
              variant="ghost"
              icon
              aria-label={t("uploadQueue.chooseAgain", { filename: item.filename })}
              onClick={() => onChooseFile(item.id)}
            >
              <FolderOpen aria-hidden />
            </Button>
          )}
          {item.state === "failed" && (
            <Button
              size="sm"
              variant="ghost"
              icon
              aria-label={t("uploadQueue.tryAgain", { filename: item.filename })}
              onClick={() => onRetry(item.id)}
            >
              <RotateCcw aria-hidden />
            </Button>
          )}
          {item.state !== "verifying" && (
            <Button
              size="sm"
              variant="ghost"
              icon
              aria-label={
                item.state === "done" || item.state === "failed"
                  ? t("uploadQueue.removeFromTheList", { filename: item.filename })
                  : t("uploadQueue.cancel", { filename: item.filename })
              }
              onClick={() => onCancel(item.id)}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      </div>
      {(under || item.state === "verifying") && (
        <Progress
          label={`${label} ${item.filename}`}
          value={progress}
          tone={item.state === "paused" ? "warn" : "brand"}
        />
      )}
      <p className="text-ink-3 text-sm tabular-nums">
        {item.state === "failed" ? <span className="text-bad">{item.error}</span> : facts(t, item)}
      </p>
    </li>
  );
}

function facts(t: Translator<"files">, item: UploadItem): string {
  if (item.state === "done" || item.state === "queued") return formatBytes(item.size);
  if (item.state === "needs_file") return t("uploadQueue.chooseTheSameFileAgainToGoOn");
  if (item.state === "verifying") return t("uploadQueue.comparingChecksumSizeAnd");
  const amount = t("uploadQueue.of", { loaded: formatBytes(item.loaded), size: formatBytes(item.size) });
  if (item.state !== "uploading" || !item.bytes_per_second) return amount;
  const left = ((item.size - item.loaded) / item.bytes_per_second) * 1000;
  return t("uploadQueue.sLeft", {
    amount,
    bytesPerSecond: formatBytes(item.bytes_per_second),
    left: formatDuration(Math.max(1000, Math.round(left / 1000) * 1000)),
  });
}
