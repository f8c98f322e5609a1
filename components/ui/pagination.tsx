import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
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
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3">
      <p className="text-ink-2 text-sm tabular-nums">
        {count(from)}–{count(to)} of {count(total)}
      </p>
      <div className="flex gap-2">
        <Step href={previousHref} label="Previous" />
        <Step href={nextHref} label="Next" />
      </div>
    </nav>
  );
}

function Step({ href, label }: { href: string | undefined; label: "Previous" | "Next" }) {
  const content = (
    <>
      {label === "Previous" && <ChevronLeft aria-hidden />}
      {label}
      {label === "Next" && <ChevronRight aria-hidden />}
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
  if (shown >= total) return null;
  return (
    <div className="flex items-center justify-center gap-3 py-3">
      <Button loading={loading} onClick={onLoadMore}>
        Show more
      </Button>
      <span className="text-ink-3 text-sm tabular-nums">
        {count(shown)} of {count(total)}
      </span>
    </div>
  );
}

const count = (value: number) => value.toLocaleString("en-US");
