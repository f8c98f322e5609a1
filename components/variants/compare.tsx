"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ApiError } from "#components/data/api.ts";
import { QueryView } from "#components/data/query-view.tsx";
import { usePageTitle } from "#components/data/url-params.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { later } from "#components/ui/later.tsx";
import { LoadingRows } from "#components/ui/progress.tsx";
import { ErrorState } from "#components/ui/states.tsx";
import { useVariants } from "./queries.ts";

// Fetched while the variants are asked for.
const Comparison = later(
  async () => (await import("./comparison.tsx")).Comparison,
  () => <LoadingRows rows={8} />,
);

/** An estimate and up to four variants of it, side by side; which ones stands in the address. */
export function CompareVariants({ estimateId }: { estimateId: string }) {
  const t = useTranslations("variants");
  const variants = useVariants(estimateId);
  usePageTitle(variants.data && t("compare.title", { name: variants.data.base.name }));
  Comparison.useAtRest();
  const { error } = variants;
  if (error instanceof ApiError && error.status === 404)
    return (
      <Card>
        <h1 className="sr-only">{t("compare.heading")}</h1>
        <ErrorState
          title={t("compare.notFound")}
          action={
            <Button asChild>
              <Link href="/estimates">{t("compare.allEstimates")}</Link>
            </Button>
          }
        >
          {error.message}
        </ErrorState>
      </Card>
    );
  return (
    <QueryView query={variants} loading={<LoadingRows rows={8} />}>
      {(data) => <Comparison estimateId={estimateId} data={data} />}
    </QueryView>
  );
}
