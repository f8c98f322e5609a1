"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn.ts";
import { useCurrentInSight } from "#components/ui/use-current-in-sight.ts";
import type { Section } from "./sections.ts";

/** The pages beside this one: a column on wide windows, a row to scroll on a phone. */
export function SectionNav({ label, sections }: { label: string; sections: readonly Section[] }) {
  const path = usePathname();
  const row = useCurrentInSight<HTMLElement>('[aria-current="page"]', path);
  return (
    <nav
      ref={row}
      aria-label={label}
      className="-mx-1 mb-5 overflow-x-auto px-1 lg:mx-0 lg:mb-0 lg:w-44 lg:shrink-0 lg:px-0"
    >
      <ul className="flex gap-1 lg:flex-col">
        {sections.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={path === href ? "page" : undefined}
              className={cn(
                "flex h-8 items-center whitespace-nowrap rounded-md px-2.5 text-ink-2 hover:bg-hover hover:text-ink touch:h-11",
                path === href && "bg-hover font-medium text-ink",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
