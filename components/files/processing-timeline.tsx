"use client";
import { useTranslations } from "next-intl";
import { formatDuration } from "#components/format/time.ts";
import { Stepper } from "#components/ui/stepper.tsx";
import { stepLabels } from "./labels.ts";
import type { Step } from "./types.ts";
import { useNow } from "./use-now.ts";

/** The four steps of a run. A running step's clock ticks by itself; new states come with new props. */
export function ProcessingTimeline({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations("files");
  const running = steps.some((step) => step.status === "running");
  const now = useNow(running);
  const done = steps.filter((step) => step.status === "completed").length;
  return (
    <>
      <p role="status" className="sr-only">
        {running
          ? t("processingTimeline.ofStepsDone", { done, length: steps.length })
          : done === steps.length
            ? t("processingTimeline.allStepsDone")
            : ""}
      </p>
      <Stepper
        label={t("processingTimeline.processingSteps")}
        items={steps.map((step) => ({
          id: step.name,
          title: stepLabels(t)[step.name],
          state: step.status,
          meta: duration(step, now),
          note: step.attempts > 1 ? t("processingTimeline.attempt", { attempts: step.attempts }) : undefined,
        }))}
      />
    </>
  );
}

function duration(step: Step, now: number | null): string | undefined {
  if (step.duration_ms !== null) return formatDuration(step.duration_ms);
  if (step.status !== "running" || !step.started_at || now === null) return undefined;
  return formatDuration(Math.max(0, Math.floor((now - Date.parse(step.started_at)) / 1000) * 1000));
}
