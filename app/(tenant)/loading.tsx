import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { LoadingRows, Skeleton } from "#components/ui/progress.tsx";

export default function Loading() {
  const t = useTranslations("site");
  return (
    <div>
      <div className="mb-5 grid gap-3">
        <Skeleton className="h-7 w-44" />
        <Skeleton className="w-80 max-w-full" />
      </div>
      <Card>
        <LoadingRows rows={6} label={t("tenantLoading.loadingThePage")} />
      </Card>
    </div>
  );
}
