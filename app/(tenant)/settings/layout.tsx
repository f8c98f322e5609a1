import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SectionNav } from "#components/settings/section-nav.tsx";
import { organisationSections } from "#components/settings/sections.ts";
import { requireMember } from "../../caller.ts";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("settings");
  const tShell = await getTranslations("shell");
  const { user } = await requireMember();
  return (
    <div className="lg:flex lg:gap-8">
      <SectionNav
        label={t("layout.settings")}
        sections={organisationSections(tShell).filter(({ roles }) => roles.includes(user.role))}
      />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
