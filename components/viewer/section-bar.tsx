"use client";
import { FlipHorizontal2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatPercent } from "#components/format/numbers.ts";
import { Button } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Section } from "./engine/types.ts";

const AXES = ["x", "y", "z"] as const;

/** Where the model is cut: along which axis, how far, and which side is shown. */
export function SectionBar({
  section,
  onChange,
}: {
  section: Section;
  onChange: (section: Section | null) => void;
}) {
  const t = useTranslations("viewer");
  return (
    <fieldset
      aria-label={t("section.name")}
      className="flex flex-wrap items-center gap-3 border-line border-t px-3 py-2"
    >
      <Segmented
        label={t("section.axis")}
        value={section.axis}
        segments={AXES.map((axis) => ({ value: axis, label: t(`section.${axis}`) }))}
        onChange={(axis) => onChange({ ...section, axis })}
      />
      <label className="flex min-w-48 grow items-center gap-2 text-sm">
        <span className="text-ink-2">{t("section.at")}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.005}
          value={section.at}
          aria-valuetext={formatPercent(section.at)}
          onChange={(event) => onChange({ ...section, at: event.target.valueAsNumber })}
          className="h-6 min-w-0 grow accent-brand-text touch:h-11"
        />
      </label>
      <Button
        size="sm"
        aria-pressed={section.flipped}
        onClick={() => onChange({ ...section, flipped: !section.flipped })}
      >
        <FlipHorizontal2 aria-hidden />
        {t("section.flip")}
      </Button>
      <Button size="sm" variant="ghost" icon aria-label={t("section.end")} onClick={() => onChange(null)}>
        <X aria-hidden />
      </Button>
    </fieldset>
  );
}
