"use client";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useUnits } from "#components/format/units-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type MaterialDraft, newDraft, unitFrom, unitOptions } from "./material-drafts.ts";

interface MaterialRowsProps {
  drafts: readonly MaterialDraft[];
  onChange: (drafts: MaterialDraft[]) => void;
  names: readonly string[];
  error: string | undefined;
  /** Figures are percent of one volume, and have no unit of their own. */
  shares?: boolean;
}

/** Materials with quantities while they are typed, one a row. */
export function MaterialRows({ drafts, onChange, names, error, shares = false }: MaterialRowsProps) {
  const t = useTranslations("estimates");
  const units = useUnits();
  const update = (key: string, change: Partial<MaterialDraft>) =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft)));
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? "materials-error" : undefined}>
      <legend className="mb-1.5 font-medium text-sm">{t("materialRows.materials")}</legend>
      <datalist id="material-names">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {drafts.map((draft, index) => (
        <div
          key={draft.key}
          className="grid grid-cols-[1fr_1fr_auto] gap-2 sm:grid-cols-[minmax(0,1fr)_8rem_10rem_auto]"
        >
          <Input
            className="max-sm:col-span-3"
            aria-label={t("materialRows.material", { index: index + 1 })}
            placeholder={t("materialRows.materialEGConcreteC3037")}
            list="material-names"
            autoComplete="off"
            value={draft.name}
            onChange={(event) => update(draft.key, { name: event.target.value })}
          />
          <Input
            aria-label={t("materialRows.ofMaterial", {
              value: shares ? t("materialRows.share") : t("materialRows.quantity"),
              index: index + 1,
              value2: shares ? t("materialRows.percent") : "",
            })}
            placeholder={shares ? t("materialRows.share2") : t("materialRows.quantity")}
            inputMode="decimal"
            autoComplete="off"
            className="text-right tabular-nums"
            value={draft.quantity}
            onChange={(event) => update(draft.key, { quantity: event.target.value })}
          />
          {shares ? (
            <span />
          ) : (
            <Select
              aria-label={t("materialRows.unitOfMaterial", { index: index + 1 })}
              options={unitOptions(t).map(({ value, label }) => ({
                value,
                label: label ?? units.symbol(value),
              }))}
              value={draft.unit}
              onChange={(event) => update(draft.key, { unit: unitFrom(t, event.target.value) })}
            />
          )}
          <Button
            variant="ghost"
            icon
            aria-label={t("materialRows.removeMaterial", { index: index + 1 })}
            disabled={drafts.length === 1}
            onClick={() => onChange(drafts.filter((other) => other.key !== draft.key))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <FieldError id="materials-error" error={error} />
      <div>
        <Button size="sm" onClick={() => onChange([...drafts, newDraft()])}>
          <Plus aria-hidden />
          {t("materialRows.addMaterial")}
        </Button>
      </div>
    </fieldset>
  );
}
