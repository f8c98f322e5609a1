"use client";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { faultTrace } from "#components/data/api.ts";
import { checkFiles, type RefusedFile } from "#components/data/check-files.ts";
import { useUploadLimits } from "#components/data/queries.ts";
import { QueryView } from "#components/data/query-view.tsx";
import type { UploadItem as QueueItem } from "#components/data/upload-manager.ts";
import { useUploads } from "#components/data/uploads.tsx";
import { DropZone } from "#components/files/drop-zone.tsx";
import { UploadQueue } from "#components/files/upload-queue.tsx";
import type { UploadItem } from "#components/files/upload-types.ts";
import { formatBytes } from "#components/format/numbers.ts";
import { ProjectPicker } from "#components/projects/project-picker.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";

/** Where files are dropped, what was refused before it was sent, and the queue of what is on its way. Into the given project, or one that is chosen. */
export function Uploads({ compact, project: given }: { compact: boolean; project?: string }) {
  const tData = useTranslations("data");
  const t = useTranslations("files");
  const limits = useUploadLimits();
  const { items, manager } = useUploads();
  const toast = useToast();
  const [refused, setRefused] = useState<RefusedFile[]>([]);
  const [chosen, setProject] = useState("");
  const project = given ?? chosen;
  const again = useRef<HTMLInputElement>(null);
  const [waiting, setWaiting] = useState<QueueItem | null>(null);

  async function remove(key: string) {
    try {
      await manager.remove(key);
    } catch (error) {
      const description = error instanceof Error ? error.message : t("uploads.tryAgainInAMoment");
      toast({
        tone: "bad",
        title: t("uploads.theUnfinishedUploadIsStillOn"),
        description,
        traceId: faultTrace(error),
      });
    }
  }

  function takeAgain(file: File | undefined) {
    if (!file || !waiting) return;
    if (file.name === waiting.name && file.size === waiting.size) {
      setRefused([]);
      manager.add([file]);
    } else {
      const reason = t("uploads.thisIsAnotherFileChooseOfAgain", {
        name: waiting.name,
        size: formatBytes(waiting.size),
      });
      setRefused([{ name: file.name, reason }]);
    }
  }

  return (
    <div className="grid grid-cols-1 gap-3">
      <QueryView
        query={limits}
        loading={<Skeleton className={compact ? "h-20 rounded-lg" : "h-48 rounded-lg"} />}
      >
        {({ types, maxSize }) => (
          <DropZone
            accept={types}
            maxSize={maxSize}
            compact={compact}
            onFiles={(files, options) => {
              const checked = checkFiles(tData, files, { types, maxSize });
              setRefused(checked.refused);
              manager.add(checked.accepted, { ...options, projectId: project || undefined });
            }}
          >
            {given === undefined && <ProjectPicker value={project} onChange={setProject} />}
          </DropZone>
        )}
      </QueryView>
      {refused.length > 0 && <Refused files={refused} onDismiss={() => setRefused([])} />}
      <UploadQueue
        items={items.map(toUploadItem)}
        onPause={(key) => manager.pause(key)}
        onResume={(key) => manager.resume(key)}
        onRetry={(key) => manager.resume(key)}
        onCancel={(key) => void remove(key)}
        onChooseFile={(key) => {
          setWaiting(items.find((item) => item.key === key) ?? null);
          again.current?.click();
        }}
      />
      <input
        ref={again}
        type="file"
        hidden
        aria-label={t("uploads.chooseTheInterruptedFileAgain")}
        onChange={(event) => {
          takeAgain(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
    </div>
  );
}

function Refused({ files, onDismiss }: { files: readonly RefusedFile[]; onDismiss: () => void }) {
  const t = useTranslations("files");
  return (
    <Callout
      tone="bad"
      announce
      title={
        files.length === 1
          ? t("uploads.n1FileWasNotTaken")
          : t("uploads.filesWereNotTaken", { length: files.length })
      }
      action={
        <Button size="sm" variant="ghost" onClick={onDismiss}>
          {t("uploads.dismiss")}
        </Button>
      }
    >
      <ul>
        {files.map(({ name, reason }) => (
          <li key={name}>
            <span className="break-all font-medium text-ink">{name}</span>: {reason}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function toUploadItem({ key, name, size, state, loaded, speed, error, fileId }: QueueItem): UploadItem {
  return {
    id: key,
    filename: name,
    size,
    state,
    loaded,
    bytes_per_second: speed > 0 ? speed : null,
    error,
    file_id: fileId,
  };
}
