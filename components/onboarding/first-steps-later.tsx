"use client";
import { below } from "#components/ui/later.tsx";
import { Skeleton } from "#components/ui/progress.tsx";

/** FirstSteps, whose code comes after the page's: most have put it away. */
export const FirstStepsLater = below(
  async () => (await import("./first-steps.tsx")).FirstSteps,
  ({ initial }) => (initial.dismissed ? null : <Skeleton className="mb-5 h-96 rounded-lg" />),
);
