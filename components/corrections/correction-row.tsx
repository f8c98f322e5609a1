"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type {
  CorrectionAnswer,
  CorrectionListAnswer,
  CorrectionsChangedAnswer,
} from "#components/data/answers.ts";
import { api } from "#components/data/api.ts";
import { submitting } from "#components/data/form.ts";
import { sentenceOf } from "#components/data/told-of.ts";
import { useUrlParams } from "#components/data/url-params.ts";
import { classLabel } from "#components/files/class-label.ts";
import { formatPercent } from "#components/format/numbers.ts";
import { formatDate } from "#components/format/time.ts";
import { useUnits } from "#components/format/units-provider.tsx";
import { NO_FILTERS } from "#components/takeoff/view.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormProblemNotice } from "#components/ui/form-problem.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { textOf, useSubmit } from "#components/ui/use-submit.ts";
import type { Translator } from "#lib/i18n/messages.ts";
import { useChanged } from "./use-changed.ts";

const UNITS = { length_m: "m", area_m2: "m2", volume_m3: "m3", weight_kg: "kg" } as const;
type Units = ReturnType<typeof useUnits>;

/** One correction: of which element, what was found and what counts instead, by whom and why. */
export function CorrectionRow({
  fileId,
  correction,
  mayEdit,
}: {
  fileId: string;
  correction: CorrectionAnswer;
  mayEdit: boolean;
}) {
  const t = useTranslations("corrections");
  const units = useUnits();
  const [, setParams] = useUrlParams();
  const { element, kind, state, ended } = correction;
  const name = element.name || t("row.unnamed");
  const isStanding = ended === null;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="grid min-w-0 grow basis-72 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {element.ordinal === null ? (
            <span className="font-medium">{name}</span>
          ) : (
            <button
              type="button"
              className="min-w-0 break-words text-left font-medium text-brand-ink underline-offset-2 hover:underline"
              aria-label={t("section.showElement", { name })}
              onClick={() => setParams({ ...NO_FILTERS, q: element.global_id, tab: "take-off" })}
            >
              {name}
            </button>
          )}
          <span className="text-ink-3 text-sm">
            {[classLabel(element.ifc_class), element.storey].filter(Boolean).join(" · ")}
          </span>
          {state !== "standing" && (
            <Badge tone={isStanding ? "warn" : "neutral"}>{t(`state.${state}`)}</Badge>
          )}
        </p>
        <p className={isStanding ? "tabular-nums" : "text-ink-2 tabular-nums"}>
          <span className="font-medium">{t(`kind.${kind}`)}</span>: {saidOf(t, units, correction)}
        </p>
        <p className="whitespace-pre-wrap break-words text-ink-2 text-sm">
          {t(correction.carried_from ? "row.byCarried" : "row.by", {
            name: whoOf(t, correction.by),
            date: formatDate(correction.at),
            reason: correction.reason,
          })}
        </p>
        {ended && <p className="text-ink-2 text-sm">{endedText(t, state, ended)}</p>}
      </div>
      {mayEdit && isStanding && (
        <div className="flex flex-wrap gap-2">
          {state === "changed" && <Keep fileId={fileId} id={correction.id} name={name} />}
          <Withdraw fileId={fileId} id={correction.id} name={name} />
        </div>
      )}
    </li>
  );
}

/** The floor area beside the corrections of elements; it is settled on the overview. */
export function FloorAreaRow({ area }: { area: NonNullable<CorrectionListAnswer["floor_area"]> }) {
  const t = useTranslations("corrections");
  const units = useUnits();
  const shown = (m2: number | null) =>
    m2 === null ? t("row.none") : units.quantity(m2, "m2", { digits: 6 });
  return (
    <li className="grid gap-0.5 px-4 py-3">
      <p className="tabular-nums">
        <span className="font-medium">{t("floorArea")}</span>:{" "}
        {t("row.found", { found: shown(area.found_m2) })},{" "}
        {t("row.corrected", { corrected: shown(area.corrected_m2) })}
      </p>
      {area.at && (
        <p className="text-ink-2 text-sm">
          {area.reason
            ? t("row.by", { name: whoOf(t, area.by), date: formatDate(area.at), reason: area.reason })
            : t("row.withoutReason", { name: whoOf(t, area.by), date: formatDate(area.at) })}
        </p>
      )}
    </li>
  );
}

type Words = Translator<"corrections">;

function saidOf(t: Words, units: Units, { kind, quantity, materials, excluded }: CorrectionAnswer): string {
  if (quantity && kind !== "material" && kind !== "exclusion") {
    const unit = UNITS[kind];
    const shown = (value: number | null) =>
      value === null ? t("row.none") : units.quantity(value, unit, { digits: 6 });
    const corrected = Number(quantity.corrected);
    const base = (quantity.now ?? quantity.found).value;
    return [
      t("row.found", { found: shown(quantity.found.value) }),
      ...(quantity.now ? [t("row.nowSays", { now: shown(quantity.now.value) })] : []),
      t("row.corrected", { corrected: shown(corrected) }),
      t("row.difference", { difference: signed(shown, corrected - (base ?? 0)) }),
    ].join(", ");
  }
  if (materials) {
    const named = (all: readonly { name: string; share: number }[]) =>
      all.map(({ name, share }) => (share < 1 ? `${name} ${formatPercent(share)}` : name)).join(", ") ||
      t("row.none");
    return [
      t("row.found", { found: named(materials.found) }),
      ...(materials.now ? [t("row.nowSays", { now: named(materials.now) })] : []),
      t("row.corrected", { corrected: named(materials.corrected) }),
    ].join("; ");
  }
  const quantities = (["length_m", "area_m2", "volume_m3", "weight_kg"] as const).flatMap((key) => {
    const value = excluded?.[key] ?? null;
    return value === null ? [] : [units.quantity(value, UNITS[key], { digits: 6 })];
  });
  return `${t("row.found", { found: quantities.join(", ") || t("row.none") })}, ${t("row.excluded")}`;
}

const signed = (shown: (value: number) => string, difference: number) =>
  difference > 0 ? `+${shown(difference)}` : shown(difference);

function whoOf(t: Words, by: CorrectionAnswer["by"] | null): string {
  if (by?.kind === "api_key") return t("row.key", { name: by.name ?? "" });
  if (by?.kind === "system") return t("row.system");
  return by?.name ?? t("row.somebody");
}

function endedText(
  t: Words,
  state: CorrectionAnswer["state"],
  { by, at, reason }: NonNullable<CorrectionAnswer["ended"]>,
): string {
  const who = { name: whoOf(t, by), date: formatDate(at) };
  if (state === "replaced") return t("row.replaced", who);
  return reason ? t("row.withdrawnFor", { ...who, reason }) : t("row.withdrawn", who);
}

function Keep({ fileId, id, name }: { fileId: string; id: string; name: string }) {
  const t = useTranslations("corrections");
  const changed = useChanged(fileId);
  const keep = useMutation({
    mutationFn: async () =>
      changed(
        t("keep.done"),
        await api<CorrectionsChangedAnswer>(`/api/files/${fileId}/corrections/keep`, { body: { ids: [id] } }),
      ),
  });
  return (
    <>
      <Button
        size="sm"
        loading={keep.isPending}
        aria-label={t("keep.of", { name })}
        onClick={() => keep.mutate()}
      >
        {t("keep.button")}
      </Button>
      {keep.error && (
        <span role="alert" className="text-bad text-sm">
          {sentenceOf(keep.error)}
        </span>
      )}
    </>
  );
}

function Withdraw({ fileId, id, name }: { fileId: string; id: string; name: string }) {
  const t = useTranslations("corrections");
  const [open, setOpen] = useState(false);
  const changed = useChanged(fileId);
  const form = useSubmit<{ reason?: string }>((values) =>
    submitting(async () => {
      const answer = await api<CorrectionsChangedAnswer>(`/api/files/${fileId}/corrections/withdraw`, {
        body: { ids: [id], ...values },
      });
      setOpen(false);
      await changed(t("withdraw.done"), answer);
    }),
  );
  return (
    <Dialog
      title={t("withdraw.title")}
      description={t("withdraw.hint")}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" variant="ghost" aria-label={t("withdraw.of", { name })}>
          {t("withdraw.button")}
        </Button>
      }
    >
      <form
        method="post"
        className="grid gap-4"
        onSubmit={form.onSubmit((data) => {
          const reason = textOf(data, "reason");
          return reason ? { reason } : {};
        })}
      >
        <Field label={t("withdraw.reason")} error={form.fieldError("reason")}>
          {(control) => <Textarea {...control} name="reason" maxLength={500} rows={2} />}
        </Field>
        <FormProblemNotice problem={form.problem} />
        <DialogFooter danger submit={t("withdraw.button")} pending={form.pending} />
      </form>
    </Dialog>
  );
}
