"use client";
import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/progress.tsx";

/** In the place of what stands below the figures while it is not there. */
export function LoadingLists() {
  const t = useTranslations("ui");
  return (
    <div role="status" aria-label={t("progress.loading")} className="grid grid-cols-1 gap-5">
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
      <Skeleton className="h-64 rounded-lg" />
    </div>
  );
}
