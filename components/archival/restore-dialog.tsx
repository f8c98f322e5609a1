"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatBytes } from "#components/format/numbers.ts";
import { formatDateTime } from "#components/format/time.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { InitiatedAnswer, RestoredFilesAnswer } from "./answers.ts";
import { BatchProgress } from "./batch-progress.tsx";
import { refreshArchive, useTerms } from "./queries.ts";
import { RestoreForm, type RestoreWish } from "./restore-form.tsx";
import { useFilesDialog } from "./use-files-dialog.ts";

interface RestoreDialogProps {
  trigger: ReactNode;
  /** Archived, on their way back, or restored. */
  files: readonly { id: string; filename: string; size: number }[];
  /** Chosen from the start: back to hot storage for good. */
  permanent?: boolean;
  onDone?: (() => void) | undefined;
}

/** Says what a restore takes and costs, then asks for it; of several files it shows how far they are. */
export function RestoreDialog({ trigger, files: offered, permanent = false, onDone }: RestoreDialogProps) {
  const t = useTranslations("archival");
  const [batch, setBatch] = useState<RestoredFilesAnswer | null>(null);
  const { files, what, close, dialog } = useFilesDialog(offered, () => {
    if (batch) onDone?.();
    setBatch(null);
  });
  const size = files.reduce((sum, file) => sum + file.size, 0);
  return (
    <Dialog
      trigger={trigger}
      {...dialog}
      wide={!batch}
      title={t("restoreDialog.restore", { what })}
      description={
        batch ? undefined : t("restoreDialog.fromTheArchiveNothingIsAsked", { size: formatBytes(size) })
      }
    >
      {batch ? (
        <BatchProgress batch={batch} names={files} onClose={close} />
      ) : (
        <Asking files={files} permanent={permanent} onBatch={setBatch} onClose={close} onDone={onDone} />
      )}
    </Dialog>
  );
}

function Asking({
  files,
  permanent,
  onBatch,
  onClose,
  onDone,
}: Omit<RestoreDialogProps, "trigger" | "permanent"> & {
  permanent: boolean;
  onBatch: (batch: RestoredFilesAnswer) => void;
  onClose: () => void;
}) {
  const t = useTranslations("archival");
  const queries = useQueryClient();
  const toast = useToast();
  const terms = useTerms(files.map(({ id }) => id));
  const [first] = files;
  const ask = (wish: RestoreWish) =>
    submitting(async () => {
      if (files.length > 1) {
        const body = { ...wish, file_ids: files.map(({ id }) => id) };
        onBatch(await api<RestoredFilesAnswer>("/api/files/restore", { body }));
      } else if (first) {
        const { restore } = await api<InitiatedAnswer>(`/api/files/${first.id}/restore`, { body: wish });
        toast(saidOf(t, first.filename, restore));
        onClose();
        onDone?.();
      }
      await refreshArchive(queries);
    });
  return (
    <QueryView
      query={terms}
      loading={<LoadingRows rows={3} label={t("restoreDialog.workingOutTimeAndCost")} />}
    >
      {({ one, terms: offer }) => (
        <RestoreForm
          offer={offer}
          restore={one?.restore ?? null}
          fresh={"open" in offer ? offer.files : 1}
          open={"open" in offer ? offer.open : 0}
          permanent={permanent}
          onAsk={ask}
        />
      )}
    </QueryView>
  );
}

function saidOf(t: Translator<"archival">, filename: string, restore: InitiatedAnswer["restore"]) {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = (moment: string) => formatDateTime(moment, { timeZone });
  if (restore.status === "ready" && restore.permanent)
    return { tone: "ok" as const, title: t("restoreDialog.isGoingBackToHotStorage", { filename }) };
  if (restore.status === "ready")
    return {
      tone: "ok" as const,
      title: t("restoreDialog.canBeDownloaded", { filename }),
      ...(restore.expires_at
        ? { description: t("restoreDialog.until", { expiresAt: at(restore.expires_at) }) }
        : {}),
    };
  return {
    tone: "ok" as const,
    title: t("restoreDialog.isBeingRestored", { filename }),
    description: t("restoreDialog.expectedYouAreToldWhenItIs", {
      estimatedReady: at(restore.estimated_ready),
    }),
  };
}
