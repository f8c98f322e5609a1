"use client";
import { useTranslations } from "next-intl";
import { formatFigure } from "#components/format/numbers.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { DrawingAnswer } from "./queries.ts";
import { useSay } from "./use-say.ts";

type Scale = NonNullable<DrawingAnswer["scale"]>;

/** At which scale a PDF is drawn: as its pages state, as a person said, or still to be said. */
export function ScaleCard({
  drawing,
  scale,
  mayEdit,
}: {
  drawing: DrawingAnswer;
  scale: Scale;
  mayEdit: boolean;
}) {
  const t = useTranslations("drawing");
  const used = scale.said ?? scale.stated;
  if (drawing.unit.used === null)
    return (
      <Callout tone="warn" title={t("scale.missing")}>
        <p>{t("scale.missingHint")}</p>
        {mayEdit && <ScaleForm fileId={drawing.file_id} scale={scale} />}
      </Callout>
    );
  return (
    <Card>
      <CardHeader
        title={
          used === null
            ? t("scale.each")
            : t(scale.stated === null ? "scale.others" : "scale.title", { scale: formatFigure(used) })
        }
        description={
          scale.stated === null
            ? t("scale.statesNone")
            : t("scale.states", { scale: formatFigure(scale.stated) })
        }
        actions={scale.said === null ? null : <Badge tone="ok">{t("scale.said")}</Badge>}
      />
      {mayEdit && (
        <CardBody>
          <ScaleForm fileId={drawing.file_id} scale={scale} />
        </CardBody>
      )}
    </Card>
  );
}

function ScaleForm({ fileId, scale }: { fileId: string; scale: Scale }) {
  const t = useTranslations("drawing");
  const say = useSay(fileId);
  const form = useSubmit<number>((value) => say({ scale: value }));
  const reset = useSubmit<undefined>(() => say({ scale: null }));
  return (
    <form
      method="post"
      className="mt-2 grid gap-2"
      onSubmit={form.onSubmit((data) => Number(textOf(data, "scale")))}
    >
      <Field label={t("scale.label")} hint={t("scale.hint")} error={form.fieldError("scale")}>
        {(control) => (
          <div className="flex flex-wrap gap-2">
            <DecimalInput
              {...control}
              name="scale"
              required
              defaultValue={String(scale.said ?? scale.stated ?? "")}
              className="w-32"
            />
            <Button type="submit" loading={form.pending}>
              {t("scale.submit")}
            </Button>
            {scale.said !== null && (
              <Button variant="ghost" loading={reset.pending} onClick={() => void reset.run(undefined)}>
                {t("scale.asStated")}
              </Button>
            )}
          </div>
        )}
      </Field>
      <FormProblemNotice problem={form.problem ?? reset.problem} />
    </form>
  );
}
