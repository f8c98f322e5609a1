"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import type { ShellOrganisation, ShellTenant } from "./types.ts";

export interface TenantSwitcherProps {
  tenant: ShellTenant;
  organisations: readonly ShellOrganisation[];
  onSwitch: (slug: string) => Promise<void>;
}

/** The organisation's name; with more than one, a menu that leads to the others. */
export function TenantSwitcher({ tenant, organisations, onSwitch }: TenantSwitcherProps) {
  const t = useTranslations("shell");
  const [pending, startTransition] = useTransition();
  const name = (
    <>
      <Avatar name={tenant.name} src={tenant.logoUrl} square className="size-6" />
      <span className="truncate font-semibold rail:sr-only">{tenant.name}</span>
    </>
  );
  if (organisations.length < 2)
    return (
      <div className="flex h-9 min-w-0 items-center gap-2 px-2 rail:justify-center rail:px-0">{name}</div>
    );
  return (
    <Menu
      align="start"
      className="w-64"
      trigger={
        <Button
          variant="ghost"
          aria-label={t("switcher.name", { organisation: tenant.name })}
          aria-busy={pending || undefined}
          className="h-9 w-full min-w-0 shrink justify-start px-2 text-ink rail:justify-center rail:px-0"
        >
          {name}
          <ChevronsUpDown aria-hidden className="ml-auto text-ink-3 rail:hidden" />
        </Button>
      }
    >
      <MenuLabel>{t("switcher.title")}</MenuLabel>
      {organisations.map((organisation) => {
        const here = organisation.slug === tenant.slug;
        return (
          <MenuItem
            key={organisation.slug}
            disabled={here || pending}
            onSelect={() => startTransition(() => onSwitch(organisation.slug))}
          >
            <Avatar name={organisation.name} square className="size-6" />
            <span className="grid min-w-0 grow">
              <span className="truncate text-ink">{organisation.name}</span>
              <span className="text-ink-2 text-xs">{t(`roles.${organisation.role}`)}</span>
            </span>
            {here && <Check aria-label={t("switcher.here")} />}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
