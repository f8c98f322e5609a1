"use client";
import { useTranslations } from "next-intl";
import { formatFigure, NONE, unitSymbol } from "#components/format/numbers.ts";
import { Time } from "#components/format/time-element.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Translator } from "#lib/i18n/messages.ts";
import type { ConversionAnswer, EpdAnswer } from "./answers.ts";

type Unit = EpdAnswer["unit"];

/** Until when it holds; what has run out is a warning. */
export function Validity({ epd }: { epd: Pick<EpdAnswer, "valid_until" | "expired"> }) {
  const t = useTranslations("epd");
  if (!epd.valid_until) return NONE;
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Time at={`${epd.valid_until}T12:00:00.000Z`} show="date" />
      {epd.expired && <Badge tone="warn">{t("words.expired")}</Badge>}
    </span>
  );
}

/** "1 m³", "1,000 kg". */
export const declaredUnit = ({ amount, unit }: Pick<EpdAnswer, "amount" | "unit">) =>
  `${formatFigure(Number(amount), { digits: 6 })} ${unitSymbol(unit)}`;

export const typeText = (t: Translator<"epd">, type: EpdAnswer["data_set_type"]) =>
  t(`words.type.${type ?? "unknown"}`);

/** The formula by which a quantity of the entry becomes declared units. */
export function conversionText(
  t: Translator<"epd">,
  conversion: ConversionAnswer,
  { entryUnit, declared }: { entryUnit: Unit; declared: Unit },
): string {
  const figure = (text: string | null) => formatFigure(text === null ? null : Number(text), { digits: 6 });
  return t(`words.conversion.${conversion.how}`, {
    entry: unitSymbol(entryUnit),
    declared: unitSymbol(declared),
    factor: figure(conversion.factor),
    own: figure(conversion.entry_thickness_m),
    thickness: figure(conversion.declared_thickness_m),
    mass: figure(conversion.unit_mass_kg),
  });
}
