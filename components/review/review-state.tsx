"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { EstimateDetailAnswer } from "#components/data/answers.ts";
import { StatusPill, type Tone } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { later } from "#components/ui/later.tsx";
import type { ReviewStateName } from "./answers.ts";
import { useReview } from "./queries.ts";

const ReviewForm = later(async () => (await import("./review-form.tsx")).ReviewForm);

const TONES: Record<ReviewStateName, Tone> = { draft: "neutral", in_review: "info", approved: "ok" };

/** Where an estimate's review stands, and what its reader may make of it. Nothing while that is not known. */
export function ReviewState({
  estimate,
  me,
}: {
  estimate: Pick<EstimateDetailAnswer, "id" | "updated_at">;
  /** The name in the reader's profile. */
  me: string;
}) {
  const t = useTranslations("variants");
  const review = useReview(estimate.id);
  const [next, setNext] = useState<ReviewStateName | null>(null);
  ReviewForm.useAtRest();
  // Beside the title: an error of its own would push the answer aside; the discussion shows it.
  if (!review.data) return null;
  const { state, may } = review.data;
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <StatusPill tone={TONES[state]}>{t(`review.state.${state}`)}</StatusPill>
      {may.map((target) => (
        <Dialog
          key={target}
          open={next === target}
          onOpenChange={(open) => setNext(open ? target : null)}
          title={t(`review.to.${target}.title`)}
          description={t(`review.to.${target}.text`)}
          trigger={
            <Button size="sm" variant={target === "draft" ? "ghost" : "secondary"}>
              {t(`review.to.${target}.button`)}
            </Button>
          }
        >
          <ReviewForm estimate={estimate} target={target} me={me} onDone={() => setNext(null)} />
        </Dialog>
      ))}
    </span>
  );
}
