"use client";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

/** A file's model in 3D, inside a `SelectionProvider`; its code and its bytes come only where it is shown. */
export const ModelView = later(async () => (await import("./model-stage.tsx")).ModelStage, Loading);

function Loading() {
  const t = useTranslations("viewer");
  return (
    <Card role="status" aria-label={t("loading")} className="grid content-start gap-3 p-3">
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="h-[clamp(20rem,62dvh,44rem)] w-full" />
    </Card>
  );
}
