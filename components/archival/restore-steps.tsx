"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatDateTime } from "#components/format/time.ts";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { InitiatedAnswer, RestoredFilesAnswer } from "./answers.ts";
import { BatchProgress } from "./batch-progress.tsx";
import { refreshArchive, useTerms } from "./queries.ts";
import { RestoreForm, type RestoreWish } from "./restore-form.tsx";

interface Asked {
  files: readonly { id: string; filename: string; size: number }[];
  permanent: boolean;
  onBatch: (batch: RestoredFilesAnswer) => void;
  onClose: () => void;
  onDone?: (() => void) | undefined;
}

/** What the restore dialog asks, and of several files how far they are. */
export function RestoreSteps({ batch, ...asked }: Asked & { batch: RestoredFilesAnswer | null }) {
  return batch ? (
    <BatchProgress batch={batch} names={asked.files} onClose={asked.onClose} />
  ) : (
    <Asking {...asked} />
  );
}

function Asking({ files, permanent, onBatch, onClose, onDone }: Asked) {
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
