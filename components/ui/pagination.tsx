import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { formatCount } from "#components/format/numbers.ts";
import { Button } from "./button.tsx";

/** "1–50 of 2,310" with links to the pages before and after; a missing link is shown as such. */
export function Pagination({
  from,
  to,
  total,
  previousHref,
  nextHref,
}: {
  from: number;
  to: number;
  total: number;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
}) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("pagination.pages")} className="flex items-center justify-between gap-3">
      <p className="text-ink-2 text-sm tabular-nums">
        {t("pagination.of", { from: formatCount(from), count: formatCount(to), count2: formatCount(total) })}
      </p>
      <div className="flex gap-2">
        <Step href={previousHref} to="previous" />
        <Step href={nextHref} to="next" />
      </div>
    </nav>
  );
}

function Step({ href, to }: { href: string | undefined; to: "previous" | "next" }) {
  const t = useTranslations("ui");
  const content = (
    <>
      {to === "previous" && <ChevronLeft aria-hidden />}
      {t(`pagination.${to}`)}
      {to === "next" && <ChevronRight aria-hidden />}
    </>
  );
  if (!href)
    return (
      <Button size="sm" disabled>
        {content}
      </Button>
    );
  return (
    <Button size="sm" asChild>
      <Link href={href}>{content}</Link>
    </Button>
  );
}

export function LoadMore({
  shown,
  total,
  loading,
  onLoadMore,
}: {
  shown: number;
  total: number;
  loading: boolean;
  onLoadMore: () => void;
}) {
  const t = useTranslations("ui");
  if (shown >= total) return null;
  return (
    <div className="flex items-center justify-center gap-3 py-3">
      <Button loading={loading} onClick={onLoadMore}>
        {t("pagination.showMore")}
      </Button>
      <span className="text-ink-3 text-sm tabular-nums">
        {t("pagination.of2", { shown: formatCount(shown), count: formatCount(total) })}
      </span>
    </div>
  );
}
