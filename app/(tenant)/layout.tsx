import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Words } from "#components/i18n/words.tsx";
import { SIDEBAR_COOKIE, sidebarMode } from "#components/shell/sidebar-mode.ts";
import { requireMember } from "../caller.ts";
import { Workspace } from "./workspace.tsx";

export default async function TenantLayout({ children }: { children: ReactNode }) {
  const { tenant, user, organisations, units, support } = await requireMember();
  return (
    <Words
      areas={[
        "account.confirmIdentity",
        "auth",
        "data",
        "exports.leavingBanner",
        "notifications",
        "shell",
        "status",
        "support.supportBanner",
        "uploads",
        "usage.usageBanner",
      ]}
    >
      <Workspace
        tenant={{ name: tenant.name, slug: tenant.slug, logoUrl: tenant.logoUrl }}
        user={{ name: user.name, email: user.email, role: user.role }}
        organisations={organisations}
        units={units}
        support={support && { name: support.name, until: support.until.toISOString() }}
        sidebar={sidebarMode((await cookies()).get(SIDEBAR_COOKIE)?.value)}
        leavesAt={tenant.deletionDueAt?.toISOString() ?? null}
      >
        {children}
      </Workspace>
    </Words>
  );
}
