"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Box } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { sentenceOf } from "#components/data/told-of.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/progress.tsx";
import { EmptyState, ErrorState } from "#components/ui/states.tsx";
import { ModelCard } from "./model-card.tsx";
import { isUnderWay, useModel } from "./use-model.ts";

export interface ModelStageProps {
  fileId: string;
  filename: string;
  /** Changes when the file is processed again. */
  stage: string;
  mayEdit: boolean;
}

/** The model, or why there is none and what to do. */
export function ModelStage(props: ModelStageProps) {
  const t = useTranslations("viewer");
  const model = useModel(props.fileId, props.stage);
  if (model.data && model.data.parts.length > 0)
    return <ModelCard key={model.data.parts[0]?.url} {...props} model={model.data} />;
  if (model.data) return <NoModel {...props} sentence={t("empty")} />;
  if (model.isPending || isUnderWay(model.error)) return <Making making={isUnderWay(model.error)} />;
  const { error } = model;
  if (error instanceof ApiError && error.status === 404)
    return <NoModel {...props} sentence={error.message} />;
  return (
    <Card>
      <ErrorState
        title={t("failed.title")}
        traceId={error instanceof ApiError ? error.traceId : null}
        action={<Button onClick={() => model.refetch()}>{t("retry")}</Button>}
      >
        {sentenceOf(error)}
      </ErrorState>
    </Card>
  );
}

function Making({ making }: { making: boolean }) {
  const t = useTranslations("viewer");
  const words = making ? t("making") : t("loading");
  return (
    <Card role="status" aria-label={words} className="grid content-start gap-3 p-3">
      {making && <p className="text-ink-2">{words}</p>}
      <Skeleton className="h-8 w-72 max-w-full" />
      <Skeleton className="h-[clamp(20rem,62dvh,44rem)] w-full" />
    </Card>
  );
}

function NoModel({ fileId, mayEdit, sentence }: ModelStageProps & { sentence: string }) {
  const t = useTranslations("viewer");
  const queries = useQueryClient();
  const [state, setState] = useState<{ busy: boolean; refusal: string }>({ busy: false, refusal: "" });
  const process = async () => {
    setState({ busy: true, refusal: "" });
    try {
      await api(`/api/files/${fileId}/process`, { method: "POST" });
      await queries.invalidateQueries({ queryKey: ["files"] });
      setState({ busy: false, refusal: "" });
    } catch (error) {
      setState({ busy: false, refusal: sentenceOf(error) });
    }
  };
  return (
    <Card>
      <EmptyState
        icon={Box}
        title={t("none.title")}
        action={
          mayEdit && (
            <Button loading={state.busy} onClick={process}>
              {t("none.process")}
            </Button>
          )
        }
      >
        <p>{sentence}</p>
        {state.refusal && (
          <p role="alert" className="mt-2 text-bad">
            {state.refusal}
          </p>
        )}
      </EmptyState>
    </Card>
  );
}
