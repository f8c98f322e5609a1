import { useTranslations } from "next-intl";
import { Card } from "./card.tsx";
import { LoadingRows, Skeleton } from "./progress.tsx";

/** A page about one thing that is still loading: its name, its figures, and a table. */
export function DetailSkeleton({ figures = 4 }: { figures?: number }) {
  const t = useTranslations("ui");
  return (
    <div role="status" aria-label={t("progress.loading")} className="grid grid-cols-1 gap-5">
      <div className="grid gap-2.5">
        <Skeleton className="w-40" />
        <Skeleton className="h-7 w-80 max-w-full" />
      </div>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {numbered(figures).map((key) => (
          <Card key={key}>
            <div className="grid gap-2.5 p-4">
              <Skeleton className="w-24" />
              <Skeleton className="h-7 w-32" />
              <Skeleton className="w-40 max-w-full" />
            </div>
          </Card>
        ))}
      </div>
      <Card>
        <LoadingRows rows={6} />
      </Card>
    </div>
  );
}

/** A form, or a page of settings, that is still loading: cards of named fields. */
export function FormSkeleton({ cards = 2, fields = 3 }: { cards?: number; fields?: number }) {
  const t = useTranslations("ui");
  return (
    <div role="status" aria-label={t("progress.loading")} className="grid grid-cols-1 gap-5">
      {numbered(cards).map((card) => (
        <Card key={card}>
          <div className="grid gap-5 p-4">
            <Skeleton className="h-6 w-48" />
            {numbered(fields).map((field) => (
              <div key={field} className="grid max-w-md gap-2">
                <Skeleton className="w-28" />
                <Skeleton className="h-8 rounded-md" />
              </div>
            ))}
          </div>
        </Card>
      ))}
    </div>
  );
}

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `part-${at}`);
