import type { ReactNode } from "react";
import { SectionNav } from "#components/settings/section-nav.tsx";
import { ORGANISATION_SECTIONS } from "#components/settings/sections.ts";
import { requireMember } from "../../caller.ts";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { user } = await requireMember();
  return (
    <div className="lg:flex lg:gap-8">
      <SectionNav
        label="Settings"
        sections={ORGANISATION_SECTIONS.filter(({ roles }) => roles.includes(user.role))}
      />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
