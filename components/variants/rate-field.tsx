"use client";
import { useTranslations } from "next-intl";
import { decimalText } from "#components/format/decimal.ts";
import { formatFigure } from "#components/format/numbers.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { typedNumber } from "./drafts.ts";

/** A number to try: typed exactly, or by a slider from nothing to twice what it is. */
export function RateField({
  label,
  hint,
  value,
  present,
  most,
  onChange,
}: {
  label: string;
  hint?: string;
  /** As typed; empty: as it is. */
  value: string;
  /** As it is; null: not known, so there is no slider. */
  present: string | null;
  most?: number;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("variants");
  const now = Number(present ?? 0);
  const top = Math.min(most ?? Number.POSITIVE_INFINITY, now > 0 ? now * 2 : 20);
  const step = Number((top / 200).toPrecision(2));
  const typed = typedNumber(value);
  const tooMuch = most !== undefined && typed !== null && Number(typed) > most;
  const problem = (value !== "" && typed === null) || tooMuch ? t("drivers.notANumber") : undefined;
  return (
    <Field label={label} hint={hint} error={problem}>
      {(control) => (
        <div className="flex items-center gap-3">
          <Input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            className="w-28 shrink-0 tabular-nums"
            placeholder={present === null ? "" : decimalText(Number(present))}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {present !== null && (
            <input
              type="range"
              aria-label={t("drivers.slider", { label })}
              aria-valuetext={formatFigure(Number(typed ?? present))}
              min={0}
              max={top}
              step={step}
              value={Math.min(top, Number(typed ?? present))}
              onChange={(event) => onChange(decimalText(Number(Number(event.target.value).toFixed(4))))}
              className="h-8 min-w-0 grow accent-brand touch:h-11"
            />
          )}
        </div>
      )}
    </Field>
  );
}
