"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatCount } from "#components/format/numbers.ts";
import { cn } from "#components/ui/cn.ts";

const link =
  "underline decoration-line-strong underline-offset-2 hover:decoration-current print:no-underline";

/** How many elements stand behind a figure, and the way to them in the take-off; without an address the number alone. */
export function ElementsLink({
  href,
  of,
  count,
  className,
}: {
  href: string | null;
  /** What the figure is of, for who hears the link alone. */
  of: string;
  count: number;
  className?: string;
}) {
  const t = useTranslations("files");
  if (count === 0) return null;
  const shown = t("elementsLink.count", { count, shown: formatCount(count) });
  if (href === null) return <span className={cn("text-ink-3", className)}>{shown}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={t("elementsLink.open", { shown, of })}
      className={cn("justify-self-start font-normal text-ink-2", link, className)}
    >
      {shown}
    </Link>
  );
}

/** The name of a sum, which leads to its elements; without an address the name alone. */
export function TotalLink({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return children;
  return (
    <Link href={href} prefetch={false} className={link}>
      {children}
    </Link>
  );
}
