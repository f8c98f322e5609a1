"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LoadingRows } from "#components/ui/progress.tsx";

/** Where the timeline stands, with what is in it. */
export function TimelineSection({ children }: { children: ReactNode }) {
  const t = useTranslations("files");
  return (
    <section aria-label={t("fileTimeline.timeline")} className="mt-4 border-line border-t pt-3">
      {children}
    </section>
  );
}

export function TimelineRows() {
  const t = useTranslations("files");
  return <LoadingRows rows={1} label={t("fileTimeline.loadingTheTimeline")} />;
}

/** In the place of FileTimeline while it is not there. */
export function LoadingTimeline() {
  return (
    <TimelineSection>
      <TimelineRows />
    </TimelineSection>
  );
}
