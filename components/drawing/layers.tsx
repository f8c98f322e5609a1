"use client";
import { CheckCheck, Layers as LayersIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { useSubmit } from "#components/ui/use-submit.ts";
import { LayersTable, rowsOf } from "./layers-table.tsx";
import { type DrawingAnswer, useDrawing } from "./queries.ts";
import { ScaleCard } from "./scale-card.tsx";
import { UnitCard } from "./unit-card.tsx";
import { useSay } from "./use-say.ts";

export interface LayersProps {
  fileId: string;
  /** Changes when the drawing has been taken off anew. */
  stage: string;
  mayEdit: boolean;
}

/** A drawing's layers and blocks: what they hold, what they are taken for, and in which unit it all is. */
export function Layers({ fileId, stage, mayEdit }: LayersProps) {
  const t = useTranslations("drawing");
  const drawing = useDrawing(fileId, stage);
  return (
    <QueryView
      query={drawing}
      loading={
        <Card>
          <LoadingRows rows={8} label={t("loading")} />
        </Card>
      }
    >
      {(data) => <Shown drawing={data} mayEdit={mayEdit} />}
    </QueryView>
  );
}

function Shown({ drawing, mayEdit }: { drawing: DrawingAnswer; mayEdit: boolean }) {
  const t = useTranslations("drawing");
  const rows = rowsOf(drawing);
  const stale = rows.filter(({ applied }) => !applied).length;
  return (
    <div className="grid grid-cols-1 gap-4">
      {drawing.scale ? (
        <ScaleCard key={`${drawing.scale.said}`} drawing={drawing} scale={drawing.scale} mayEdit={mayEdit} />
      ) : (
        <UnitCard key={`${drawing.unit.used}`} drawing={drawing} mayEdit={mayEdit} />
      )}
      {stale > 0 && (
        <Callout tone="warn" title={t("stale.title", { count: stale, shown: formatCount(stale) })}>
          {t("stale.hint")}
        </Callout>
      )}
      <Card>
        <CardHeader
          title={t("title")}
          description={t("description")}
          actions={mayEdit && <ConfirmAll drawing={drawing} />}
        />
        {rows.length === 0 ? (
          <EmptyState icon={LayersIcon} title={t("empty.title")}>
            {t("empty.hint")}
          </EmptyState>
        ) : (
          <LayersTable drawing={drawing} rows={rows} mayEdit={mayEdit} />
        )}
        <CardBody className="border-line border-t pt-3 text-ink-2 text-sm">
          <p>{t("noModel")}</p>
          <p>
            {t("beside", {
              annotations: drawing.annotations,
              shownAnnotations: formatCount(drawing.annotations),
              paper: drawing.paper_space,
              shownPaper: formatCount(drawing.paper_space),
            })}
          </p>
        </CardBody>
      </Card>
    </div>
  );
}

/** Takes every suggestion as it stands. */
function ConfirmAll({ drawing }: { drawing: DrawingAnswer }) {
  const t = useTranslations("drawing");
  const say = useSay(drawing.file_id);
  const suggested = rowsOf(drawing).filter(({ state }) => state === "suggested");
  const form = useSubmit<undefined>(() =>
    say({ mappings: suggested.map(({ kind, name, mapping }) => ({ kind, name, mapping })) }),
  );
  if (suggested.length === 0) return null;
  return (
    <div className="grid justify-items-end gap-2">
      <Button variant="primary" loading={form.pending} onClick={() => void form.run(undefined)}>
        <CheckCheck aria-hidden />
        {t("confirmAll", { count: suggested.length, shown: formatCount(suggested.length) })}
      </Button>
      <FormProblemNotice problem={form.problem} />
    </div>
  );
}
