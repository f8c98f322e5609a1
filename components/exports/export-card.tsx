"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { formatBytes } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Confirm } from "#components/ui/dialog.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows, Progress } from "#components/ui/progress.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ExportAnswer } from "./answers.ts";

const KEY = ["exports"];
const statusOf = (
  t: Translator<"exports">,
): Record<ExportAnswer["status"], { label: string; tone: Tone }> => ({
  running: { label: t("exportCard.beingWritten"), tone: "info" },
  ready: { label: t("exportCard.ready"), tone: "ok" },
  failed: { label: t("exportCard.failed"), tone: "bad" },
  cancelled: { label: t("exportCard.cancelled"), tone: "neutral" },
  expired: { label: t("exportCard.deleted"), tone: "neutral" },
});

/** Everything the organisation has, as one archive: asks for it, shows how far it is, and hands it out. */
export function ExportCard() {
  const t = useTranslations("exports");
  const queries = useQueryClient();
  const list = useQuery({
    queryKey: KEY,
    queryFn: () => api<{ items: ExportAnswer[] }>("/api/exports"),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === "running") ? 2000 : false,
  });
  const form = useSubmit<void>(
    () => submitting(() => api("/api/exports", { method: "POST" })),
    () => queries.invalidateQueries({ queryKey: KEY }),
  );
  const running = list.data?.items.some(({ status }) => status === "running") ?? false;
  return (
    <Card>
      <CardHeader
        title={t("exportCard.export")}
        description={t("exportCard.everythingTheOrganisationHasIn")}
        actions={
          <Button
            variant="primary"
            loading={form.pending}
            disabled={running || !list.data}
            onClick={() => void form.run()}
          >
            {t("exportCard.exportEverything")}
          </Button>
        }
      />
      <FormProblemNotice problem={form.problem} />
      <QueryView query={list} loading={<LoadingRows rows={2} label={t("exportCard.loadingExports")} />}>
        {({ items }) => (
          <CardBody className="grid gap-4">
            <p className="text-ink-2">{t("exportCard.everyFileAndAsCsvAndJson")}</p>
            {items.length > 0 && (
              <ul className="grid divide-y divide-line" aria-label={t("exportCard.exports")}>
                {items.map((one) => (
                  <ExportRow
                    key={one.id}
                    one={one}
                    onChange={() => queries.invalidateQueries({ queryKey: KEY })}
                  />
                ))}
              </ul>
            )}
          </CardBody>
        )}
      </QueryView>
    </Card>
  );
}

function ExportRow({ one, onChange }: { one: ExportAnswer; onChange: () => Promise<void> }) {
  const t = useTranslations("exports");
  const { label, tone } = statusOf(t)[one.status];
  const expiresAt = one.expires_at;
  const remove = async () => {
    await api(`/api/exports/${one.id}`, { method: "DELETE" });
    await onChange();
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="grid min-w-0 grow gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={tone}>{label}</Badge>
          <Time at={one.created_at} show="datetime" />
          {one.size !== null && one.status === "ready" && (
            <span className="text-ink-2">{formatBytes(one.size)}</span>
          )}
        </p>
        {one.status === "running" && (
          <Progress
            label={t("exportCard.export")}
            value={one.progress > 0 ? one.progress / 100 : null}
            className="max-w-80"
          />
        )}
        {one.problem && <p className="text-bad">{one.problem}</p>}
        <p className="text-ink-3 text-sm">
          {one.requested_by
            ? t("exportCard.for", { requestedBy: one.requested_by })
            : t("exportCard.forAnApiKeyOrAFormerMember")}
          {one.status === "ready" && expiresAt && (
            <> {t.rich("exportCard.until", { time: () => <Time at={expiresAt} show="datetime" /> })}</>
          )}
        </p>
      </div>
      {one.status === "running" && (
        <Confirm
          trigger={<Button variant="danger-ghost">{t("exportCard.cancel")}</Button>}
          title={t("exportCard.cancelThisExport")}
          description={t("exportCard.whatWasWrittenSoFarIsDeleted")}
          confirmLabel={t("exportCard.cancelExport")}
          danger
          onConfirm={remove}
        />
      )}
      {one.status === "ready" && (
        <>
          <Confirm
            trigger={<Button variant="danger-ghost">{t("exportCard.delete")}</Button>}
            title={t("exportCard.deleteThisArchive")}
            description={t("exportCard.itCanNoLongerBeDownloadedYour")}
            confirmLabel={t("exportCard.deleteArchive")}
            danger
            onConfirm={remove}
          />
          <Button asChild>
            <a href={`/api/exports/${one.id}/download`} download>
              <Download aria-hidden />
              {t("exportCard.download")}
            </a>
          </Button>
        </>
      )}
    </li>
  );
}
