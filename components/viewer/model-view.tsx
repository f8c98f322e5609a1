"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import type { ModelStageProps } from "./model-stage.tsx";

const Stage = dynamic(() => import("./model-stage.tsx").then(({ ModelStage }) => ModelStage), {
  ssr: false,
  loading: () => <Loading />,
});

/** A file's model in 3D, inside a `SelectionProvider`; its code and its bytes come only where it is shown. */
export function ModelView(props: ModelStageProps) {
  return <Stage {...props} />;
}

function Loading() {
  const t = useTranslations("viewer");
  return (
    <Card role="status" aria-label={t("loading")} className="grid content-start gap-3 p-3">
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="h-[clamp(20rem,62dvh,44rem)] w-full" />
    </Card>
  );
}
