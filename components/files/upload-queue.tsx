"use client";
import { FolderOpen, Pause, Play, RotateCcw, X } from "lucide-react";
import Link from "next/link";
import { formatBytes } from "#components/format/numbers.ts";
import { formatDuration } from "#components/format/time.ts";
import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { UploadCallbacks, UploadItem, UploadState } from "./upload-types.ts";

const states: Record<UploadState, { label: string; tone: Tone }> = {
  queued: { label: "Queued", tone: "neutral" },
  uploading: { label: "Uploading", tone: "brand" },
  paused: { label: "Paused", tone: "warn" },
  needs_file: { label: "Interrupted", tone: "warn" },
  verifying: { label: "Verifying", tone: "info" },
  done: { label: "Uploaded", tone: "ok" },
  failed: { label: "Failed", tone: "bad" },
};

export function UploadQueue({ items, ...callbacks }: { items: readonly UploadItem[] } & UploadCallbacks) {
  if (items.length === 0) return null;
  const done = items.filter((item) => item.state === "done").length;
  return (
    <Card aria-label="Uploads">
      <CardHeader
        title="Uploads"
        description={<span aria-live="polite">{`${done} of ${items.length} uploaded`}</span>}
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
  const { label, tone } = states[item.state];
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
              aria-label={`Pause ${item.filename}`}
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
              aria-label={`Resume ${item.filename}`}
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
              aria-label={`Choose ${item.filename} again`}
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
              aria-label={`Try ${item.filename} again`}
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
                  ? `Remove ${item.filename} from the list`
                  : `Cancel ${item.filename}`
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
        {item.state === "failed" ? <span className="text-bad">{item.error}</span> : facts(item)}
      </p>
    </li>
  );
}

function facts(item: UploadItem): string {
  if (item.state === "done" || item.state === "queued") return formatBytes(item.size);
  if (item.state === "needs_file") return "Choose the same file again to go on.";
  if (item.state === "verifying") return "Comparing checksum, size and content";
  const amount = `${formatBytes(item.loaded)} of ${formatBytes(item.size)}`;
  if (item.state !== "uploading" || !item.bytes_per_second) return amount;
  const left = ((item.size - item.loaded) / item.bytes_per_second) * 1000;
  return `${amount} · ${formatBytes(item.bytes_per_second)}/s · ${formatDuration(Math.max(1000, Math.round(left / 1000) * 1000))} left`;
}
