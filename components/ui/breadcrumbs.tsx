import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "./cn.ts";

export interface Crumb {
  label: string;
  /** Left out for the page itself. */
  href?: string;
}

export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("breadcrumbs.breadcrumb")}>
      <ol className="flex min-w-0 flex-wrap items-center gap-1 text-ink-3 text-sm max-sm:flex-nowrap">
        {items.map((item, index) => (
          // On a phone the page itself is named by its heading alone, right below.
          <li
            key={item.label}
            className={cn("flex min-w-0 items-center gap-1", !item.href && "max-sm:sr-only")}
          >
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0" />}
            {item.href ? (
              <Link
                href={item.href}
                className="inline-flex min-w-0 items-center rounded-sm hover:text-ink touch:min-h-11"
              >
                <span className="truncate">{item.label}</span>
              </Link>
            ) : (
              <span aria-current="page" className="truncate text-ink-2">
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
