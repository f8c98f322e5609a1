"use client";
import { FolderOpen, Pause, Play, RotateCcw, X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import { timeLeft } from "./time-left.ts";
import type { UploadItem, UploadState } from "./types.ts";

/** What can be done with a line, by its key. */
export interface LineActions {
  onPause: (key: string) => void;
  /** After a pause, or to try again. */
  onResume: (key: string) => void;
  /** Also takes one that is done or has failed from the list. */
  onRemove: (key: string) => void;
  onUploadAnyway: (key: string) => void;
  /** With state `needs_file`: lets the person choose the file again, or the browser open it. */
  onGiveBack: (item: UploadItem) => void;
}

const tones: Record<UploadState, Tone> = {
  queued: "neutral",
  checking: "info",
  duplicate: "warn",
  uploading: "brand",
  paused: "warn",
  waiting: "warn",
  needs_file: "warn",
  verifying: "info",
  done: "ok",
  failed: "bad",
};
const LIVE: ReadonlySet<UploadState> = new Set(["checking", "uploading", "verifying"]);
const MEASURED: ReadonlySet<UploadState> = new Set([
  "checking",
  "uploading",
  "paused",
  "waiting",
  "verifying",
]);
const PAUSABLE: ReadonlySet<UploadState> = new Set(["queued", "checking", "uploading", "waiting"]);

/** One file of the queue. Drawn anew only where it changed: the others stand still while it is sent. */
export const UploadLine = memo(function UploadLine({
  item,
  actions,
}: {
  item: UploadItem;
  actions: LineActions;
}) {
  const t = useTranslations("uploads");
  const { key, name, folder, state, size, loaded } = item;
  const label = t(`state.${state}`);
  return (
    <li className="grid grid-cols-1 gap-1.5 border-line border-b px-3 py-2 last:border-b-0">
      <div className="flex items-center gap-2">
        <p className="min-w-0 grow truncate font-medium" title={folder ? `${folder}/${name}` : name}>
          {item.fileId && state === "done" ? (
            <Link href={`/files/${item.fileId}`} className="text-brand-text hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
        </p>
        <StatusPill tone={tones[state]} live={LIVE.has(state)}>
          {label}
        </StatusPill>
        <div className="-mr-1 flex items-center">
          {PAUSABLE.has(state) && (
            <Act label={t("line.pause", { name })} onClick={() => actions.onPause(key)}>
              <Pause aria-hidden />
            </Act>
          )}
          {state === "paused" && (
            <Act label={t("line.resume", { name })} onClick={() => actions.onResume(key)}>
              <Play aria-hidden />
            </Act>
          )}
          {state === "needs_file" && (
            <Act
              label={item.reopens ? t("line.reopen", { name }) : t("line.chooseAgain", { name })}
              onClick={() => actions.onGiveBack(item)}
            >
              {item.reopens ? <Play aria-hidden /> : <FolderOpen aria-hidden />}
            </Act>
          )}
          {state === "failed" && (
            <Act label={t("line.tryAgain", { name })} onClick={() => actions.onResume(key)}>
              <RotateCcw aria-hidden />
            </Act>
          )}
          {state !== "verifying" && (
            <Act
              label={
                state === "done" || state === "failed" || state === "duplicate"
                  ? t("line.remove", { name })
                  : t("line.cancel", { name })
              }
              onClick={() => actions.onRemove(key)}
            >
              <X aria-hidden />
            </Act>
          )}
        </div>
      </div>
      {MEASURED.has(state) && (
        <Progress
          label={t("line.progress", { state: label, name })}
          value={state === "verifying" ? null : loaded / size}
          tone={state === "paused" || state === "waiting" ? "warn" : "brand"}
        />
      )}
      <div className="text-ink-3 text-sm tabular-nums wrap-anywhere">
        {folder && state === "queued" ? `${folder} · ` : ""}
        <Facts item={item} actions={actions} />
      </div>
    </li>
  );
});

function Act({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Button size="sm" variant="ghost" icon aria-label={label} onClick={onClick}>
      {children}
    </Button>
  );
}

/** What there is to know of a line, and what to do about it. */
function Facts({ item, actions }: { item: UploadItem; actions: LineActions }) {
  const t = useTranslations("uploads");
  if (item.state === "duplicate" && item.twin) return <TwinFacts item={item} actions={actions} />;
  if (item.state === "failed") return <span className="text-bad">{item.error}</span>;
  if (item.state === "needs_file") {
    const hint = item.reopens ? t("line.reopenHint") : t("line.chooseHint");
    return item.error ? <span className="text-bad">{item.error}</span> : hint;
  }
  return factsOf(t, item);
}

function TwinFacts({ item, actions }: { item: UploadItem; actions: LineActions }) {
  const t = useTranslations("uploads");
  const { twin } = item;
  if (!twin) return null;
  const { name, uploadedAt } = twin;
  return (
    <div className="grid gap-1.5">
      <p>
        {uploadedAt
          ? t.rich("line.twin", { name, time: () => <Time at={uploadedAt} show="relative" /> })
          : t("line.twinBeside", { name })}
      </p>
      <div className="flex flex-wrap gap-2">
        {twin.fileId && (
          <Button size="sm" asChild>
            <Link href={`/files/${twin.fileId}`}>{t("line.open")}</Link>
          </Button>
        )}
        <Button size="sm" onClick={() => actions.onUploadAnyway(item.key)}>
          {t("line.anyway")}
        </Button>
      </div>
    </div>
  );
}

function factsOf(t: Translator<"uploads">, item: UploadItem): string {
  const size = formatBytes(item.size);
  const loaded = formatBytes(item.loaded);
  const amount = t("dock.amount", { loaded, size });
  switch (item.state) {
    case "checking":
      return t("line.checking", { loaded, size });
    case "verifying":
      return t("line.verifying");
    case "waiting":
      return item.error ? t("line.again", { error: item.error }) : t("line.noNetwork", { amount });
    case "uploading":
      return [amount, ...speedAndTime(t, item.speed, item.size - item.loaded)].join(" · ");
    case "paused":
      return amount;
    default:
      return size;
  }
}

/** "12 MB/s" and "3 min left", as far as they can be told. Bytes a second, bytes. */
export function speedAndTime(t: Translator<"uploads">, speed: number, remaining: number): string[] {
  if (speed <= 0) return [];
  const left = timeLeft((remaining / speed) * 1000);
  return [t("dock.speed", { speed: formatBytes(speed) }), t("dock.left", { left })];
}
