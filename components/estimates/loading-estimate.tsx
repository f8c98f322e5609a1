"use client";
import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/progress.tsx";

/** In the shape of what comes, so that nothing jumps. */
export function LoadingAnswer() {
  const t = useTranslations("estimate");
  return (
    <div className="grid grid-cols-1 gap-5" role="status" aria-label={t("loading")}>
      <Skeleton className="h-7 w-80 max-w-full" />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2 xl:grid-cols-[5fr_4fr_3fr]">
        {["cost", "carbon", "confidence"].map((key) => (
          <Skeleton key={key} className="h-72 rounded-lg" />
        ))}
      </div>
      <LoadingCharts />
    </div>
  );
}

export function LoadingResult() {
  const t = useTranslations("estimate");
  return (
    <div role="status" aria-label={t("loading")}>
      <LoadingCharts />
    </div>
  );
}

function LoadingCharts() {
  return (
    <div className="grid grid-cols-1 gap-4">
      <Skeleton className="h-110 rounded-lg" />
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-80 rounded-lg" />
      </div>
    </div>
  );
}
