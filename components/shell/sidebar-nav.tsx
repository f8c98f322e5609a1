"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/cn.ts";
import { activeHref, navigationFor } from "./navigation.ts";
import type { Role } from "./types.ts";

export function SidebarNav({ role, onNavigate }: { role: Role; onNavigate?: () => void }) {
  const groups = navigationFor(role);
  const active = activeHref(groups, usePathname());
  return (
    <nav aria-label="Main" className="grid gap-5">
      {groups.map((group) => (
        <div key={group.label} className="grid gap-0.5">
          <p className="px-2.5 pb-1 font-medium text-ink-3 text-xs">{group.label}</p>
          <ul className="grid gap-0.5">
            {group.items.map(({ href, label, icon: Icon }) => (
              <li key={href}>
                <Link
                  href={href}
                  onClick={onNavigate}
                  aria-current={active === href ? "page" : undefined}
                  className={cn(
                    "flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ink-2 hover:bg-hover hover:text-ink touch:h-11",
                    active === href && "bg-hover font-medium text-ink",
                  )}
                >
                  <Icon
                    aria-hidden
                    className={cn("size-4 text-ink-3", active === href && "text-brand-text")}
                  />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
