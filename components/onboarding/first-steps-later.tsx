"use client";
import { lazy, Suspense } from "react";
import { Skeleton } from "#components/ui/progress.tsx";
import type { FirstStepsAnswer } from "./queries.ts";

const FirstSteps = lazy(async () => ({ default: (await import("./first-steps.tsx")).FirstSteps }));

/** FirstSteps, whose code comes after the page's: most have put it away. */
export function FirstStepsLater({ initial }: { initial: FirstStepsAnswer }) {
  return (
    <Suspense fallback={initial.dismissed ? null : <Skeleton className="mb-5 h-96 rounded-lg" />}>
      <FirstSteps initial={initial} />
    </Suspense>
  );
}
