"use client";
import { useTranslations } from "next-intl";
import type { FileDetailAnswer } from "#components/data/answers.ts";
import { isUnderWay } from "#components/data/queries.ts";
import { LoadingTimeline } from "#components/files/loading-timeline.tsx";
import { ProcessingTimeline } from "#components/files/processing-timeline.tsx";
import type { Step, StepName } from "#components/files/types.ts";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";

const FileTimeline = later(
  async () => (await import("#components/files/file-timeline.tsx")).FileTimeline,
  LoadingTimeline,
);

const STEPS: readonly StepName[] = [
  "extract_geometry",
  "classify_materials",
  "estimate_costs",
  "calculate_carbon",
];

/** How far the processing of a file is, or how it went. */
export function Processing({ file, stage }: { file: FileDetailAnswer; stage: string }) {
  const t = useTranslations("files");
  const underWay = isUnderWay(file);
  return (
    <Card>
      <CardHeader
        title={t("oneFile.processing")}
        description={underWay ? t("oneFile.youMayLeaveThisPageTheWorkGoes") : undefined}
      />
      <CardBody>
        <ProcessingTimeline steps={file.steps.length > 0 ? file.steps : waitingSteps()} />
        <FileTimeline fileId={file.file_id} stage={stage} underWay={underWay} />
      </CardBody>
    </Card>
  );
}

function waitingSteps(): Step[] {
  return STEPS.map((name) => ({ name, status: "pending", started_at: null, duration_ms: null, attempts: 0 }));
}
