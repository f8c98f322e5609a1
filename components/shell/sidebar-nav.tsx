"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { activeHref, type NavItem, navigationFor } from "./navigation.ts";
import type { Role } from "./types.ts";

/** The pages of a role. As a rail it shows icons alone, and `rail` puts their names beside them when they are pointed at. */
export function SidebarNav({
  role,
  rail = false,
  onNavigate,
}: {
  role: Role;
  rail?: boolean;
  onNavigate?: () => void;
}) {
  const t = useTranslations("shell");
  const groups = navigationFor(role);
  const active = activeHref(groups, usePathname());
  return (
    <nav aria-label={t("navigation.main")} className="grid gap-5">
      {groups.map((group) => (
        <div key={group.name} className="grid gap-0.5">
          <p className="px-2.5 pb-1 font-medium text-ink-3 text-xs rail:sr-only">
            {t(`navigation.${group.name}`)}
          </p>
          <ul className="grid gap-0.5">
            {group.items.map((item) => (
              <li key={item.href}>
                <Named name={t(`navigation.${item.name}`)} shown={rail}>
                  <NavLink
                    item={item}
                    label={t(`navigation.${item.name}`)}
                    active={active === item.href}
                    onClick={onNavigate}
                  />
                </Named>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Named({ name, shown, children }: { name: string; shown: boolean; children: React.ReactNode }) {
  return shown ? (
    <Tooltip content={name} side="right">
      {children}
    </Tooltip>
  ) : (
    children
  );
}

/** Whatever the tooltip puts onto its trigger reaches the link. */
function NavLink({
  item: { href, icon: Icon },
  label,
  active,
  ...rest
}: { item: NavItem; label: string; active: boolean } & Omit<React.ComponentProps<typeof Link>, "href">) {
  return (
    <Link
      {...rest}
      href={href}
      aria-current={active ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ink-2 hover:bg-hover hover:text-ink touch:h-11 rail:h-10 rail:justify-center rail:px-0 rail:touch:h-11",
        active && "bg-hover font-medium text-ink",
      )}
    >
      <Icon
        aria-hidden
        className={cn("size-4 shrink-0 text-ink-3 rail:size-4.5", active && "text-brand-text")}
      />
      <span className="min-w-0 truncate rail:sr-only">{label}</span>
    </Link>
  );
}
