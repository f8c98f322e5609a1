"use client";
import { useTranslations } from "next-intl";
import { sourceLabels } from "#components/files/labels.ts";
import { SourceMark } from "./quantity-value.tsx";

const SOURCES = ["stated", "mesh", "drawn", "listed", "corrected", "low_confidence"] as const;

/** What the marks beside the quantities mean. */
export function Legend({ hasModel }: { hasModel: boolean }) {
  const t = useTranslations("takeoff");
  const labels = sourceLabels(useTranslations("files"));
  return (
    <div className="grid gap-1 px-4 py-3 text-sm">
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-ink-2">
        {SOURCES.map((source) => (
          <div key={source} className="flex items-center gap-1.5">
            <dt className="flex items-center gap-1.5 font-medium">
              <SourceMark source={source} silent />
              {labels[source].label}
            </dt>
            <dd>{labels[source].hint}</dd>
          </div>
        ))}
      </dl>
      {hasModel && <p className="text-ink-3 pointer-coarse:hidden print:hidden">{t("keys")}</p>}
    </div>
  );
}
