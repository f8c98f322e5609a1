"use client";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useUnits } from "#components/format/units-provider.tsx";
import { Help } from "#components/onboarding/help.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DataList } from "#components/ui/data-list.tsx";
import { DecimalInput } from "#components/ui/decimal-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Input } from "#components/ui/input.tsx";
import { type Submit, textOf, useSubmit } from "#components/ui/use-submit.ts";
import { areaSourceLabels } from "./labels.ts";
import type { FloorArea } from "./types.ts";

/** A reason where the area is not what the file says. */
export interface AreaValues {
  floor_area_m2: number;
  reason?: string;
}

export interface FloorAreaCardProps {
  area: FloorArea;
  /** Confirms or corrects the gross area, m²; field name `floor_area_m2`. Left out where the role may not. */
  onConfirm?: Submit<AreaValues>;
  /** Goes back to the file's own value, once a person has confirmed or corrected it. */
  onReset?: Submit<undefined>;
}

/** The floor areas that every figure per m² uses, with where they come from and a way to settle them. */
export function FloorAreaCard({ area, onConfirm, onReset }: FloorAreaCardProps) {
  const t = useTranslations("files");
  const per = t("floorAreaCard.figuresPer", { symbol: useUnits().symbol("m2") });
  const confirmed = area.gross_source === "confirmed";
  return (
    <Card>
      <CardHeader
        title={t("floorAreaCard.floorArea")}
        description={
          area.used_kind === "net"
            ? t("floorAreaCard.theModelStatesNoGrossAreaSoUse", { per })
            : t("floorAreaCard.allUseTheGrossArea", { per })
        }
        actions={
          <>
            {confirmed ? (
              <Badge tone="ok">{t("floorAreaCard.confirmed")}</Badge>
            ) : (
              <Badge tone="warn">{t("floorAreaCard.notConfirmed")}</Badge>
            )}
            <Help topic="floorArea" />
          </>
        }
      />
      <CardBody className="grid gap-4">
        <DataList
          items={[
            {
              key: "gross",
              term: t("floorAreaCard.gross"),
              value: <Value m2={area.gross_m2} note={areaSourceLabels(t)[area.gross_source]} />,
            },
            {
              key: "net",
              term: t("floorAreaCard.net"),
              value: <Value m2={area.net_m2} note={areaSourceLabels(t)[area.net_source]} />,
            },
          ]}
        />
        {onConfirm && <ConfirmForm area={area} onConfirm={onConfirm} />}
        {confirmed && onReset && <Reset onReset={onReset} />}
      </CardBody>
    </Card>
  );
}

function Value({ m2, note }: { m2: number | null; note: string }) {
  const units = useUnits();
  return (
    <>
      <span className="font-medium tabular-nums">{units.quantity(m2, "m2", { digits: 5 })}</span>{" "}
      <span className="text-ink-3 text-sm">{note}</span>
    </>
  );
}

function Reset({ onReset }: { onReset: Submit<undefined> }) {
  const t = useTranslations("files");
  const { pending, problem, run } = useSubmit(onReset);
  return (
    <div className="grid justify-items-start gap-2">
      <Button size="sm" loading={pending} onClick={() => void run(undefined)}>
        <Undo2 aria-hidden />
        {t("floorAreaCard.backToTheFilesOwnValue")}
      </Button>
      <FormProblemNotice problem={problem} />
    </div>
  );
}

function ConfirmForm({ area, onConfirm }: { area: FloorArea; onConfirm: Submit<AreaValues> }) {
  const t = useTranslations("files");
  const { pending, problem, setProblem, run, fieldError } = useSubmit(onConfirm);
  const units = useUnits();
  const given =
    area.gross_m2 === null ? "" : String(Math.round(units.fromSi(area.gross_m2, "m2") * 100) / 100);
  return (
    <form
      noValidate
      method="post"
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const value = Number(textOf(data, "floor_area_m2"));
        const reason = textOf(data, "reason");
        if (Number.isFinite(value) && value > 0)
          void run({ floor_area_m2: units.toSi(value, "m2"), ...(reason ? { reason } : {}) });
        else
          setProblem({
            message: t("floorAreaCard.theAreaWasNotSaved"),
            fields: {
              floor_area_m2: t("floorAreaCard.giveTheGrossFloorAreaInEG12505", {
                symbol: units.symbol("m2"),
              }),
            },
          });
      }}
    >
      <Field
        label={t("floorAreaCard.grossFloorArea", { symbol: units.symbol("m2") })}
        error={fieldError("floor_area_m2")}
      >
        {(control) => (
          <div className="flex gap-2">
            <DecimalInput {...control} name="floor_area_m2" defaultValue={given} className="max-w-40" />
            <Button type="submit" loading={pending}>
              {area.gross_source === "confirmed" ? t("floorAreaCard.correct") : t("floorAreaCard.confirm")}
            </Button>
          </div>
        )}
      </Field>
      <Field
        optional
        label={t("floorAreaCard.reason")}
        hint={t("floorAreaCard.reasonHint")}
        error={fieldError("reason")}
      >
        {(control) => <Input {...control} name="reason" maxLength={500} />}
      </Field>
      {!fieldError("floor_area_m2") && <FormProblemNotice problem={problem} />}
    </form>
  );
}
