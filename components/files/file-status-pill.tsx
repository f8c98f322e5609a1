"use client";
import { useTranslations } from "next-intl";
import { StatusPill } from "#components/ui/badge.tsx";
import { ONLY_STORED } from "#lib/files/format-kinds.ts";
import { statusLabels } from "./labels.ts";
import type { FileStatus } from "./types.ts";

/** What became of a file. One whose format is kept and not measured has not failed, though it has no take-off. */
export function FileStatusPill({
  status,
  failureCode = null,
}: {
  status: FileStatus;
  failureCode?: string | null;
}) {
  const t = useTranslations("files");
  if (failureCode === ONLY_STORED) return <StatusPill tone="neutral">{t("labels.onlyStored")}</StatusPill>;
  const { label, tone, live } = statusLabels(t)[status];
  return (
    <StatusPill tone={tone} live={live}>
      {label}
    </StatusPill>
  );
}
