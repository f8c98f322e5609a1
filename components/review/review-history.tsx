"use client";
import { useTranslations } from "next-intl";
import { QueryView } from "#components/data/query-view.tsx";
import { Time } from "#components/format/time-element.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { useReview } from "./queries.ts";

/** How an estimate's review came to where it stands. */
export function ReviewHistory({ estimateId }: { estimateId: string }) {
  const t = useTranslations("variants");
  const review = useReview(estimateId);
  return (
    <Card>
      <CardHeader title={t("review.title")} description={t("review.description")} level={3} />
      <QueryView query={review} loading={<LoadingRows rows={2} />}>
        {({ steps, approval }) => (
          <CardBody>
            {approval && (
              <div className="mb-3 grid gap-1 text-sm">
                <p>{t("review.signed", approval.signer)}</p>
                <p>
                  {t("review.sha256")} <code className="break-all font-mono text-xs">{approval.sha256}</code>
                </p>
              </div>
            )}
            {steps.length === 0 ? (
              <p className="text-ink-2">{t("review.none")}</p>
            ) : (
              <ol className="grid gap-3">
                {steps.map((step) => (
                  <li key={step.at} className="border-line border-l-2 pl-3">
                    <p className="font-medium">{t(`review.state.${step.state}`)}</p>
                    <p className="text-ink-2 text-sm">
                      {step.cause === "recalculated"
                        ? t("review.recalculated")
                        : (step.by.name ?? t("formerMember"))}{" "}
                      · <Time at={step.at} show="datetime" />
                    </p>
                    {step.reason && <p className="whitespace-pre-wrap break-words text-sm">{step.reason}</p>}
                  </li>
                ))}
              </ol>
            )}
          </CardBody>
        )}
      </QueryView>
    </Card>
  );
}
