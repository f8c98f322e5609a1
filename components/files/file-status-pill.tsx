"use client";
import { useTranslations } from "next-intl";
import { StatusPill } from "#components/ui/badge.tsx";
import { statusLabels } from "./labels.ts";
import type { FileStatus } from "./types.ts";

export function FileStatusPill({ status }: { status: FileStatus }) {
  const t = useTranslations("files");
  const { label, tone, live } = statusLabels(t)[status];
  return (
    <StatusPill tone={tone} live={live}>
      {label}
    </StatusPill>
  );
}
